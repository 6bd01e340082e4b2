"""Workers and the sequencer: processes that write, and say over a pipe what stands.

Each worker's transaction holds a record, a decision and a ledger leaf with one random
key, through the product's own context and `audit.append`. The key goes down the pipe
before the transaction (tried) and after its commit was seen (acknowledged). The
sequencer is the product's; it sends size and root of each committed tree head.
"""

import os
import random
import signal
import sys
import time
from contextlib import suppress
from datetime import UTC, datetime
from enum import StrEnum
from importlib import import_module
from uuid import UUID, uuid4

TRIED, ACKNOWLEDGED, HEAD, REFUSED = b"T", b"A", b"H", b"R"
AGENCY = UUID("5a5e0000-0000-4000-8000-000000000001")
RECORD = "INSERT INTO faults_record (id, body) VALUES (%s, %s)"
DECISION = "INSERT INTO faults_decision (id, record_id) VALUES (%s, %s)"
NEWEST = "SELECT size, root FROM audit_tree_head ORDER BY size DESC LIMIT 1"
# After an error: trying to reach a server that is away costs those who start it.
PAUSE_SECONDS = 0.1
SEQUENCER_PAUSE_SECONDS = 0.05


class Habit(StrEnum):
    """How a worker behaves; all but the first are controls."""

    GOOD = "good"
    EARLY = "acknowledges before commit"
    APART = "three transactions"
    STUBBORN = "tries again after an error and acknowledges"


def load() -> None:
    """Once, before anybody is forked: loading it in each would take longer than all."""
    import django

    django.setup()
    for name in ("access.context", "audit.append", "audit.sequencer"):
        import_module(f"sharewell.{name}")


def worker(pipe: int, seed: int, habit: Habit, least: int, most: int) -> None:
    """Write until killed. `least` and `most` bound the record's length in bytes."""
    from django.db import Error, InterfaceError, connection

    draw = random.Random(seed)
    while True:
        key = uuid4()
        tell(pipe, TRIED, key.bytes)
        body = draw.randbytes(draw.randint(least, most))
        try:
            WRITES[habit](pipe, key, body)
        except (Error, InterfaceError):
            tell(pipe, REFUSED, key.bytes)
            if habit is Habit.STUBBORN:
                tell(pipe, ACKNOWLEDGED, key.bytes)
            with suppress(Exception):
                connection.close()
            time.sleep(PAUSE_SECONDS)


def _whole(pipe: int, key: UUID, body: bytes) -> None:
    with _context():
        _record(key, body)
        _decision(key)
        _leaf(key)
    tell(pipe, ACKNOWLEDGED, key.bytes)


def _early(pipe: int, key: UUID, body: bytes) -> None:
    with _context():
        _record(key, body)
        _decision(key)
        _leaf(key)
        tell(pipe, ACKNOWLEDGED, key.bytes)
        # What a web server does between its answer and the end of its transaction.
        time.sleep(0.005)


def _apart(pipe: int, key: UUID, body: bytes) -> None:
    with _context():
        _record(key, body)
    with _context():
        _decision(key)
    with _context():
        _leaf(key)
    tell(pipe, ACKNOWLEDGED, key.bytes)


WRITES = {
    Habit.GOOD: _whole,
    Habit.STUBBORN: _whole,
    Habit.EARLY: _early,
    Habit.APART: _apart,
}


def _context():
    from sharewell.access.context import context
    from sharewell.core.policy.model import Actor, Purpose

    return context(Actor.system(AGENCY), Purpose.SAFEGUARD)


def _record(key: UUID, body: bytes) -> None:
    _execute(RECORD, [key, body])


def _decision(key: UUID) -> None:
    _execute(DECISION, [key, key])


def _execute(sql: str, values: list[object]) -> None:
    from django.db import connection

    with connection.cursor() as cursor:
        cursor.execute(sql, values)


def _leaf(key: UUID) -> None:
    from sharewell.audit.append import append
    from sharewell.core.ledger.entry import Entry

    append(
        Entry(
            leaf_id=key,
            event="decision.recorded",
            actor=None,
            agency=AGENCY,
            purpose="safeguard",
            object_kind="decision",
            object_id=key,
            verdict="permit",
            reasons=("fault_test",),
            at=datetime.now(UTC),
            edition=None,
            commitment=None,
        )
    )


def sequencer(pipe: int) -> None:
    """Number what is committed until killed, as the worker of the service does."""
    from django.db import Error, InterfaceError, connections

    from sharewell.audit.sequencer import sequence

    while True:
        try:
            if sequence(datetime.now(UTC)):
                with connections["ledger"].cursor() as cursor:
                    cursor.execute(NEWEST)
                    size, root = cursor.fetchone()
                tell(pipe, HEAD, size.to_bytes(8, "big") + bytes(root))
            else:
                time.sleep(SEQUENCER_PAUSE_SECONDS)
        except (Error, InterfaceError):
            tell(pipe, REFUSED, bytes(16))
            with suppress(Exception):
                connections["ledger"].close()
            time.sleep(PAUSE_SECONDS)


def tell(pipe: int, what: bytes, content: bytes) -> None:
    """One message of fixed length: shorter than a pipe's atomic write."""
    os.write(pipe, what + content.ljust(40, b"\0"))


def fork(work, *given) -> int:
    """A child that runs it and nothing else; returns its process id."""
    sys.stdout.flush()
    child = os.fork()
    if child:
        return child
    try:
        signal.signal(signal.SIGINT, signal.SIG_IGN)
        for number in (signal.SIGTERM, signal.SIGHUP):
            signal.signal(number, signal.SIG_DFL)
        # Nothing of the parent's is shared, and nothing dies later than the parent.
        _die_with_parent()
        work(*given)
    except BaseException as fault:  # noqa: BLE001
        os.write(2, f"a worker ended: {type(fault).__name__}: {fault}\n".encode())
    finally:
        os._exit(1)


def _die_with_parent() -> None:
    import ctypes

    ctypes.CDLL(None).prctl(1, signal.SIGKILL)
