"""What must be true of the database, whatever was killed; read as superuser."""

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

import psycopg
from psycopg.rows import dict_row

from sharewell.keys.envelope import CannotOpen
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


WHOLE = """
SELECT d.id, d.decision_id, d.reference, d.agency_id, d.recipient_agency_id,
  (SELECT coalesce(array_agg(i.position ORDER BY i.position), '{}')
     FROM exchange_disclosure_item i WHERE i.disclosure_id = d.id) AS positions,
  (SELECT count(*) FROM exchange_disclosure_item i
     JOIN keys_key_wrap w ON w.sealed_id = i.text_id
    WHERE i.disclosure_id = d.id
      AND w.agency_id IN (d.agency_id, d.recipient_agency_id)) AS wraps,
  (SELECT count(*) FROM exchange_disclosure_item i
     JOIN audit_ledger_leaf l ON l.object_id = i.id
    WHERE i.disclosure_id = d.id AND l.event = 'disclosure.item_sealed') AS item_leaves,
  (SELECT count(*) FROM audit_ledger_leaf l
    WHERE l.object_id = d.id AND l.event = 'disclosure.sent') AS leaves,
  (SELECT count(*) FROM exchange_disclosure_step s
     JOIN keys_key_wrap w ON w.sealed_id = s.text_id
     JOIN audit_ledger_leaf l ON l.object_id = s.id
    WHERE s.disclosure_id = d.id AND s.kind = 'voice'
      AND w.agency_id = d.recipient_agency_id) AS voice_steps,
  (SELECT count(*) FROM decisions_task t
    WHERE t.about_id = d.id AND t.kind = 'voice') AS voice_tasks,
  (SELECT count(*) FROM decisions_task t
    WHERE t.about_id = d.id AND t.kind = 'acknowledge'
      AND t.inbox_id = d.recipient_inbox_id) AS clocks,
  (SELECT count(*) FROM decisions_task t
     JOIN decisions_task_step s ON s.task_id = t.id AND s.kind = 'done'
    WHERE t.about_id = d.concern_id AND t.kind = 'send') AS sends_done,
  (SELECT count(*) FROM outbox_email e
    WHERE e.path = '/disclosures/' || d.id
      AND e.template = 'disclosure_waiting') AS recipient_told,
  (SELECT count(*) FROM outbox_email e
    WHERE e.path = '/concerns/' || d.concern_id
      AND e.template = 'step_taken' AND e.queued_at = d.sent_at) AS raiser_told,
  (SELECT count(*) FROM access_submitted_once o
    WHERE o.result ->> 'disclosure' = d.id::text
      AND o.result ->> 'reference' = d.reference) AS remembered,
  (SELECT count(*) FROM decisions_sharing_decision s
    WHERE s.id = d.decision_id AND s.concern_id = d.concern_id) AS decisions
FROM exchange_disclosure d
"""

# Parts that stand without their whole: each row is a fault.
ORPHANS = {
    "sealed text without its record": """
        SELECT t.id FROM keys_sealed_text t
         WHERE t.record_kind = 'disclosure_item' AND NOT EXISTS (
            SELECT FROM exchange_disclosure_item i WHERE i.text_id = t.id)
            OR t.record_kind = 'disclosure_step' AND NOT EXISTS (
            SELECT FROM exchange_disclosure_step s WHERE s.text_id = t.id)""",
    "wrapped key without its sealed text": """
        SELECT w.id FROM keys_key_wrap w WHERE NOT EXISTS (
            SELECT FROM keys_sealed_text t WHERE t.id = w.sealed_id)""",
    "sealed text that nobody can open": """
        SELECT t.id FROM keys_sealed_text t WHERE NOT EXISTS (
            SELECT FROM keys_key_wrap w WHERE w.sealed_id = t.id)""",
    "item without its disclosure": """
        SELECT i.id FROM exchange_disclosure_item i WHERE NOT EXISTS (
            SELECT FROM exchange_disclosure d WHERE d.id = i.disclosure_id)""",
    "step without its disclosure": """
        SELECT s.id FROM exchange_disclosure_step s WHERE NOT EXISTS (
            SELECT FROM exchange_disclosure d WHERE d.id = s.disclosure_id)""",
    "ledger leaf without what it speaks of": """
        SELECT l.id FROM audit_ledger_leaf l
         WHERE l.event = 'disclosure.sent' AND NOT EXISTS (
            SELECT FROM exchange_disclosure d WHERE d.id = l.object_id)
            OR l.event = 'disclosure.item_sealed' AND NOT EXISTS (
            SELECT FROM exchange_disclosure_item i WHERE i.id = l.object_id)""",
    "clock without its disclosure": """
        SELECT t.id FROM decisions_task t
         WHERE t.about_kind = 'disclosure' AND NOT EXISTS (
            SELECT FROM exchange_disclosure d WHERE d.id = t.about_id)""",
    "message about no disclosure": """
        SELECT e.id FROM outbox_email e
         WHERE e.template = 'disclosure_waiting' AND NOT EXISTS (
            SELECT FROM exchange_disclosure d
             WHERE '/disclosures/' || d.id = e.path)""",
    "remembered answer about no disclosure": """
        SELECT o.id FROM access_submitted_once o
         WHERE o.result ? 'disclosure' AND NOT EXISTS (
            SELECT FROM exchange_disclosure d
             WHERE d.id::text = o.result ->> 'disclosure')""",
}


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
