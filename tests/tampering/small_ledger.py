"""A small signed ledger in the test database, and the verifier that looks at it.

Everything runs on one connection of the superuser with triggers off, in a transaction
that is taken back: the verifier sees what the intruder did, and nothing stays.
"""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from random import Random
from typing import Any
from uuid import UUID

import psycopg
from django.db import connections, transaction

from tests.exhaustive.database import superuser_url

ALIAS = "intruder"
AT = datetime(2026, 3, 1, 9, 30, tzinfo=UTC)
# More than 256, so that there is an inner node to be changed.
NUMBERED, BATCHES, WAITING = 270, 9, 4
KINDS = ("concern", "decision", "disclosure")
EVENTS = ("concern.opened", "decision.recorded", "disclosure.sent", "access.refused")

Head = tuple[int, bytes]


@contextmanager
def intruder() -> Iterator[str]:
    """The alias of a connection that no policy binds and no trigger stops."""
    past = psycopg.conninfo.conninfo_to_dict(superuser_url())
    ledger = connections.databases["ledger"]
    connections.databases[ALIAS] = {
        **ledger, "USER": past["user"], "PASSWORD": past["password"],
        "OPTIONS": {
            **ledger["OPTIONS"], "options": "-c session_replication_role=replica",
        },
    }  # fmt: skip
    try:
        yield ALIAS
    finally:
        connections[ALIAS].close()
        del connections.databases[ALIAS]
        del connections[ALIAS]


def fill(draw: Random) -> list[Head]:
    """Write and sequence the small ledger; returns the heads that a witness kept."""
    from sharewell.audit.models import LedgerLeaf, TreeHead
    from sharewell.audit.sequencer import sequence_all

    agencies = [identifier(draw) for _ in range(3)]
    for number in range(BATCHES):
        rows = [leaf(draw, agencies) for _ in range(NUMBERED // BATCHES)]
        LedgerLeaf.objects.using(ALIAS).bulk_create(rows)
        sequence_all(AT + timedelta(seconds=number), using=ALIAS)
    waiting = [leaf(draw, agencies) for _ in range(WAITING)]
    LedgerLeaf.objects.using(ALIAS).bulk_create(waiting)
    last = TreeHead.objects.using(ALIAS).order_by("-size")[0]
    return [(last.size, bytes(last.root))]


def leaf(draw: Random, agencies: Sequence[UUID]) -> Any:
    """One entry as the door would stage it."""
    from sharewell.audit.models import LedgerLeaf
    from sharewell.core.ledger.entry import Entry, encode
    from sharewell.core.ledger.hashing import leaf_hash

    refused = draw.random() < 0.1
    about = identifier(draw) if draw.random() < 0.9 else None
    entry = Entry(
        leaf_id=identifier(draw),
        event=draw.choice(EVENTS),
        actor=identifier(draw),
        agency=draw.choice(agencies),
        purpose="safeguard",
        object_kind=draw.choice(KINDS) if about else None,
        object_id=about,
        verdict="refuse" if refused else "permit",
        reasons=("own_agency",),
        at=AT + timedelta(microseconds=draw.randrange(10**9)),
        edition=None,
        commitment=draw.randbytes(32) if draw.random() < 0.5 else None,
    )
    encoded = encode(entry)
    return LedgerLeaf(
        id=entry.leaf_id, agency_id=entry.agency, event=entry.event,
        object_kind=entry.object_kind or "", object_id=entry.object_id,
        entry=encoded, leaf_hash=leaf_hash(encoded),
    )  # fmt: skip


def identifier(draw: Random) -> UUID:
    return UUID(int=draw.getrandbits(128), version=4)


def findings(kept: Sequence[Head]) -> set[str]:
    """The kinds of fault that the verification names now, on the intruder's view."""
    from sharewell.audit import log_check

    checked = log_check._check_snapshot(lambda _: None, lambda *_: None, kept, ALIAS)
    return {str(one.kind) for one in checked.findings}


@contextmanager
def undone() -> Iterator[Any]:
    """A cursor of the intruder; whatever is done is taken back at the end."""
    with transaction.atomic(using=ALIAS):
        with connections[ALIAS].cursor() as cursor:
            yield cursor
        transaction.set_rollback(True, using=ALIAS)
