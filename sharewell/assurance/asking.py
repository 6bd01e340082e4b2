"""Somebody asked about more children than expected: an officer looks why."""

from dataclasses import dataclass
from enum import StrEnum
from uuid import UUID

from sharewell.access.command import Act, command
from sharewell.access.errors import NotFound
from sharewell.agencies.agreeing import OWN
from sharewell.agencies.queries import practitioner_names
from sharewell.core.policy.action import Action
from sharewell.core.policy.model import Circumstances, Purpose, Resource
from sharewell.decisions.tasks import finish_tasks, open_tasks
from sharewell.decisions.vocabulary import TaskKind
from sharewell.exchange.asking_limit import Asked, asked_of_late


class Found(StrEnum):
    """What an officer found."""

    IN_ORDER = "in_order"
    TAKEN_UP = "taken_up"


@dataclass(frozen=True)
class AskingView:
    """Who asked so much, since when that waits, and how much in the last day."""

    person: str
    reference: str
    asked: Asked


@command(Action.ASKING_REVIEW, purpose=Purpose.OVERSEE, writes=False)
def open_asking(act: Act, *, practitioner_id: UUID) -> AskingView:
    """Whoever it is about, and counts; raises NotFound where nothing waits."""
    reference = _require(act, practitioner_id)
    act.record("asking.opened", kind="practitioner", id=practitioner_id)
    names = practitioner_names([practitioner_id])
    return AskingView(
        names[practitioner_id], reference, asked_of_late(act, practitioner_id)
    )


@command(Action.ASKING_REVIEW, purpose=Purpose.OVERSEE)
def review_asking(act: Act, *, practitioner_id: UUID, found: Found) -> str:
    """Keep what was found in the ledger; the clock stops."""
    _require(act, practitioner_id)
    finish_tasks(act, about_id=practitioner_id, kinds=(TaskKind.REVIEW_ASKING,))
    act.record(f"asking.{found.value}", kind="practitioner", id=practitioner_id)
    return str(practitioner_id)


def _require(act: Act, practitioner_id: UUID) -> str:
    """The task's reference; asked of the policy before anything is looked up."""
    act.require(
        Resource("asking", practitioner_id, OWN), Circumstances(practitioner_id)
    )
    task = open_tasks().filter(
        agency_id=act.by.agency,
        kind=TaskKind.REVIEW_ASKING.value,
        about_id=practitioner_id,
    )
    if (waits := task.first()) is None:
        raise NotFound(act.by, act.action, "asking")
    return str(waits.reference)
