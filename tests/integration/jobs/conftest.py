"""A real mail server, and a world to send from."""

from collections.abc import Iterator
from typing import TYPE_CHECKING

import psycopg
import pytest

from tests.integration.jobs.mail_server import MailServer

if TYPE_CHECKING:  # Models cannot be imported before Django is set up.
    from tests.factories import World


@pytest.fixture
def world(database: None) -> "World":
    """Agencies and people, no records yet."""
    from tests.factories import make_world
    from tests.integration.ledger.walk import AT

    return make_world(AT)


@pytest.fixture
def mail_server(settings) -> Iterator[MailServer]:
    """A server on a port of this machine; the settings point at it, started or not."""
    server = MailServer()
    settings.SMTP_URL = server.url
    yield server
    server.stop()


@pytest.fixture
def administrator(
    database: None, test_database: str, superuser_url: str
) -> Iterator[psycopg.Connection]:
    """Looks into the queue, and ends connections."""
    url = superuser_url.replace("@/postgres?", f"@/{test_database}?")
    with psycopg.connect(url, autocommit=True) as connection:
        yield connection
