"""What bars an actor from a thing, or lets them in for a while; and its writing.

The policy is told by `standing_to`, a list by `barred_things`; row-level security asks
the same tables on its own (barred.sql). Writing here is a part of an act that has been
permitted.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from uuid import UUID, uuid4

from django.db.models import QuerySet

from sharewell.access.command import Act
from sharewell.access.keeping import keep
from sharewell.access.models import (
    Conflict,
    ConflictEnd,
    Emergency,
    Seal,
    SealLift,
    SealName,
)
from sharewell.core.policy.model import SYSTEM_ID, Actor, Relation

BARS = frozenset({Relation.IN_CONFLICT, Relation.SEALED})


class ConflictReason(StrEnum):
    """How somebody is connected to the family."""

    OWN_CHILD = "own_child"
    OWN_FAMILY = "own_family"
    FEARED = "connected_to_the_feared_person"
    OTHER = "other"


@dataclass(frozen=True)
class About:
    """The thing that is restricted or opened: kind, id and the reference to show."""

    kind: str
    id: UUID
    reference: str


def standing_to(by: Actor, things: Iterable[UUID], at: datetime) -> frozenset[Relation]:
    """What bars the actor from any of these, or opens one in an emergency.

    `things` are the thing asked about and all that it hangs on. The emergency must be
    of the thing itself or of what it hangs on; a bar on any of them bars.
    """
    wanted = list(things)
    if by.id == SYSTEM_ID:
        # The service opens no record; its clocks go on for sealed ones too.
        return frozenset()
    found = set()
    if _conflicts(by.agency).filter(practitioner_id=by.id, about_id__in=wanted):
        found.add(Relation.IN_CONFLICT)
    if _sealed_from(by).filter(about_id__in=wanted):
        found.add(Relation.SEALED)
    if Emergency.objects.filter(
        agency_id=by.agency,
        practitioner_id=by.id,
        about_id__in=wanted,
        opened_at__lte=at,
        ends_at__gt=at,
    ):
        found.add(Relation.EMERGENCY)
    return frozenset(found)


def barred_things(by: Actor) -> frozenset[UUID]:
    """Every thing that `standing_to` would find barred, for a list to leave out.

    What hangs on them is closed too: see `decisions.reach` and `exchange.reach`.
    """
    if by.id == SYSTEM_ID:
        return frozenset()
    kept_out = _conflicts(by.agency).filter(practitioner_id=by.id)
    things = kept_out.values_list("about_id", flat=True)
    return frozenset(things.union(_sealed_from(by).values_list("about_id", flat=True)))


def keep_out(
    act: Act, person: UUID, reason: ConflictReason, things: Iterable[About]
) -> None:
    """Record the conflict for each thing; one that is recorded already stays."""
    kept = _conflicts(act.by.agency).filter(practitioner_id=person)
    known = set(kept.values_list("about_id", flat=True))
    for about in things:
        if about.id in known:
            continue
        row = Conflict(
            id=uuid4(),
            agency_id=act.by.agency,
            practitioner_id=person,
            about_kind=about.kind,
            about_id=about.id,
            reference=about.reference,
            reason=reason.value,
            recorded_by=act.by.id,
            recorded_at=act.at,
        )
        keep(act, "conflict", row, "conflict.recorded")
        # For the page of who looked, which asks by the thing.
        act.record("kept_out", kind=about.kind, id=about.id)


def let_back_in(act: Act, conflict_id: UUID) -> None:
    """The conflict is over; raises IntegrityError if it was ended before."""
    row = ConflictEnd(
        id=uuid4(),
        agency_id=act.by.agency,
        conflict_id=conflict_id,
        by=act.by.id,
        at=act.at,
    )
    keep(act, "conflict_end", row, "conflict.ended")


def put_seal(act: Act, about: About, names: Iterable[UUID]) -> UUID:
    """Seal it for those named."""
    made = uuid4()
    row = Seal(
        id=made,
        agency_id=act.by.agency,
        about_kind=about.kind,
        about_id=about.id,
        reference=about.reference,
        sealed_by=act.by.id,
        sealed_at=act.at,
    )
    keep(act, "seal", row, "seal.put")
    for person in names:
        add_name(act, made, person)
    act.record("sealed", kind=about.kind, id=about.id)
    return made


def add_name(act: Act, seal_id: UUID, person: UUID) -> None:
    """One more may open it."""
    row = SealName(
        id=uuid4(),
        agency_id=act.by.agency,
        seal_id=seal_id,
        practitioner_id=person,
        by=act.by.id,
        at=act.at,
    )
    keep(act, "seal_name", row, "seal.named")


def lift_seal(act: Act, seal_id: UUID) -> None:
    """An ordinary record again; raises IntegrityError if it was lifted before."""
    row = SealLift(
        id=uuid4(), agency_id=act.by.agency, seal_id=seal_id, by=act.by.id, at=act.at
    )
    keep(act, "seal_lift", row, "seal.lifted")


def extend_conflicts(act: Act, from_thing: UUID, to: About) -> None:
    """Whoever is kept out of the first is kept out of the second as well."""
    for one in _conflicts(act.by.agency).filter(about_id=from_thing):
        keep_out(act, one.practitioner_id, ConflictReason(one.reason), [to])


def standing_conflicts(agency: UUID | None) -> list[Conflict]:
    """Every conflict that holds, the newest first."""
    return list(_conflicts(agency).order_by("-recorded_at", "id"))


def standing_seals(agency: UUID | None) -> list[Seal]:
    """Every seal that holds, the newest first, with the names on its list."""
    found = _seals(agency).order_by("-sealed_at", "id")
    return list(found.prefetch_related("names"))


def _conflicts(agency: UUID | None) -> QuerySet[Conflict]:
    return Conflict.objects.filter(agency_id=agency, end__isnull=True)


def _seals(agency: UUID | None) -> QuerySet[Seal]:
    return Seal.objects.filter(agency_id=agency, lift__isnull=True)


def _sealed_from(by: Actor) -> QuerySet[Seal]:
    named = SealName.objects.filter(practitioner_id=by.id)
    return _seals(by.agency).exclude(id__in=named.values("seal_id"))
