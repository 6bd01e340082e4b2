"""What is sealed, who is kept out, what waits for a second person, what was opened."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from sharewell.access import bars, emergencies, proposals
from sharewell.access.command import Act, command
from sharewell.access.proposals import ProposalKind
from sharewell.agencies.agreeing import OWN
from sharewell.agencies.queries import practitioner_names
from sharewell.core.policy.action import Action
from sharewell.core.policy.decide import decide
from sharewell.core.policy.model import (
    Actor,
    Circumstances,
    Purpose,
    Resource,
)


@dataclass(frozen=True)
class KeptOut:
    """Somebody who may not open a thing."""

    id: UUID
    reference: str
    person: str
    reason: str
    by: str
    at: datetime


@dataclass(frozen=True)
class Sealed:
    """A sealed thing and who is named."""

    id: UUID
    reference: str
    names: tuple[str, ...]
    by: str
    at: datetime


@dataclass(frozen=True)
class Waiting:
    """A proposal; `may_answer` says whether this reader is the second person."""

    id: UUID
    kind: str
    reference: str
    person: str
    by: str
    at: datetime
    may_answer: bool
    role: str = ""


@dataclass(frozen=True)
class Opened:
    """An opening in an emergency that nobody has reviewed."""

    id: UUID
    reference: str
    person: str
    at: datetime
    may_review: bool


@dataclass(frozen=True)
class Restrictions:
    """All of it, for the officers of one agency."""

    kept_out: tuple[KeptOut, ...]
    sealed: tuple[Sealed, ...]
    waiting: tuple[Waiting, ...]
    opened: tuple[Opened, ...]


@command(Action.RESTRICTION_REVIEW, purpose=Purpose.OVERSEE, writes=False)
def restrictions(act: Act) -> Restrictions:
    """References and names, no record; what concerns the reader is left out.

    Who is kept out of a record may be suspected in it, and is not told by this list.
    """
    agency: UUID = act.by.agency  # type: ignore[assignment]
    act.require(Resource("agency", agency, OWN))
    act.record("restrictions.reviewed", kind="agency", id=agency)
    conflicts = bars.standing_conflicts(agency)
    out = [one for one in conflicts if one.practitioner_id != act.by.id]
    hidden = {one.id for one in conflicts} - {one.id for one in out}
    sealed = bars.standing_seals(agency)
    waiting = [
        one
        for one in proposals.waiting(agency)
        # Where a family is waits on the page of the disclosure, for those who decide.
        if one.subject not in hidden and one.kind is not ProposalKind.RELEASE
    ]
    opened = emergencies.unreviewed(agency)
    people = practitioner_names(
        {one.practitioner_id for one in out}
        | {one.recorded_by for one in out}
        | {name.practitioner_id for one in sealed for name in one.names.all()}
        | {one.sealed_by for one in sealed}
        | {one.proposed_by for one in waiting}
        | {one.person for one in waiting if one.person}
        | {one.person for one in opened}
    )
    return Restrictions(
        tuple(
            KeptOut(
                one.id,
                one.reference,
                people.get(one.practitioner_id, ""),
                one.reason,
                people.get(one.recorded_by, ""),
                one.recorded_at,
            )
            for one in out
        ),
        tuple(
            Sealed(
                one.id,
                one.reference,
                tuple(
                    sorted(people.get(n.practitioner_id, "") for n in one.names.all())
                ),
                people.get(one.sealed_by, ""),
                one.sealed_at,
            )
            for one in sealed
        ),
        tuple(_waiting(act.by, one, people) for one in waiting),
        tuple(_opened(act.by, one, people) for one in opened),
    )


def _waiting(by: Actor, one: proposals.Proposed, people: dict[UUID, str]) -> Waiting:
    may_answer = decide(
        by,
        Purpose.OVERSEE,
        Action.PROPOSAL_ANSWER,
        Resource("proposal", one.id, OWN),
        Circumstances(one.proposed_by, one.person),
    ).permit
    return Waiting(
        one.id,
        one.kind.value,
        one.words.get("reference", ""),
        people.get(one.person, "") if one.person else "",
        people.get(one.proposed_by, ""),
        one.proposed_at,
        may_answer,
        one.words.get("role", ""),
    )


def _opened(by: Actor, one: emergencies.Opening, people: dict[UUID, str]) -> Opened:
    may_review = decide(
        by,
        Purpose.OVERSEE,
        Action.EMERGENCY_REVIEW,
        Resource("emergency", one.id, OWN),
        Circumstances(proposed_by=one.person),
    ).permit
    return Opened(
        one.id,
        one.about.reference,
        people.get(one.person, ""),
        one.opened_at,
        may_review,
    )
