"""What the database really holds, read as the superuser: only tests may look so."""

import os
import re
from typing import Any

import psycopg

from sharewell.core.ledger.entry import Entry, decode


def connect() -> psycopg.Connection[Any]:
    (name,) = re.findall(r"@/([^?]+)", os.environ["DATABASE_URL"])
    url = os.environ["SHAREWELL_SUPERUSER_URL"].replace("@/postgres?", f"@/{name}?")
    return psycopg.connect(url, autocommit=True)


def leaves(event: str) -> list[Entry]:
    """The entries of one event, in no order that matters."""
    with connect() as connection:
        rows = connection.execute(
            "SELECT entry FROM audit_ledger_leaf WHERE event = %s", [event]
        ).fetchall()
    return [decode(bytes(entry)) for (entry,) in rows]


def count(table: str) -> int:
    with connect() as connection:
        row = connection.execute(f"SELECT count(*) FROM {table}").fetchone()
    return int(row[0]) if row else 0
