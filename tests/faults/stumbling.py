"""Errors while a canary is at hand: in a page, in a statement, in a job."""

from contextlib import suppress
from uuid import UUID, uuid4

from django.db import DatabaseError, connection

from tests.browsing import sign_in
from tests.factories import World
from tests.faults.canaries import word


def stumble(world: World, ids: dict[str, UUID]) -> None:
    """A page that breaks under what was typed, and statements that are refused."""
    _page(world, ids)
    _statement()


def _page(world: World, ids: dict[str, UUID]) -> None:
    browser = sign_in(world, "alice")
    browser.raise_request_exception = False
    with connection.execute_wrapper(_broken):
        answer = browser.post(
            f"/concerns/{ids['concern']}/add",
            {"text": word("broken"), "submit_key": str(uuid4())},
        )
    assert answer.status_code >= 500


def _broken(execute, sql, params, many, context):
    """As if the database went while the text was being kept."""
    if "keys_sealed_text" in sql and sql.startswith("INSERT"):
        raise DatabaseError("the server closed the connection")
    return execute(sql, params, many, context)


def _statement() -> None:
    """Literals in statements that fail: the server must not log the statement.

    Not one whose own cast fails: the server says the value in the message itself, which
    no setting of the log hides. The service sends words as cipher text only. So these
    go by a connection of their own: its process of the database has them in memory and
    is gone with it, before the memory of the others is searched.
    """
    own = connection.copy()
    for statement in (
        "INSERT INTO none VALUES (%s)",
        "SELECT 1 / 0 FROM (SELECT %s) AS words",
        "INSERT INTO shared_cache VALUES (%s, NULL, NULL)",
    ):
        with suppress(DatabaseError), own.cursor() as cursor:
            cursor.execute(statement, [word("literal")])
    own.close()
