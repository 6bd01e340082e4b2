"""What was asked to be erased and what came of it, and what is held: for officers."""

from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from sharewell.access.command import Act, command
from sharewell.agencies.agreeing import OWN
from sharewell.agencies.queries import practitioner_names
from sharewell.assurance.not_yet import (
    against_erasing,
    concerns_that_go,
    concerns_that_stay,
)
from sharewell.children.erasures import Asked, erasures
from sharewell.children.holds import standing_holds
from sharewell.children.vocabulary import ErasureStepKind
from sharewell.core.policy.action import Action
from sharewell.core.policy.decide import decide
from sharewell.core.policy.model import (
    Actor,
    Circumstances,
    Purpose,
    Resource,
)
from sharewell.keys.subjects import subject_keys


@dataclass(frozen=True)
class ErasureLine:
    """One erasure as the page shows it.

    `state` is asked, agreed, refused, withdrawn, erasing or erased; `against` says why
    one that is open would not be carried out now.
    """

    id: UUID
    reference: str
    ground: str
    by: str
    at: datetime
    state: str
    may_answer: bool
    may_withdraw: bool
    due_at: datetime | None
    gone_by: date | None
    against: tuple[str, ...]
    # Concerns that were about another child before, and stay.
    stays: tuple[str, ...]


@dataclass(frozen=True)
class HoldLine:
    """A hold that stands."""

    id: UUID
    reference: str
    ground: str
    by: str
    at: datetime


@dataclass(frozen=True)
class ErasurePage:
    """All of it, for the officers of one agency."""

    lines: tuple[ErasureLine, ...]
    holds: tuple[HoldLine, ...]


@command(Action.ERASURE_REVIEW, purpose=Purpose.OVERSEE, writes=False)
def list_erasures(act: Act) -> ErasurePage:
    """References, no record; what is closed to the reader is left out."""
    agency: UUID = act.by.agency  # type: ignore[assignment]
    act.require(Resource("agency", agency, OWN))
    act.record("erasures.reviewed", kind="agency", id=agency)
    found, held = erasures(agency), standing_holds(agency)
    people = practitioner_names(
        {one.asked_by for one in found} | {one.placed_by for one in held}
    )
    return ErasurePage(
        tuple(_line(act, agency, one, people) for one in found),
        tuple(
            HoldLine(
                one.id,
                one.reference,
                one.ground.value,
                people.get(one.placed_by, ""),
                one.placed_at,
            )
            for one in held
        ),
    )


def _line(act: Act, agency: UUID, one: Asked, people: dict[UUID, str]) -> ErasureLine:
    against: tuple[str, ...] = ()
    stays: tuple[str, ...] = ()
    if one.is_open:
        goes = concerns_that_go(one.child, one.concerns)
        found = against_erasing(agency, one.child, act.at, concerns=goes)
        against = tuple(reason.sentence for reason in found)
        kept = concerns_that_stay(one.child, one.concerns)
        stays = tuple(concern.reference for concern in kept)
    return ErasureLine(
        one.id,
        one.reference,
        one.ground.value,
        people.get(one.asked_by, ""),
        one.asked_at,
        _state(agency, one),
        one.answer is None and one.is_open and _may_answer(act.by, one),
        one.is_open,
        one.due_at,
        one.end.gone_by if one.end else None,
        against,
        stays,
    )


def _state(agency: UUID, one: Asked) -> str:
    """Erased is said when no key is left, and not because it was written down."""
    last = one.end or one.answer
    if last is None:
        return "asked"
    if last.kind is ErasureStepKind.ERASED and any(
        subject_keys().holds(agency, subject) for subject in last.subjects
    ):
        return "erasing"
    return last.kind.value


def _may_answer(by: Actor, one: Asked) -> bool:
    return decide(
        by,
        Purpose.OVERSEE,
        Action.ERASURE_ANSWER,
        Resource("erasure", one.id, OWN),
        Circumstances(proposed_by=one.asked_by),
    ).permit
