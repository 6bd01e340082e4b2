"""Puts a drawn partnership into the database, in one COPY for each table."""

from datetime import UTC, date, datetime
from typing import Any
from uuid import uuid4

import psycopg

from tests.exhaustive.partnership import Partnership, Row
from tests.kept_rows import WITHOUT_TRIGGERS, remove_rows

COLUMNS = (
    "SELECT column_name, udt_name, is_nullable = 'YES', character_maximum_length "
    "FROM information_schema.columns WHERE table_schema = 'public' "
    "AND table_name = %s ORDER BY ordinal_position"
)


def fill(connection: psycopg.Connection[Any], world: Partnership) -> int:
    """Into empty tables, as the superuser; returns how many rows."""
    with connection.transaction():
        remove_rows(connection)
        connection.execute(WITHOUT_TRIGGERS)
        for table, rows in world.rows.items():
            add_rows(connection, table, rows)
    connection.execute("SET session_replication_role = origin")
    connection.execute("ANALYZE")
    return sum(len(rows) for rows in world.rows.values())


def add_rows(connection: psycopg.Connection[Any], table: str, rows: list[Row]) -> None:
    """What a row does not say is filled with anything that fits."""
    columns = connection.execute(COLUMNS, [table]).fetchall()
    unknown = {name for row in rows for name in row} - {name for name, *_ in columns}
    if unknown:
        raise ValueError(f"{table} has no {unknown}")
    names = ", ".join(f'"{name}"' for name, *_ in columns)
    with (
        connection.cursor() as cursor,
        cursor.copy(f"COPY {table} ({names}) FROM STDIN") as copy,
    ):
        for row in rows:
            copy.write_row([_value(row, *column) for column in columns])


def _value(row: Row, name: str, kind: str, may_be_null: bool, longest: Any) -> Any:
    """What was drawn, or anything that fits."""
    if name in row:
        return row[name]
    if may_be_null:
        return None
    return {
        "uuid": lambda: str(uuid4()),
        "varchar": lambda: uuid4().hex[: longest or 32],
        "text": str,
        "bytea": bytes,
        "bool": bool,
        "jsonb": lambda: "{}",
        "int2": int,
        "int4": int,
        "int8": int,
        "date": lambda: date(2020, 1, 1),
        "timestamptz": lambda: datetime.now(UTC),
    }[kind]()
