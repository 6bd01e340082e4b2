"""A refusal is recorded after the rollback, and nothing else of the act is left."""

from datetime import UTC, datetime
from uuid import uuid4

import pytest
from django.urls import reverse

from sharewell.access.command import Act, command
from sharewell.access.context import context
from sharewell.access.errors import Refused
from sharewell.core.policy.action import Action
from sharewell.core.policy.model import Purpose, Resource
from sharewell.decisions.actions import RAISING, add_entry, tell_adviser
from sharewell.decisions.raising import NewEntry, write_concern
from sharewell.decisions.vocabulary import EntryKind
from tests.browsing import signed_in
from tests.integration.access.leaves import count, leaves
from tests.integration.access.scene import Scene, concern

AT = datetime.now(UTC)


def test_a_403_is_recorded_with_who_what_and_why(scene: Scene) -> None:
    reply = signed_in(scene.world, "bob").get(
        reverse("concern", args=[scene.ids["concern_id"]])
    )
    assert reply.status_code == 403
    (refusal,) = leaves("access.refused")
    bob = scene.world.actors["bob"]
    assert (refusal.actor, refusal.agency) == (bob.id, bob.agency)
    assert (refusal.object_kind, refusal.object_id) == (
        "concern", scene.ids["concern_id"],
    )  # fmt: skip
    assert refusal.verdict == "refuse"
    assert refusal.reasons == ("concern:open", "no_rule_permits")


def test_a_404_is_recorded_without_saying_whether_it_is_there(scene: Scene) -> None:
    charlie = signed_in(scene.world, "charlie")
    for given in (scene.ids["concern_id"], uuid4()):
        assert charlie.get(reverse("concern", args=[given])).status_code == 404
    there, absent = leaves("access.refused")
    assert there.object_id is absent.object_id is None
    assert there.reasons == absent.reasons == ("concern:open", "not_found")


def test_a_refused_post_leaves_its_refusal_and_nothing_else(scene: Scene) -> None:
    tables = ("decisions_concern_entry", "keys_sealed_text", "access_submitted_once")
    before = [count(table) for table in tables]
    reply = signed_in(scene.world, "bob").post(
        reverse("add", args=[scene.ids["concern_id"]]), {"text": "Not mine to add."}
    )
    assert reply.status_code == 403
    assert [count(table) for table in tables] == before
    assert len(leaves("access.refused")) == 1


@command(Action.CONCERN_TELL)
def tells_then_is_refused(act: Act, *, concern_id: object) -> str:
    """Writes as it may, then does what it may not."""
    act.require(Resource("concern", None, RAISING))
    write_concern(act, concern(), inbox_id=None, directly=False)
    act.action = Action.DECISION_RECORD
    act.require(Resource("concern", None, RAISING))
    return "never"


def test_a_refusal_after_a_write_undoes_the_write(scene: Scene) -> None:
    before = count("decisions_concern"), count("audit_ledger_leaf")
    with pytest.raises(Refused):
        tells_then_is_refused(
            by=scene.world.actors["alice"], at=AT, key="n", concern_id=None
        )
    assert (count("decisions_concern"), count("audit_ledger_leaf")) == before


def test_a_refusal_in_a_nested_act_undoes_the_outer_one_too(scene: Scene) -> None:
    alice, before = scene.world.actors["alice"], count("decisions_concern")
    with pytest.raises(Refused), context(alice, Purpose.SAFEGUARD):
        tell_adviser(by=alice, at=AT, key="outer", concern=concern())
        tells_then_is_refused(by=alice, at=AT, key="inner", concern_id=None)
    assert count("decisions_concern") == before


def test_an_act_that_is_permitted_leaves_no_refusal(scene: Scene) -> None:
    add_entry(
        by=scene.world.actors["alice"], at=AT, key="more",
        concern_id=scene.ids["concern_id"], entry=NewEntry(EntryKind.MORE, "More."),
    )  # fmt: skip
    assert leaves("access.refused") == []


def test_the_raiser_does_not_begin_the_answers_of_the_adviser(scene: Scene) -> None:
    """Begun in her team, the sheet would be shut to the adviser's."""
    alice = signed_in(scene.world, "alice")
    for name in ("own-view", "people", "questions", "decide"):
        reply = alice.get(reverse(name, args=[scene.ids["departed_id"]]))
        assert reply.status_code == 403, name
    assert "decision:record" in leaves("access.refused")[0].reasons
