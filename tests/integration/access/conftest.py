"""The prepared world, made anew for each test that asks for it."""

import pytest


@pytest.fixture
def scene(world):
    # Django must be ready.
    from tests.integration.access.scene import (
        make_scene,
        with_question,
        with_restrictions,
    )

    return with_question(with_restrictions(make_scene(world)))
