"""Four people who write as the product does, and remember what was answered.

Each commit is what one act leaves: the key of its submit, a record, two sealed texts
with their wrapped keys, an entry of the ledger, a task and a job; 5 kB in nine rows.
"""

import threading
import time
from contextlib import suppress
from itertools import pairwise
from uuid import UUID, uuid4

import psycopg

TABLES = """
CREATE TABLE submit_key (id uuid PRIMARY KEY, actor int NOT NULL,
    digest bytea NOT NULL);
CREATE TABLE concern (id uuid PRIMARY KEY REFERENCES submit_key,
    at timestamptz NOT NULL);
CREATE TABLE sealed_text (id uuid PRIMARY KEY, concern uuid NOT NULL REFERENCES concern,
    cipher bytea NOT NULL);
CREATE TABLE key_wrap (sealed uuid PRIMARY KEY REFERENCES sealed_text,
    wrap bytea NOT NULL);
CREATE TABLE leaf (id uuid PRIMARY KEY, subject uuid NOT NULL, text text NOT NULL);
CREATE TABLE task (id uuid PRIMARY KEY, concern uuid NOT NULL,
    due timestamptz NOT NULL);
CREATE TABLE job (id bigserial PRIMARY KEY, args jsonb NOT NULL);
"""
# The server has it and a standby may not: the commit returns as if all were well.
WARNED = "canceling wait for synchronous replication"
STATEMENT_LIMIT = "-c statement_timeout=5s"


def make_tables(url: str) -> None:
    with psycopg.connect(url, autocommit=True) as connection:
        connection.execute(TABLES)


class Writer(threading.Thread):
    """Writes until told to stop; after any fault it connects anew."""

    def __init__(self, number: int, url: str, stop: threading.Event) -> None:
        super().__init__(daemon=True)
        self.number, self.url, self.stop = number, url, stop
        self.acknowledged: list[tuple[float, UUID]] = []
        self.warned: set[UUID] = set()
        self.unknown: set[UUID] = set()
        self._notices: list[str] = []

    def run(self) -> None:
        while not self.stop.is_set():
            with suppress(psycopg.Error):
                self._write_until_fault()
            time.sleep(0.1)

    def _write_until_fault(self) -> None:
        with psycopg.connect(self.url, options=STATEMENT_LIMIT) as connection:
            connection.add_notice_handler(
                lambda said: self._notices.append(said.message_primary or "")
            )
            while not self.stop.is_set():
                self._one(connection)

    def _one(self, connection: psycopg.Connection) -> None:
        key = uuid4()
        self._notices.clear()
        self.unknown.add(key)
        with connection.cursor() as cursor:
            write(cursor, key, self.number)
        connection.commit()
        if any(WARNED in said for said in self._notices):
            self.warned.add(key)
            return
        self.acknowledged.append((time.monotonic(), key))
        self.unknown.discard(key)


def write(cursor: psycopg.Cursor, key: UUID, actor: int) -> None:
    """The rows of one act."""
    cursor.execute(
        "INSERT INTO submit_key VALUES (%s, %s, %s)", [key, actor, b"d" * 32]
    )
    cursor.execute("INSERT INTO concern VALUES (%s, now())", [key])
    for _ in range(2):
        sealed = uuid4()
        cursor.execute(
            "INSERT INTO sealed_text VALUES (%s, %s, %s)",
            [sealed, key, sealed.bytes * 120],
        )
        cursor.execute("INSERT INTO key_wrap VALUES (%s, %s)", [sealed, b"w" * 60])
    cursor.execute("INSERT INTO leaf VALUES (%s, %s, %s)", [uuid4(), key, "leaf " * 80])
    cursor.execute("INSERT INTO task VALUES (%s, %s, now())", [uuid4(), key])
    cursor.execute("INSERT INTO job (args) VALUES (%s)", ['{"concern": "%s"}' % key])


def kept(url: str) -> set[UUID]:
    """The keys of every act that is there as a whole."""
    # Each part is looked through once: looked up for every act, they took ever longer.
    whole = """
        SELECT id FROM concern WHERE id IN (
            SELECT concern FROM sealed_text JOIN key_wrap ON sealed = sealed_text.id
            GROUP BY concern HAVING count(*) = 2)
        AND id IN (SELECT subject FROM leaf) AND id IN (SELECT concern FROM task)
    """
    with psycopg.connect(url) as connection:
        return {row[0] for row in connection.execute(whole)}


def longest_gap(times: list[float]) -> float:
    """Seconds between two successes that lay furthest apart."""
    ordered = sorted(times)
    return max((b - a for a, b in pairwise(ordered)), default=0.0)
