"""Numbers committed leaves without gaps and extends the tree, one process at a time."""

from datetime import datetime

from django.db import connections, transaction

from sharewell.core.ledger.edge import Edge
from sharewell.core.ledger.hashing import leaf_hash

BATCH = 5_000
LOCK = 0x5EA1ED


def sequence(at: datetime, *, using: str = "ledger") -> int:
    """Take up to one batch of unnumbered leaves into the tree; returns how many.

    Gaps in ids are normal and later commits may carry earlier ids, so whatever is
    committed and unnumbered is taken. Another sequencer at work means 0.
    """
    with transaction.atomic(using=using), connections[using].cursor() as cursor:
        cursor.execute("SELECT pg_try_advisory_xact_lock(%s)", [LOCK])
        if not cursor.fetchone()[0]:
            return 0
        cursor.execute("SELECT edge FROM audit_tree_head ORDER BY size DESC LIMIT 1")
        row = cursor.fetchone()
        edge = Edge.from_bytes(bytes(row[0])) if row else Edge()
        cursor.execute(
            "SELECT id, entry FROM audit_ledger_leaf WHERE index IS NULL "
            "ORDER BY id LIMIT %s",
            [BATCH],
        )
        leaves = cursor.fetchall()
        if not leaves:
            return 0
        first = edge.size
        for _, entry in leaves:
            edge = edge.append(leaf_hash(bytes(entry)))
        cursor.execute(
            "UPDATE audit_ledger_leaf AS leaf SET index = numbered.index FROM "
            "(SELECT unnest(%s::uuid[]) AS id, generate_series(%s, %s) AS index) "
            "AS numbered WHERE leaf.id = numbered.id AND leaf.index IS NULL",
            [[leaf_id for leaf_id, _ in leaves], first, edge.size - 1],
        )
        if cursor.rowcount != len(leaves):
            raise RuntimeError("A leaf was numbered twice; nothing was changed.")
        cursor.execute(
            "INSERT INTO audit_tree_head (size, root, edge, at) VALUES (%s, %s, %s, "
            "%s)",
            [edge.size, edge.root(), edge.to_bytes(), at],
        )
        return len(leaves)


def sequence_all(at: datetime, *, using: str = "ledger") -> int:
    """Sequence until nothing is left; returns how many leaves were taken."""
    total = 0
    while taken := sequence(at, using=using):
        total += taken
    return total
