"""The prepared world, made anew for each test that asks for it."""

from datetime import UTC, datetime

import pytest


@pytest.fixture
def scene(kept):
    # Django must be ready.
    from tests.factories import make_world
    from tests.integration.access.scene import (
        make_scene,
        with_question,
        with_restrictions,
    )

    return kept(
        "scene with everything",
        lambda: with_question(
            with_restrictions(make_scene(make_world(datetime.now(UTC))))
        ),
    )
