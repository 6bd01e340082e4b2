"""Whatever a person with the whole database changes, the verification says so."""

import json
from collections.abc import Iterator
from contextlib import contextmanager

import psycopg
import pytest

from sharewell.cli.main import main
from tests.factories import World
from tests.integration.ledger.walk import AT, tell

RECORDS = (
    "decisions_concern",
    "decisions_concern_entry",
    "decisions_concern_child",
    "decisions_sharing_decision",
    "exchange_disclosure",
    "exchange_disclosure_item",
    "exchange_disclosure_step",
)
# How to make another value of a column, by its type.
ANOTHER = {
    "uuid": "gen_random_uuid()",
    "character varying": (
        "CASE WHEN {c} = '' THEN 'X' ELSE overlay({c} PLACING 'X' FROM 1 FOR 1) END"
    ),
    "integer": "{c} + 700",
    "bigint": "{c} + 1000",
    "boolean": "NOT {c}",
    "date": "coalesce({c}, date '2020-01-01') + 1",
    "timestamp with time zone": "{c} + interval '1 microsecond'",
    "jsonb": """'{{"other": 1}}'::jsonb""",
    "bytea": "set_byte({c}, length({c}) - 1, get_byte({c}, length({c}) - 1) # 1)",
}


def findings(capsys: pytest.CaptureFixture[str]) -> set[str]:
    """The kinds of fault that the command names now."""
    capsys.readouterr()
    code = main(["ledger", "verify", "--json"])
    said = json.loads(capsys.readouterr().out)
    assert code == (1 if said["findings"] else 0)
    return {finding["kind"] for finding in said["findings"]}


def columns(intruder: psycopg.Connection, table: str) -> list[tuple[str, str]]:
    found = intruder.execute(
        "SELECT column_name, data_type FROM information_schema.columns "
        "WHERE table_name = %s ORDER BY ordinal_position",
        [table],
    ).fetchall()
    assert found
    return found


@contextmanager
def altered(intruder: psycopg.Connection, table: str, change: str) -> Iterator[None]:
    """Run `change`, then put the whole table back as it was."""
    intruder.execute(f"CREATE TEMP TABLE kept AS TABLE {table}")
    try:
        assert intruder.execute(change).rowcount >= 1, change
        yield
    finally:
        intruder.execute(f"DELETE FROM {table}")
        intruder.execute(f"INSERT INTO {table} SELECT * FROM kept")
        intruder.execute("DROP TABLE kept")


def missed_columns(
    intruder: psycopg.Connection,
    capsys: pytest.CaptureFixture[str],
    table: str,
    *,
    unprotected: frozenset[str] = frozenset(),
    where: str = "true",
) -> list[str]:
    """The columns in which a changed value of one row goes unnoticed."""
    missed = []
    for column, kind in columns(intruder, table):
        other = ANOTHER[kind].format(c=column)
        change = (
            f"UPDATE {table} SET {column} = {other} WHERE ctid = "
            f"(SELECT ctid FROM {table} WHERE {where} LIMIT 1)"
        )
        with altered(intruder, table, change):
            if bool(findings(capsys)) is (column in unprotected):
                missed.append(column)
    assert not findings(capsys), "the table was not put back"
    return missed


@pytest.mark.parametrize("table", RECORDS)
def test_every_column_of_a_record(
    walked: World, intruder: psycopg.Connection, capsys, table: str
) -> None:
    assert missed_columns(intruder, capsys, table) == []


@pytest.mark.parametrize("state", ["numbered", "waiting"])
def test_every_column_of_an_entry(
    walked: World, intruder: psycopg.Connection, capsys, state: str
) -> None:
    tell(walked, AT, key="later")
    where = "object_id IS NOT NULL AND object_kind <> '' AND index IS "
    where += "NOT NULL" if state == "numbered" else "NULL"
    # A waiting entry has no number yet; its place is decided when it gets one.
    free = frozenset() if state == "numbered" else frozenset({"index"})
    missed = missed_columns(
        intruder, capsys, "audit_ledger_leaf", unprotected=free, where=where
    )
    assert missed == []


def test_every_column_of_a_seal(
    walked: World, intruder: psycopg.Connection, capsys
) -> None:
    for table in ("audit_tree_head", "audit_checkpoint"):
        assert missed_columns(intruder, capsys, table) == []


@pytest.mark.parametrize(
    "column",
    ["agency_id", "record_kind", "record_id", "field", "revision", "cipher_text"],
)
def test_sealed_text(
    walked: World, intruder: psycopg.Connection, capsys, column: str
) -> None:
    kind = dict(columns(intruder, "keys_sealed_text"))[column]
    change = (
        f"UPDATE keys_sealed_text SET {column} = {ANOTHER[kind].format(c=column)} "
        "WHERE record_kind = 'decision' AND field = 'reasons'"
    )
    with altered(intruder, "keys_sealed_text", change):
        assert findings(capsys) == {"text-altered"}


def test_the_text_of_one_record_cannot_stand_in_for_another(
    walked: World, intruder: psycopg.Connection, capsys
) -> None:
    change = (
        "UPDATE decisions_sharing_decision "
        "SET own_view_id = reasons_id, reasons_id = own_view_id"
    )
    with altered(intruder, "decisions_sharing_decision", change):
        assert findings(capsys) == {"record-altered"}


