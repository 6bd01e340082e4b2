"""The prepared world, made anew for each test that asks for it."""

import pytest

from tests.factories import World
from tests.integration.access.scene import Scene, make_scene


@pytest.fixture
def scene(world: World) -> Scene:
    return make_scene(world)
