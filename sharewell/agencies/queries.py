"""The directory: agencies, their inboxes, and the names of practitioners."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from sharewell.access.context import context
from sharewell.agencies.errors import InboxClosed, UnknownInbox
from sharewell.agencies.models import Agency, Appointment, Inbox, Practitioner
from sharewell.agencies.vocabulary import SENSITIVE_KINDS, InboxKind
from sharewell.core.policy.model import Actor, Purpose

# In this order; an agency without an adviser's inbox still has a place for a concern.
TAKES_CONCERNS = (
    InboxKind.ADVISER,
    InboxKind.LEAD_INFORMATION_OFFICER,
    InboxKind.AGENCY,
    InboxKind.FRONT_DOOR,
    InboxKind.POLICE,
)


@dataclass(frozen=True)
class InboxEntry:
    """An inbox as the directory shows it."""

    id: UUID
    agency_id: UUID
    agency_name: str
    agency_kind: str
    area: str
    kind: str
    name: str
    email: str
    phone: str
    out_of_hours_phone: str


def open_inboxes(
    kinds: Iterable[str] = (), agency: UUID | None = None
) -> list[InboxEntry]:
    """Inboxes that take work, by agency and name; of some kinds or one agency only."""
    found = Inbox.objects.filter(closure__isnull=True).order_by("name")
    if kinds := list(kinds):
        found = found.filter(kind__in=kinds)
    if agency is not None:
        found = found.filter(agency_id=agency)
    rows = list(found)
    agencies = Agency.objects.in_bulk({row.agency_id for row in rows})
    return sorted(
        (_entry(row, agencies[row.agency_id]) for row in rows),
        key=lambda entry: (entry.agency_name, entry.name),
    )


def inbox_for_sending(inbox_id: UUID) -> InboxEntry:
    """The inbox, if it still takes work; raises UnknownInbox or InboxClosed."""
    row = (
        Inbox.objects.filter(id=inbox_id)
        .select_related("closure", "closure__successor")
        .first()
    )
    if row is None:
        raise UnknownInbox
    if hasattr(row, "closure"):
        successor = row.closure.successor
        raise InboxClosed(row.name, successor.name if successor else None)
    return _entry(row, Agency.objects.get(id=row.agency_id))


def front_door_for(agency: UUID | None) -> InboxEntry | None:
    """The front door of the agency's own area, else the first in the directory."""
    doors = open_inboxes([InboxKind.FRONT_DOOR.value])
    own = Agency.objects.filter(id=agency).first()
    near = [door for door in doors if own is not None and door.area == own.area]
    return next(iter(near or doors), None)


def inbox_of(agency: UUID | None, kind: InboxKind) -> InboxEntry | None:
    """The agency's first open inbox of a kind, or None."""
    return next(iter(open_inboxes([kind], agency)), None) if agency else None


def inbox_for_concerns(agency: UUID | None) -> InboxEntry | None:
    """Where a concern waits: the adviser's, else whoever answers for the agency."""
    found = (inbox_of(agency, kind) for kind in TAKES_CONCERNS)
    return next((one for one in found if one is not None), None)


def inbox_for_officers(agency: UUID | None) -> InboxEntry | None:
    """The lead information officer's, else whoever answers for the agency."""
    officer = inbox_of(agency, InboxKind.LEAD_INFORMATION_OFFICER)
    return officer or inbox_for_concerns(agency)


def inbox_names(agency: UUID | None, kinds: Iterable[str]) -> dict[UUID, str]:
    """The agency's inboxes of these kinds, closed ones too: work waits there."""
    found = Inbox.objects.filter(agency_id=agency, kind__in=list(kinds))
    return dict(found.values_list("id", "name"))


def agency_ids() -> list[UUID]:
    """Every agency of the partnership, in an order that stays."""
    return list(Agency.objects.order_by("id").values_list("id", flat=True))


def founded() -> dict[UUID, datetime]:
    """Since when each agency is in the partnership."""
    return dict(Agency.objects.order_by("id").values_list("id", "founded_at"))


def agency_name(agency: UUID) -> str:
    """The agency's name in the directory."""
    return Agency.objects.get(id=agency).name


def agency_names(agencies: Iterable[UUID]) -> dict[UUID, str]:
    """Names for many."""
    return {a.id: a.name for a in Agency.objects.filter(id__in=list(agencies))}


def agency_kinds(agencies: Iterable[UUID]) -> dict[UUID, str]:
    """What sort of organisation each of them is."""
    found = Agency.objects.filter(id__in=list(agencies))
    return dict(found.values_list("id", "kind"))


def is_sensitive(agency: UUID | None) -> bool:
    """Whether it is a service that nobody is to know somebody uses."""
    kinds = [kind.value for kind in SENSITIVE_KINDS]
    return Agency.objects.filter(id=agency, kind__in=kinds).exists()


@dataclass(frozen=True)
class Person:
    """Somebody who works for the agency, with the roles held at the moment."""

    id: UUID
    name: str
    roles: tuple[str, ...]


def people_of(agency: UUID | None, at: datetime) -> list[Person]:
    """Everybody appointed in the agency at `at`, by name; needs its context."""
    begun = Appointment.objects.filter(agency_id=agency, starts_at__lte=at)
    held: dict[UUID, list[Appointment]] = {}
    for one in begun.select_related("practitioner", "end"):
        if not (hasattr(one, "end") and one.end.at <= at):
            held.setdefault(one.practitioner_id, []).append(one)
    found = [
        Person(who, ones[0].practitioner.name, tuple(sorted(a.role for a in ones)))
        for who, ones in held.items()
    ]
    return sorted(found, key=lambda person: (person.name, person.id))


def colleagues(by: Actor, at: datetime) -> list[Person]:
    """As people_of, for a page of whoever may keep people out or name them."""
    with context(by, Purpose.OVERSEE):
        return people_of(by.agency, at)


def practitioner_names(people: Iterable[UUID]) -> dict[UUID, str]:
    """Names for many; needs an open context."""
    wanted = list(people)
    return {p.id: p.name for p in Practitioner.objects.filter(id__in=wanted)}


def call_back(practitioner: UUID) -> tuple[str, str]:
    """(name, call-back number) of one person; needs an open context."""
    person = Practitioner.objects.get(id=practitioner)
    return person.name, person.call_back_phone


def _entry(row: Inbox, agency: Agency) -> InboxEntry:
    return InboxEntry(
        row.id,
        row.agency_id,
        agency.name,
        agency.kind,
        agency.area,
        row.kind,
        row.name,
        row.email,
        row.phone,
        row.out_of_hours_phone,
    )
