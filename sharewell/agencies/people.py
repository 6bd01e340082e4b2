"""Who works for the agency, for its administrator: no record is behind it."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from sharewell.access import proposals
from sharewell.access.command import Act, command
from sharewell.access.errors import NotFound
from sharewell.access.proposals import OF_PEOPLE, ProposalKind, Proposed
from sharewell.agencies.agreeing import OWN, standing_of
from sharewell.agencies.models import Appointment
from sharewell.agencies.queries import practitioner_names
from sharewell.core.policy.action import Action
from sharewell.core.policy.decide import decide
from sharewell.core.policy.model import (
    Actor,
    Circumstances,
    Purpose,
    Relation,
    Resource,
    Role,
)

# Without one of each the agency is not ready; it still receives and refers.
OFFICES = (Role.LEAD_INFORMATION_OFFICER, Role.ADMINISTRATOR)
SHOWN_AFTER_LEAVING = timedelta(days=90)


@dataclass(frozen=True)
class Held:
    """One role of one person; `ends_at` where the end is set."""

    id: UUID
    role: Role
    team: str
    since: datetime
    ends_at: datetime | None
    is_pooled: bool


@dataclass(frozen=True)
class Member:
    """Somebody with what they hold; `is_me` for whoever looks."""

    id: UUID
    name: str
    held: tuple[Held, ...]
    is_me: bool

    def has(self, role: Role) -> bool:
        """Whether it is among what they hold."""
        return any(one.role is role for one in self.held)


@dataclass(frozen=True)
class Waiting:
    """What waits about a person; `may_answer` for whoever is the second person.

    Role and team are of an appointment; what else waits has none.
    """

    id: UUID
    kind: ProposalKind
    person: str
    role: Role | None
    team: str
    reference: str
    by: str
    at: datetime
    may_answer: bool


@dataclass(frozen=True)
class People:
    """Everybody; `unfilled` are the offices that nobody holds."""

    members: tuple[Member, ...]
    left: tuple[Member, ...]
    waiting: tuple[Waiting, ...]
    unfilled: tuple[Role, ...]


@dataclass(frozen=True)
class OneMember:
    """One of them; `would_lack` are the offices that nobody would hold without them."""

    member: Member
    waiting: tuple[Waiting, ...]
    would_lack: tuple[Role, ...]


@command(Action.PEOPLE_LIST, purpose=Purpose.ADMINISTER, writes=False)
def list_people(act: Act) -> People:
    """Everybody appointed, who left of late, and what waits for a second person."""
    act.require(Resource("agency", act.by.agency, OWN))
    act.record("people.listed", kind="agency", id=act.by.agency)
    members, left = _members(act)
    return People(members, left, _waiting(act), _unfilled(members))


@command(Action.PEOPLE_LIST, purpose=Purpose.ADMINISTER, writes=False)
def open_member(act: Act, *, practitioner_id: UUID) -> OneMember:
    """One person of the agency; raises NotFound for whoever does not work here."""
    act.require(Resource("practitioner", practitioner_id, OWN))
    members, _ = _members(act)
    found = next((one for one in members if one.id == practitioner_id), None)
    if found is None:
        raise NotFound(act.by, act.action, "practitioner")
    act.record("person.opened", kind="practitioner", id=practitioner_id)
    others = tuple(one for one in members if one.id != practitioner_id)
    lacks = tuple(role for role in _unfilled(others) if found.has(role))
    waiting = tuple(_waiting(act, practitioner_id))
    return OneMember(found, waiting, lacks)


def may_administer(by: Actor) -> bool:
    """Whether the pages of people are the actor's at all."""
    about = Resource("agency", by.agency, OWN)
    return decide(by, Purpose.ADMINISTER, Action.PEOPLE_LIST, about).permit


def _members(act: Act) -> tuple[tuple[Member, ...], tuple[Member, ...]]:
    """Who works here, and who has left not long ago; both by name."""
    held: dict[UUID, list[Appointment]] = {}
    ended: dict[UUID, list[Appointment]] = {}
    rows = Appointment.objects.filter(agency_id=act.by.agency, starts_at__lte=act.at)
    for one in rows.select_related("practitioner", "end").order_by("starts_at", "id"):
        end = _end(one)
        into = held if end is None or end > act.at else ended
        into.setdefault(one.practitioner_id, []).append(one)
    oldest = act.at - SHOWN_AFTER_LEAVING
    left = {
        who: ones
        for who, ones in ended.items()
        if who not in held and max(_end(one) or act.at for one in ones) > oldest
    }
    return _by_name(act, held), _by_name(act, left)


def _by_name(act: Act, rows: dict[UUID, list[Appointment]]) -> tuple[Member, ...]:
    found = [
        Member(
            who,
            ones[0].practitioner.name,
            tuple(_held(one) for one in ones),
            who == act.by.id,
        )
        for who, ones in rows.items()
    ]
    return tuple(sorted(found, key=lambda member: (member.name, member.id)))


def _held(one: Appointment) -> Held:
    return Held(
        one.id, Role(one.role), one.team, one.starts_at, _end(one), one.is_pooled
    )


def _end(one: Appointment) -> datetime | None:
    return one.end.at if hasattr(one, "end") else None


def _unfilled(members: tuple[Member, ...]) -> tuple[Role, ...]:
    return tuple(
        role for role in OFFICES if not any(member.has(role) for member in members)
    )


def _waiting(act: Act, practitioner_id: UUID | None = None) -> tuple[Waiting, ...]:
    found = [
        one
        for one in proposals.waiting(act.by.agency)
        if one.kind in OF_PEOPLE and practitioner_id in {None, one.subject}
    ]
    names = practitioner_names(
        {one.subject for one in found} | {one.proposed_by for one in found}
    )
    standing = standing_of(ProposalKind.APPOINT, act.by.agency, act.at)
    return tuple(_shown(act.by, one, names, standing) for one in found)


def _shown(
    by: Actor,
    one: Proposed,
    names: dict[UUID, str],
    standing: frozenset[Relation],
) -> Waiting:
    may_answer = decide(
        by,
        Purpose.OVERSEE,
        Action.PROPOSAL_ANSWER,
        Resource("proposal", one.id, standing),
        Circumstances(one.proposed_by, one.person),
    ).permit
    role = one.words.get("role")
    return Waiting(
        one.id,
        one.kind,
        names.get(one.subject, ""),
        None if role is None else Role(role),
        one.words.get("team", ""),
        one.words["reference"],
        names.get(one.proposed_by, ""),
        one.proposed_at,
        may_answer,
    )