def test_a_key_that_was_changed(
    walked: World, intruder: psycopg.Connection, capsys
) -> None:
    change = (
        f"UPDATE keys_key_wrap SET wrapped = {ANOTHER['bytea'].format(c='wrapped')} "
        "WHERE agency_id = custodian_id AND sealed_id = "
        "(SELECT text_id FROM decisions_concern_entry LIMIT 1)"
    )
    with altered(intruder, "keys_key_wrap", change):
        assert findings(capsys) == {"text-altered"}


@pytest.mark.parametrize("table", RECORDS)
def test_a_record_that_was_removed(
    walked: World, intruder: psycopg.Connection, capsys, table: str
) -> None:
    change = f"DELETE FROM {table} WHERE id = (SELECT id FROM {table} LIMIT 1)"
    with altered(intruder, table, change):
        assert findings(capsys) == {"record-missing"}


@pytest.mark.parametrize("table", RECORDS)
def test_a_record_that_was_put_in(
    walked: World, intruder: psycopg.Connection, capsys, table: str
) -> None:
    names = [name for name, _ in columns(intruder, table)]
    values = {"id": "gen_random_uuid()", "reference": "'INVENTED'"}
    numbered = {"sequence": "sequence + 900", "position": "position + 900"}
    # A second step of the kinds that may exist once would clash in the index.
    code = {"kind": "'voice'"} if table == "exchange_disclosure_step" else {}
    chosen = ", ".join({**values, **numbered, **code}.get(name, name) for name in names)
    change = f"INSERT INTO {table} SELECT {chosen} FROM {table} LIMIT 1"
    with altered(intruder, table, change):
        assert "entry-missing" in findings(capsys)


def test_an_entry_that_was_removed(
    walked: World, intruder: psycopg.Connection, capsys
) -> None:
    about_a_decision = "DELETE FROM audit_ledger_leaf WHERE event = 'decision.recorded'"
    with altered(intruder, "audit_ledger_leaf", about_a_decision):
        assert {"missing", "entry-missing"} <= findings(capsys)


def test_a_waiting_entry_that_was_removed(
    walked: World, intruder: psycopg.Connection, capsys
) -> None:
    tell(walked, AT, key="later")
    change = (
        "DELETE FROM audit_ledger_leaf WHERE index IS NULL AND event = 'concern.raised'"
    )
    with altered(intruder, "audit_ledger_leaf", change):
        assert findings(capsys) == {"entry-missing"}


def test_an_entry_written_anew_with_a_fitting_fingerprint(
    walked: World, intruder: psycopg.Connection, capsys
) -> None:
    """The columns agree with one another; only the seal does not."""
    row = intruder.execute(
        "SELECT id, entry FROM audit_ledger_leaf WHERE event = 'concern.opened' "
        "OR event = 'inbox.opened' ORDER BY index LIMIT 1"
    ).fetchone()
    forged = bytes(row[1]).replace(b"purpose: ", b"purpose: un", 1)
    intruder.execute(
        "UPDATE audit_ledger_leaf SET entry = %s, leaf_hash = sha256(%s) WHERE id = %s",
        [forged, b"\x00" + forged, row[0]],
    )
    assert findings(capsys) == {"head-differs"}


def test_an_entry_told_twice(
    walked: World, intruder: psycopg.Connection, capsys
) -> None:
    entry = intruder.execute(
        "SELECT id, entry FROM audit_ledger_leaf WHERE event = 'concern.raised'"
    ).fetchone()
    new_id = intruder.execute("SELECT gen_random_uuid()").fetchone()[0]
    forged = bytes(entry[1]).replace(str(entry[0]).encode(), str(new_id).encode())
    intruder.execute(
        "INSERT INTO audit_ledger_leaf SELECT %s, agency_id, event, object_kind, "
        "object_id, %s, sha256(%s), NULL FROM audit_ledger_leaf WHERE id = %s",
        [new_id, forged, b"\x00" + forged, entry[0]],
    )
    assert findings(capsys) == {"entry-twice"}


def test_a_seal_that_was_removed(
    walked: World, intruder: psycopg.Connection, capsys
) -> None:
    with altered(intruder, "audit_tree_head", "DELETE FROM audit_tree_head"):
        assert findings(capsys) == {"unsealed", "head-missing"}


def test_a_checkpoint_that_was_removed(
    walked: World, intruder: psycopg.Connection, capsys
) -> None:
    with altered(intruder, "audit_checkpoint", "DELETE FROM audit_checkpoint"):
        assert findings(capsys) == {"checkpoint-missing"}


def test_a_checkpoint_that_somebody_else_signed(
    walked: World, intruder: psycopg.Connection, capsys
) -> None:
    """The whole of the head written anew, by somebody without the ledger's key."""
    from tests.unit.ledger.signed import checkpoint

    intruder.execute("UPDATE audit_checkpoint SET note = %s", [checkpoint(13)])
    assert findings(capsys) == {"checkpoint-false"}


def test_an_inner_node_that_was_put_in(
    walked: World, intruder: psycopg.Connection, capsys
) -> None:
    intruder.execute("INSERT INTO audit_tree_node VALUES (%s, %s)", [8 << 56, b"x"])
    assert findings(capsys) == {"node-differs"}


def test_the_words_name_the_record(
    walked: World, intruder: psycopg.Connection, capsys
) -> None:
    intruder.execute("UPDATE decisions_sharing_decision SET outcome = 'do_not_share'")
    reference = intruder.execute(
        "SELECT reference FROM decisions_sharing_decision"
    ).fetchone()[0]
    capsys.readouterr()
    assert main(["ledger", "verify"]) == 1
    out = capsys.readouterr().out
    assert "NOT INTACT: 1 thing does not fit." in out
    assert f"The decision {reference}" in out and "was changed after" in out
