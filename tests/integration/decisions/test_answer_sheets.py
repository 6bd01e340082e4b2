"""A lead goes on with a concern, whatever became of the sheet of answers before."""

from collections.abc import Callable
from datetime import UTC, datetime
from uuid import UUID, uuid4

import pytest
from django.urls import reverse

from sharewell.decisions.actions import open_concern
from sharewell.decisions.answers import (
    AnswerSheet,
    open_sheet,
    save_sheet,
    with_own_view,
)
from sharewell.decisions.drafts import discard_draft
from sharewell.keys.subjects import subject_keys
from tests.browsing import sign_in
from tests.factories import World
from tests.integration.access.scene import Scene, make_scene


def sheet_of(scene: Scene) -> AnswerSheet:
    lena, at = scene.world.actors["lena"], datetime.now(UTC)
    concern = open_concern(by=lena, at=at, concern_id=scene.ids["concern_id"])
    return open_sheet(lena, at, concern, "school")


def restored_to_before_it_ended(scene: Scene, sheet: UUID) -> None:
    """The row is open again, and the key that went with its end stays away."""
    subject_keys().destroy(scene.world.agencies["school"], sheet)


def thrown_away(scene: Scene, sheet: UUID) -> None:
    lena, at = scene.world.actors["lena"], datetime.now(UTC)
    discard_draft(by=lena, at=at, key=str(uuid4()), draft_id=sheet)


@pytest.mark.parametrize("ends", [restored_to_before_it_ended, thrown_away])
def test_a_sheet_that_nobody_can_read_makes_room_for_another(
    world: World, ends: Callable[[Scene, UUID], None]
) -> None:
    scene = make_scene(world)
    begun = sheet_of(scene)
    assert begun.is_started
    ends(scene, begun.draft_id)
    fresh = sheet_of(scene)
    assert not fresh.is_started
    client = sign_in(world, "lena")
    for page in ("concern", "own-view", "questions", "decide"):
        reply = client.get(reverse(page, args=[scene.ids["concern_id"]]))
        assert reply.status_code in {200, 302}, page
    lena, at = world.actors["lena"], datetime.now(UTC)
    save_sheet(lena, at, with_own_view(fresh, "Written once more."))
    assert sheet_of(scene).own_view == "Written once more."
