"""Runs the hostile statements as the runtime role and looks at what came of each."""

import re
from collections import Counter
from typing import Any

import psycopg

from tests.exhaustive.database import as_superuser
from tests.exhaustive.injections import CHANGES, READS, REFUSED, TABLES
from tests.exhaustive.layers import put_on
from tests.exhaustive.oracle import Oracle
from tests.exhaustive.partnership import Hat

AN_ID = re.compile(r"[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}")
DIGEST = (
    "SELECT md5(string_agg(t::text, ',' ORDER BY id)) FROM {table} AS t WHERE {whose}"
)
CHANGED = ("decisions_draft", "keys_key_wrap", "keys_sealed_text")
# Wrongly written, or about what is not there: that is no refusal.
MISTAKEN = {"42601", "42883", "42P01", "42703", "42704", "3F000", "42P02"}
# Undoes whatever a statement did.
Undone = psycopg.Rollback


def filled_in(oracle: Oracle, hat: Hat, table: str = TABLES[0]) -> dict[str, str]:
    """The words of the statements: this person, and rows that are none of theirs."""
    seen = oracle.seen(hat)
    others = [one for one in oracle.world.agencies if one != hat.agency]

    def unseen(name: str) -> str:
        return next(
            row["id"] for row in oracle.world.rows[name] if row["id"] not in seen[name]
        )

    return {
        "me": hat.person, "mine": hat.agency, "theirs": others[0],
        "foreign": unseen(table), "disclosure": unseen("exchange_disclosure"),
        "text": unseen("keys_sealed_text"),
    }  # fmt: skip


def not_refused(
    connection: psycopg.Connection[Any], oracle: Oracle, hat: Hat
) -> tuple[Counter[str], list[str]]:
    """Kind -> how many were refused; and the statements that were not."""
    refused: Counter[str] = Counter()
    allowed = []
    words = filled_in(oracle, hat)
    for kind, statements in REFUSED.items():
        for statement in statements:
            try:
                _run(connection, hat, statement, words)
            except psycopg.DatabaseError as error:
                refused[kind] += 1
                if error.sqlstate in MISTAKEN:
                    allowed.append(f"{statement}: never tried, {error}")
            else:
                allowed.append(statement)
    return refused, allowed


def foreign_rows(
    connection: psycopg.Connection[Any], oracle: Oracle, hat: Hat
) -> tuple[int, list[str]]:
    """How many readings were tried; and those that showed or told of a foreign row."""
    tried, told = 0, []
    every = {row["id"] for t in TABLES for row in oracle.world.rows[t]}
    seen = set().union(*oracle.seen(hat).values())
    for table in TABLES:
        words = filled_in(oracle, hat, table)
        for name, statement in READS.items():
            tried += 1
            try:
                found = _run(connection, hat, statement.format(table=table), words)
            except (psycopg.errors.InsufficientPrivilege, psycopg.NotSupportedError):
                continue
            except psycopg.DataError as error:
                # The row was looked at, if only to fail: that tells that it is there.
                if words["foreign"] in str(error) or "division" in str(error):
                    told.append(f"{name}, {table}: {error}")
                continue
            if (set(AN_ID.findall(found)) & every) - seen:
                told.append(f"{name}, {table}")
    return tried, told


def changed(
    connection: psycopg.Connection[Any], oracle: Oracle, hat: Hat
) -> tuple[int, list[str]]:
    """How many were tried; and those that changed or opened what another holds.

    They are committed, to be looked at from outside: fill the database anew afterwards.
    """
    words, found = filled_in(oracle, hat), []
    for statement in CHANGES:
        with as_superuser() as superuser:
            before = _of_others(superuser, hat)
        with connection.transaction():
            put_on(connection, hat)
            connection.execute(statement, words)
            opened = {
                row for (row,) in connection.execute(
                    "SELECT id::text FROM keys_sealed_text"
                )
            } - oracle.seen(hat)["keys_sealed_text"]  # fmt: skip
        with as_superuser() as superuser:
            if opened or _of_others(superuser, hat) != before:
                found.append(statement)
    return len(CHANGES), found


def estimates(connection: psycopg.Connection[Any], hat: Hat) -> str:
    """What EXPLAIN gives away: how many rows the planner believes in, hidden or not."""
    with connection.transaction():
        put_on(connection, hat)
        (plan,), *_ = connection.execute("EXPLAIN TABLE decisions_concern").fetchall()
    return plan


def _of_others(superuser: psycopg.Connection[Any], hat: Hat) -> list[Any]:
    """A digest of the rows in which this agency has no part."""
    found = []
    for table in CHANGED:
        whose = f"agency_id <> '{hat.agency}'"
        if table == "keys_key_wrap":
            whose += f" AND custodian_id <> '{hat.agency}'"
        statement = DIGEST.format(table=table, whose=whose)
        found.append(superuser.execute(statement).fetchone())
    return found


def _run(
    connection: psycopg.Connection[Any], hat: Hat, statement: str, words: dict[str, str]
) -> str:
    """All that came back, as text; whatever it did is undone."""
    found = ""
    with connection.transaction():
        put_on(connection, hat)
        cursor = psycopg.ClientCursor(connection)
        if statement.startswith("COPY") and statement.endswith("TO STDOUT"):
            with cursor.copy(cursor.mogrify(statement, words)) as copy:
                # The first column is the row's own id; others name other rows.
                lines = b"".join(copy).decode().splitlines()
                found = " ".join(line.split("\t")[0] for line in lines)
        else:
            cursor.execute(statement, words)
            while True:
                if cursor.description:
                    found += str(cursor.fetchall())
                if not cursor.nextset():
                    break
        raise Undone
    return found
