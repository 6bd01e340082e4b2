"""A small world from before today, so that delays can be lived through."""

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
    return kept("with a deputy", _agencies)


def _agencies() -> "World":
    from tests.factories import make_world
    from tests.integration.access.second_officer import with_deputy
    from tests.integration.ledger.walk import AT

    return with_deputy(make_world(AT))


@pytest.fixture
def administrator(
    database: None, test_database: str, superuser_url: str
) -> Iterator[psycopg.Connection]:
    """Whom no policy and no trigger binds."""
    url = superuser_url.replace("@/postgres?", f"@/{test_database}?")
    with psycopg.connect(url, autocommit=True) as connection:
        connection.execute("SET session_replication_role = replica")
        yield connection
