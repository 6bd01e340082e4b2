"""Opens the database too wide, as an administrator in a hurry would."""

from collections.abc import Callable

import psycopg
import pytest


@pytest.fixture
def as_superuser(
    database: None, test_database: str, superuser_url: str
) -> Callable[[str], None]:
    url = superuser_url.replace("@/postgres?", f"@/{test_database}?")

    def run(statement: str) -> None:
        with psycopg.connect(url, autocommit=True) as connection:
            connection.execute(statement)

    return run
