"""A small world with every kind of committed record, and a way to alter it."""

from collections.abc import Iterator
from typing import TYPE_CHECKING

import psycopg
import pytest

if TYPE_CHECKING:  # Models cannot be imported before Django is set up.
    from tests.conftest import Kept
    from tests.factories import World


@pytest.fixture
def world(kept: "Kept") -> "World":
    """Agencies and people, no records yet."""
    return kept("agencies", _agencies)


@pytest.fixture
def walked(kept: "Kept") -> "World":
    """The main job from the teacher's page to the outcome told back, then numbered."""
    return kept("walked", _walked)


def _agencies() -> "World":
    from tests.factories import make_world
    from tests.integration.ledger.walk import AT

    return make_world(AT)


def _walked() -> "World":
    from sharewell.audit.sequencer import sequence_all
    from tests.integration.ledger.walk import AT, walk

    world = _agencies()
    walk(world, AT)
    sequence_all(AT)
    return world


@pytest.fixture
def intruder(test_database: str, superuser_url: str) -> Iterator[psycopg.Connection]:
    """Somebody with the whole database and no triggers: still to be noticed."""
    url = superuser_url.replace("@/postgres?", f"@/{test_database}?")
    with psycopg.connect(url, autocommit=True) as connection:
        connection.execute("SET session_replication_role = replica")
        yield connection
