"""Nothing is closed silently: clocks rise until somebody writes what was done."""

from datetime import timedelta
from uuid import UUID

import pytest

from sharewell.access.errors import Refused
from sharewell.core.policy.model import Actor
from sharewell.decisions.actions import add_entry, open_concern, tell_adviser
from sharewell.decisions.answering import answer_task
from sharewell.decisions.deciding import NewDecision, record_decision
from sharewell.decisions.errors import UnusableDecision
from sharewell.decisions.queries import waiting_tasks
from sharewell.decisions.raising import NewConcern, NewEntry
from sharewell.decisions.tasks import tick
from sharewell.decisions.vocabulary import EntryKind, Origin, Outcome, SafeNow
from tests.factories import World

CONCERN = NewConcern(
    Origin.NOTICED, SafeNow.YES, (NewEntry(EntryKind.SEEN, "A bruise on the arm."),)
)


def serious(world: World, outcome: Outcome = Outcome.DO_NOT_SHARE) -> NewDecision:
    return NewDecision(
        facts={
            "date": world.at.date().isoformat(),
            "answers": {"level": "reasonable_cause", "recipient": "front_door"},
            "people": [],
        },
        outcome=outcome,
        own_view="I know the family and believe the mother.",
        reasons="The explanation fits.",
    )


@pytest.fixture
def concern(world: World) -> UUID:
    made = tell_adviser(by=world.actors["alice"], at=world.at, key="t", concern=CONCERN)
    return UUID(made["concern"])


@pytest.fixture
def departed(world: World, concern: UUID) -> UUID:
    record_decision(
        by=world.actors["lena"],
        at=world.at,
        key="d",
        concern_id=concern,
        decision=serious(world),
    )
    return concern


def kinds(world: World, who: str, inbox: str, hours: int = 0) -> list[str]:
    at = world.at + timedelta(hours=hours)
    return [t.kind for t in waiting_tasks(world.actors[who], at, {inbox})]


def test_a_concern_starts_the_advisers_clock_and_a_decision_ends_it(
    world: World, concern: UUID
) -> None:
    assert kinds(world, "lena", "adviser") == ["decide"]
    record_decision(
        by=world.actors["lena"],
        at=world.at,
        key="d",
        concern_id=concern,
        decision=serious(world, Outcome.SHARE),
    )
    assert "decide" not in kinds(world, "lena", "adviser")
    assert "send" in kinds(world, "lena", "adviser")


def test_departing_towards_not_sharing_opens_a_review_for_somebody_else(
    world: World, departed: UUID
) -> None:
    assert kinds(world, "omar", "lead_officer") == ["review_departure"]


def test_nobody_reviews_their_own_departure(world: World, departed: UUID) -> None:
    task = open_concern(
        by=world.actors["omar"], at=world.at, concern_id=departed
    ).tasks[0][0]
    with pytest.raises(Refused):
        answer_task(
            by=world.actors["lena"], at=world.at, key="a", task_id=task, text="Fine."
        )
    answer_task(
        by=world.actors["omar"],
        at=world.at,
        key="a",
        task_id=task,
        text="Decide again.",
    )
    view = open_concern(by=world.actors["lena"], at=world.at, concern_id=departed)
    assert view.entries[-1].text == "Decide again."
    assert kinds(world, "omar", "lead_officer") == []


def test_an_answered_task_is_not_answered_twice(world: World, departed: UUID) -> None:
    task = open_concern(
        by=world.actors["omar"], at=world.at, concern_id=departed
    ).tasks[0][0]
    answer_task(
        by=world.actors["omar"], at=world.at, key="1", task_id=task, text="Done."
    )
    with pytest.raises(UnusableDecision, match="already answered"):
        answer_task(
            by=world.actors["omar"], at=world.at, key="2", task_id=task, text="Again."
        )


def test_looking_again_starts_the_clock_anew(world: World, departed: UUID) -> None:
    task = open_concern(
        by=world.actors["omar"], at=world.at, concern_id=departed
    ).tasks[0][0]
    answer_task(
        by=world.actors["omar"],
        at=world.at,
        key="1",
        task_id=task,
        text="Not yet.",
        look_again=True,
    )
    assert kinds(world, "omar", "lead_officer") == ["review_departure"]


def test_overdue_work_rises_and_rises_again_until_it_is_answered(
    world: World, concern: UUID
) -> None:
    system = Actor.system(world.agencies["school"])
    risen = [
        tick(by=system, at=world.at + timedelta(hours=hours), key=f"tick{hours}")
        for hours in (1, 25, 26, 30)
    ]
    assert risen == ["0", "1", "0", "1"]


@pytest.mark.parametrize("level", ["unsure", None])
def test_dropping_a_doubt_opens_a_review(
    world: World, concern: UUID, level: str | None
) -> None:
    doubt = serious(world)
    doubt.facts["answers"].pop("level")
    if level:
        doubt.facts["answers"]["level"] = level
    record_decision(
        by=world.actors["lena"],
        at=world.at,
        key="d",
        concern_id=concern,
        decision=doubt,
    )
    assert kinds(world, "omar", "lead_officer") == ["review_departure"]


def test_advice_that_was_taken_leads_to_a_decision(world: World, concern: UUID) -> None:
    record_decision(
        by=world.actors["lena"],
        at=world.at,
        key="d",
        concern_id=concern,
        decision=serious(world, Outcome.SEEK_ADVICE),
    )
    view = open_concern(by=world.actors["lena"], at=world.at, concern_id=concern)
    task = next(one for one, kind, _ in view.tasks if kind == "take_advice")
    answer_task(
        by=world.actors["lena"], at=world.at, key="a", task_id=task, text="Refer it."
    )
    assert "decide" in kinds(world, "lena", "adviser")
    assert "take_advice" not in kinds(world, "lena", "adviser")


def test_what_the_raiser_adds_after_a_decision_has_to_be_decided(
    world: World, departed: UUID
) -> None:
    add_entry(
        by=world.actors["alice"],
        at=world.at,
        key="more",
        concern_id=departed,
        entry=NewEntry(EntryKind.MORE, "It happened again this morning."),
    )
    assert kinds(world, "lena", "adviser").count("decide") == 1
