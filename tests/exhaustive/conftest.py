"""A small drawn partnership, in the database, with its oracle."""

import pytest

from tests.exhaustive.database import as_superuser
from tests.exhaustive.oracle import Oracle
from tests.exhaustive.partnership import Size, draw

SMALL = Size(4, 16, 20, 30, 30, 40)


@pytest.fixture
def oracle(database: None) -> Oracle:
    from tests.exhaustive.filling import fill

    world = draw(SMALL)
    with as_superuser() as superuser:
        fill(superuser, world)
    return Oracle(world)
