"""The door: asked and recorded, or nothing happened; the same submit counts once."""

from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime
from threading import Barrier
from uuid import uuid4

import pytest
from django.db import connections

from sharewell.access.command import Act, command
from sharewell.access.errors import SubmittedDifferently
from sharewell.core.policy.action import Action
from sharewell.core.policy.model import Resource
from sharewell.decisions.actions import RAISING, tell_adviser
from sharewell.decisions.drafts import save_draft
from sharewell.decisions.raising import NewConcern, NewEntry, write_concern
from sharewell.decisions.vocabulary import DraftKind, EntryKind, Origin, SafeNow
from tests.architecture.source import called, functions, modules
from tests.factories import World
from tests.integration.access.leaves import count, leaves
from tests.integration.access.scene import concern

AT = datetime.now(UTC)
OTHER = NewConcern(Origin.NOTICED, SafeNow.YES, (NewEntry(EntryKind.SEEN, "Other."),))
AT_ONCE = 8


@command(Action.CONCERN_TELL)
def forgets_to_ask(act: Act) -> str:
    """Writes without asking the policy."""
    write_concern(act, concern(), inbox_id=None, directly=False)
    return "done"


@command(Action.CONCERN_TELL)
def forgets_to_record(act: Act) -> str:
    """Asks, and leaves no leaf."""
    act.require(Resource("concern", None, RAISING))
    return "done"


@command(Action.CONCERN_OPEN, writes=False)
def looks_without_recording(act: Act) -> str:
    """An opening is recorded like a write."""
    act.action = Action.CONCERN_TELL
    act.require(Resource("concern", None, RAISING))
    return "seen"


@pytest.mark.parametrize(
    "careless", [forgets_to_ask, forgets_to_record, looks_without_recording]
)
def test_an_act_that_is_not_asked_or_not_recorded_leaves_nothing(
    world: World, careless: object
) -> None:
    tables = ("decisions_concern", "audit_ledger_leaf", "access_submitted_once")
    before = [count(table) for table in tables]
    with pytest.raises(TypeError, match="require"):
        careless(by=world.actors["alice"], at=AT, key="k")
    assert [count(table) for table in tables] == before


def test_a_write_without_a_key_is_refused(world: World) -> None:
    with pytest.raises(TypeError, match="idempotency key"):
        tell_adviser(by=world.actors["alice"], at=AT, concern=concern())


def test_the_same_submit_twice_gives_the_first_result(world: World) -> None:
    alice = world.actors["alice"]
    first, again = (
        tell_adviser(by=alice, at=AT, key="same", concern=concern()) for _ in range(2)
    )
    assert first == again
    assert count("decisions_concern") == 1
    assert len(leaves("concern.raised")) <= 1


def test_the_same_key_with_other_content_is_an_error(world: World) -> None:
    alice = world.actors["alice"]
    tell_adviser(by=alice, at=AT, key="same", concern=concern())
    with pytest.raises(SubmittedDifferently):
        tell_adviser(by=alice, at=AT, key="same", concern=OTHER)
    assert count("decisions_concern") == 1


def test_a_key_belongs_to_one_actor(world: World) -> None:
    for who in ("alice", "bob"):
        tell_adviser(by=world.actors[who], at=AT, key="same", concern=concern())
    assert count("decisions_concern") == 2


def test_a_failed_submit_leaves_its_key_free(world: World) -> None:
    alice = world.actors["alice"]
    with pytest.raises(TypeError):
        forgets_to_record(by=alice, at=AT, key="again")
    tell_adviser(by=alice, at=AT, key="again", concern=concern())
    assert count("decisions_concern") == 1


def test_the_same_submit_from_eight_at_once_makes_one_concern(world: World) -> None:
    start, alice = Barrier(AT_ONCE), world.actors["alice"]

    def submit(_: int) -> dict[str, str]:
        start.wait()
        try:
            return tell_adviser(by=alice, at=AT, key="race", concern=concern())
        finally:
            connections.close_all()

    with ThreadPoolExecutor(AT_ONCE) as pool:
        results = list(pool.map(submit, range(AT_ONCE)))
    assert all(one == results[0] for one in results)
    assert count("decisions_concern") == 1
    assert count("access_submitted_once") >= 1


def test_only_the_saving_of_a_draft_does_without_a_key() -> None:
    autosaving = [
        function.name for one in modules() for function in functions(one.tree)
        for door in function.decorator_list
        if called(door) == "command"
        and any(k.arg == "autosaves" for k in getattr(door, "keywords", ()))
    ]  # fmt: skip
    assert autosaving == ["save_draft"]


def test_a_draft_leaves_a_leaf_when_it_is_started_and_not_at_each_save(
    world: World,
) -> None:
    draft_id = uuid4()
    for revision, text in enumerate(["A", "A bruise", "A bruise on"]):
        save_draft(
            by=world.actors["alice"], at=AT, draft_id=draft_id, kind=DraftKind.CONCERN,
            team="staff", revision=revision, fields={"seen": text},
        )  # fmt: skip
    assert len(leaves("draft.started")) == 1
    assert count("decisions_draft") == 1
