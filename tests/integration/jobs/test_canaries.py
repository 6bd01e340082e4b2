"""A part of `make canary`: nobody's words stand in a table, a message or a log."""

import base64
import logging
from collections.abc import Iterator

import psycopg
import pytest

from tests.factories import World
from tests.faults import canaries
from tests.integration.jobs.mail_server import MailServer
from tests.integration.jobs.working import work


def tables(connection: psycopg.Connection) -> Iterator[tuple[str, bytes]]:
    """Every table as a dump would hold it."""
    found = connection.execute(
        "SELECT format('%I.%I', schemaname, tablename) FROM pg_tables "
        "WHERE schemaname NOT IN ('pg_catalog', 'information_schema')"
    ).fetchall()
    for (table,) in found:
        rows = connection.execute(f"SELECT t::text FROM {table} AS t").fetchall()
        yield table, "\n".join(row for (row,) in rows).encode()


def test_no_canary_stands_in_a_table_a_message_or_a_log(
    world: World,
    mail_server: MailServer,
    administrator: psycopg.Connection,
    caplog: pytest.LogCaptureFixture,
) -> None:
    from tests.faults.seeded import seed

    mail_server.start()
    with caplog.at_level(logging.DEBUG):
        seed(world)
        work()
    held = dict(tables(administrator))
    assert held["public.keys_sealed_text"].count(b"\n") > 20
    for table, rows in held.items():
        assert canaries.seen_in(rows) == [], table
    assert mail_server.messages
    for message in mail_server.messages:
        assert canaries.seen_in(message.as_bytes()) == []
    assert canaries.seen_in(caplog.text.encode()) == []


def test_a_canary_is_seen_in_every_coding(caplog: pytest.LogCaptureFixture) -> None:
    """The control: in a line of a log, coded or packed, at any place."""
    planted = canaries.word("planted")
    with caplog.at_level(logging.DEBUG):
        logging.getLogger("control").warning("could not keep %s", planted)
    assert canaries.seen_in(caplog.text.encode()) == ["plain"]
    for before in ("", "x", "xy", "xyz"):
        coded = base64.b64encode(f"{before}{planted} and more".encode())
        assert any("base64" in one for one in canaries.seen_in(coded)), before
    for coded in (
        planted.encode("utf-16-le"), planted.encode("utf-16-be"),
        planted.encode().hex().encode(), planted.upper().encode(),
        canaries.packed(f"a line with {planted}"),
    ):  # fmt: skip
        assert canaries.seen_in(coded)
    assert canaries.seen_in(b"nothing of the kind") == []
