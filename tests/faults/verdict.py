"""What must be true of the database, whatever was killed; read as superuser."""

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

import psycopg
from psycopg.rows import dict_row

from sharewell.keys.envelope import CannotOpen
from tests.faults.queries import ORPHANS, WHOLE
from tests.faults.sealed import texts_of
from tests.faults.sends import Send


class FaultKind(StrEnum):
    """The columns of the table that must stay at 0."""

    LOST = "lost"
    HALF_DONE = "half done"
    DUPLICATED = "duplicated"
    UNANSWERED = "not answered"
    MAIL = "mail"
    JOB = "job stuck"
    LEDGER = "ledger"


@dataclass(frozen=True)
class Fault:
    """One thing that must not be."""

    kind: FaultKind
    what: str


def judge(connection: psycopg.Connection, sends: Iterable[Send]) -> list[Fault]:
    """Every fault of the sends so far; an empty list when all is well."""
    rows = connection.cursor(row_factory=dict_row).execute(WHOLE).fetchall()
    known = {send.decision: send for send in sends}
    return [
        *_lost(rows, known.values()),
        *_duplicated(rows, known),
        *_half_done(connection, rows, known),
        *_orphans(connection),
    ]


def _lost(rows: list[dict[str, Any]], sends: Iterable[Send]) -> Iterator[Fault]:
    there = {(row["id"], row["decision_id"]): row["reference"] for row in rows}
    for send in sends:
        if send.trouble:
            yield Fault(FaultKind.UNANSWERED, f"{send.decision}: {send.trouble}")
        elif there.get((send.acknowledged, send.decision)) != send.reference:
            yield Fault(FaultKind.LOST, f"{send.acknowledged}, acknowledged, is gone")


def _duplicated(rows: list[dict[str, Any]], known: dict[Any, Send]) -> Iterator[Fault]:
    for decision, times in Counter(row["decision_id"] for row in rows).items():
        if times > 1:
            yield Fault(FaultKind.DUPLICATED, f"{decision} was sent {times} times")
        if decision not in known:
            yield Fault(FaultKind.DUPLICATED, f"{decision}: nobody sent it")


def _half_done(
    connection: psycopg.Connection, rows: list[dict[str, Any]], known: dict[Any, Send]
) -> Iterator[Fault]:
    texts = texts_of(connection)
    for row in rows:
        if not (send := known.get(row["decision_id"])):
            continue
        for name, expected in _expected(row, send).items():
            if row[name] != expected:
                what = f"{row['id']}: {name} is {row[name]}, not {expected}"
                yield Fault(FaultKind.HALF_DONE, what)
        try:
            arrived = texts(row["id"], reader=row["recipient_agency_id"])
        except CannotOpen:
            yield Fault(FaultKind.HALF_DONE, f"{row['id']}: an item does not open")
            continue
        if arrived != send.texts:
            yield Fault(FaultKind.HALF_DONE, f"{row['id']}: not what was previewed")


def _expected(row: dict[str, Any], send: Send) -> dict[str, Any]:
    """What belongs to a whole disclosure of this send."""
    items, voice = len(send.texts), bool(send.answered_by)
    readers = len({row["agency_id"], row["recipient_agency_id"]})
    return {
        "positions": list(range(1, items + 1)),
        "wraps": items * readers,
        "item_leaves": items,
        "leaves": 1,
        "voice_steps": int(voice),
        "voice_tasks": int(not voice),
        "clocks": 1,
        "sends_done": 1,
        "recipient_told": 1,
        "raiser_told": int(send.raiser is not send.sender),
        "remembered": 1,
        "decisions": 1,
    }


def _orphans(connection: psycopg.Connection) -> Iterator[Fault]:
    for what, query in ORPHANS.items():
        for (found,) in connection.execute(query).fetchall():
            yield Fault(FaultKind.HALF_DONE, f"{what}: {found}")
