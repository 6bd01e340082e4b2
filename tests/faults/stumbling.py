"""Errors while a canary is at hand: in a page, in a statement, in a job."""

from contextlib import suppress
from uuid import UUID, uuid4

from django.db import DatabaseError, connection, transaction

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
    """A literal in a statement that fails: the server must not log it."""
    for statement in (
        "SELECT %s::uuid",
        "SELECT %s::int",
        "INSERT INTO none VALUES (%s)",
    ):
        with (
            suppress(DatabaseError),
            transaction.atomic(),
            connection.cursor() as cursor,
        ):
            cursor.execute(statement, [word("literal")])
