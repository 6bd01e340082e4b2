"""A child's record on its way to be erased: asked for, agreed to, carried out."""

from datetime import date, datetime
from typing import Any
from uuid import UUID, uuid4

from sharewell.access.context import context
from sharewell.assurance.erasing import answer_erasure, ask_to_erase
from sharewell.children.actions import record_child
from sharewell.children.queries import child_reference
from sharewell.children.recording import NewChild, NewDetail
from sharewell.children.vocabulary import ErasureGround
from sharewell.core.policy.model import Actor, Purpose
from sharewell.decisions.tasks import finish_tasks, open_tasks
from sharewell.decisions.vocabulary import TaskKind
from tests.factories import World
from tests.integration.access.second_officer import with_deputy
from tests.integration.ledger.walk import AT

GROWN = NewChild(
    "Juniper", "Fenwick", date(1990, 2, 3),
    identifiers=(("nhs_number", "9434765919"),),
    details=(NewDetail("address", "Three Larch Lane."),),
)  # fmt: skip


def grown_up(world: World, key: str = "grown", new: NewChild = GROWN) -> UUID:
    """The record of somebody whose time of keeping is over, without a concern."""
    lena = world.actors["lena"]
    return UUID(record_child(by=lena, at=world.at, key=key, child=new))


def reference_of(world: World, child_id: UUID) -> str:
    with context(world.actors["omar"], Purpose.OVERSEE):
        return child_reference(child_id)


def asked(world: World, child_id: UUID, at: datetime = AT, **more: Any) -> UUID:
    """Omar asks."""
    given = {
        "reference": reference_of(world, child_id),
        "ground": ErasureGround.TIME_IS_UP,
        **more,
    }
    made = ask_to_erase(by=world.actors["omar"], at=at, key=str(uuid4()), **given)
    return UUID(made)


def agreed(world: World, erasure: UUID, at: datetime = AT) -> None:
    """His deputy agrees."""
    if "deputy" not in world.actors:
        with_deputy(world)
    answer_erasure(
        by=world.actors["deputy"], at=at, key=str(uuid4()), erasure_id=erasure,
        agreed=True,
    )  # fmt: skip


def ask_for_an_erasure(world: World) -> None:
    """For whoever looks at what is sent about it."""
    asked(world, grown_up(world), world.at)


def nothing_owed(world: World, place: str = "school") -> None:
    """Whatever the agency still owed about anything is done."""
    system = Actor.system(world.agencies[place])
    with context(system, Purpose.SAFEGUARD):
        for task in open_tasks().filter(agency_id=world.agencies[place]):
            finish_tasks(
                _Act(system, AT), about_id=task.about_id, kinds=(TaskKind(task.kind),)
            )


class _Act:
    """What finishing a task takes of an act."""

    def __init__(self, by: Actor, at: datetime) -> None:
        self.by, self.at = by, at
