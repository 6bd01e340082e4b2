"""The prepared world, made anew for each test that asks for it."""

import pytest


@pytest.fixture
def scene(world):
    from tests.integration.access.scene import make_scene  # Django must be ready

    return make_scene(world)
