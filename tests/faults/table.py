"""The result as a table for people."""

from collections import Counter
from itertools import pairwise

import psycopg

from tests.faults.mails import Copies
from tests.faults.rounds import Tally
from tests.faults.sends import Send
from tests.faults.verdict import Fault, FaultKind
from tests.faults.victims import Victim

SENT_AT = "SELECT decision_id, sent_at FROM exchange_disclosure"
EMAILS = "SELECT count(*) FROM outbox_email"


def show(
    connection: psycopg.Connection, tally: Tally, copies: Copies, faults: list[Fault]
) -> str:
    """What was done, what came of it, and what must be 0."""
    sent_at = dict(connection.execute(SENT_AT).fetchall())
    (queued,) = connection.execute(EMAILS).fetchone()
    sends = tally.sends
    rows = [("rounds", tally.rounds), ("kills with SIGKILL", tally.kills.total())]
    rows += [(f"  {v}", _kills(tally, v)) for v in Victim if tally.kills[v]]
    rows += [
        ("sends submitted", len(sends)),
        ("sends acknowledged", sum(send.acknowledged is not None for send in sends)),
        ("sends submitted again", sum(send.was_interrupted for send in sends)),
        (
            "  of these, already committed",
            sum(_was_committed(send, sent_at.get(send.decision)) for send in sends),
        ),
        ("submits in all", sum(len(send.started) for send in sends)),
        ("messages queued", queued),
        ("messages arrived", len(copies)),
        ("messages arrived twice or more", sum(len(c) > 1 for c in copies.values())),
    ]
    counted = Counter(fault.kind for fault in faults)
    rows += [(f"FAULTS: {kind}", counted[kind]) for kind in FaultKind]
    return (
        "the result\n\n"
        + "\n".join(f"  {name:<36} {value:>6}" for name, value in rows)
        + "\n"
    )


def _kills(tally: Tally, victim: Victim) -> str:
    return f"{tally.kills[victim]:>6}   {tally.hits[victim]} in the middle"


def _was_committed(send: Send, sent_at) -> bool:
    """Whether an attempt other than the last, answered one had done the work."""
    return any(
        began <= sent_at < again for began, again in pairwise(send.started) if sent_at
    )
