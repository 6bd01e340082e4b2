"""Putting a dispute to the Caldicott Guardian, who reads that one concern."""

from datetime import UTC, datetime, timedelta
from uuid import UUID

import pytest

from sharewell.access.errors import Refused
from sharewell.accounts.models import User
from sharewell.agencies.actions import appoint, open_inbox, register_practitioner
from sharewell.agencies.actors import hats
from sharewell.agencies.vocabulary import InboxKind
from sharewell.core.policy.model import Actor, Role
from sharewell.decisions.actions import open_concern, tell_adviser
from sharewell.decisions.answering import answer_task
from sharewell.decisions.errors import UnusableConcern
from sharewell.decisions.guardian import ask_guardian
from sharewell.decisions.queries import waiting_tasks
from sharewell.decisions.vocabulary import TaskKind
from sharewell.exchange.referring import refer_directly
from tests.factories import World
from tests.integration.access.scene import concern, decision
from tests.personas import Place

QUESTION = "May the school nurse's notes go without his agreement?"


def now() -> datetime:
    return datetime.now(UTC)


def told(world: World, key: str = "told") -> UUID:
    made = tell_adviser(
        by=world.actors["charlie"], at=now(), key=key, concern=concern()
    )
    return UUID(made["concern"])


def with_guardian(world: World) -> Actor:
    system = Actor.system(world.agencies[Place.HEALTH])
    at = now() - timedelta(days=1)
    user = User.objects.create_user("greta@health.example")
    made = register_practitioner(
        by=system, at=at, key="greta", user_id=user.id, name="Greta Guardian",
        call_back_phone="07700 900003",
    )  # fmt: skip
    appoint(
        by=system, at=at, key="greta:role", practitioner_id=UUID(made),
        role=Role.CALDICOTT_GUARDIAN, team="board",
    )  # fmt: skip
    open_inbox(
        by=system, at=at, key="greta:inbox", kind=InboxKind.CALDICOTT_GUARDIAN,
        name="Hillside Health: guardian", email="guardian@health.example",
        phone="01632 960003", out_of_hours_phone="01632 960004",
    )  # fmt: skip
    return hats(user.id, now())[0].actor


def test_the_guardian_reads_what_she_was_asked_and_answers(world: World) -> None:
    greta, petra = with_guardian(world), world.actors["petra"]
    asked, other = told(world), told(world, "other")
    with pytest.raises(Refused):
        open_concern(by=greta, at=now(), concern_id=asked)
    ask_guardian(by=petra, at=now(), key="ask", concern_id=asked, text=QUESTION)
    view = open_concern(by=greta, at=now(), concern_id=asked)
    assert QUESTION in {entry.text for entry in view.entries}
    with pytest.raises(Refused):
        open_concern(by=greta, at=now(), concern_id=other)
    (line,) = waiting_tasks(greta, now(), {InboxKind.CALDICOTT_GUARDIAN.value})
    assert (line.kind, line.about_id) == (TaskKind.GUARDIAN, asked)
    (task,) = (one for one, kind, _ in view.tasks if kind == TaskKind.GUARDIAN)
    answer_task(by=greta, at=now(), key="a", task_id=task, text="They may go.")
    assert not waiting_tasks(greta, now(), {InboxKind.CALDICOTT_GUARDIAN.value})


def test_a_question_to_the_guardian_stops_no_referral(world: World) -> None:
    with_guardian(world)
    asked = told(world)
    ask_guardian(
        by=world.actors["petra"], at=now(), key="ask", concern_id=asked, text=QUESTION
    )
    sent = refer_directly(
        by=world.actors["charlie"], at=now(), key="refer", concern=concern(),
        decision=decision(now()),
        inbox_id=world.inboxes["childrens_services.front_door"],
    )  # fmt: skip
    assert sent["disclosure"]


def test_an_agency_without_a_guardian_is_told_whom_to_ask(world: World) -> None:
    with pytest.raises(UnusableConcern, match="lead information officer"):
        ask_guardian(
            by=world.actors["petra"], at=now(), key="ask", concern_id=told(world),
            text=QUESTION,
        )  # fmt: skip
