"""Numbers committed leaves without gaps, extends the tree and signs a checkpoint.

One process at a time, with a database role and a signing key of its own.
"""

from collections.abc import Iterable
from datetime import datetime
from typing import Any

from django.db import connections, transaction

from sharewell.audit.signing import LedgerSigner, ledger_signer
from sharewell.core.errors import SharewellError
from sharewell.core.ledger.checkpoint import Checkpoint
from sharewell.core.ledger.dated import sign_dated
from sharewell.core.ledger.edge import Edge
from sharewell.core.ledger.growing import Growing
from sharewell.core.ledger.hashing import leaf_hash

BATCH = 5_000
LOCK = 0x5EA1ED
# A bitmap would look at every leaf that was numbered since the last vacuum, each time
# anew; whoever walks the index of the unnumbered passes each of those once, as soon as
# no older snapshot needs it.
WALK_THE_INDEX = "SET LOCAL enable_bitmapscan = off"


class LedgerDamaged(SharewellError):
    """What the sequencer has to go on from does not fit together: it signs nothing."""


def sequence(at: datetime, *, using: str = "ledger") -> int:
    """Take up to one batch of unnumbered leaves into the tree; returns how many.

    Gaps in ids are normal and later commits may carry earlier ids, so whatever is
    committed and unnumbered is taken. Another sequencer at work means 0. Raises
    NoSigningKey and LedgerDamaged.
    """
    signer = ledger_signer()
    with transaction.atomic(using=using), connections[using].cursor() as cursor:
        cursor.execute("SELECT pg_try_advisory_xact_lock(%s)", [LOCK])
        if not cursor.fetchone()[0]:
            return 0
        tree = Growing(_last_edge(cursor, signer))
        cursor.execute(WALK_THE_INDEX)
        cursor.execute(
            "SELECT id, entry FROM audit_ledger_leaf WHERE index IS NULL "
            "ORDER BY id LIMIT %s",
            [BATCH],
        )
        leaves = cursor.fetchall()
        if not leaves:
            return 0
        first = tree.size
        tree.extend(leaf_hash(bytes(entry)) for _, entry in leaves)
        cursor.execute(
            "UPDATE audit_ledger_leaf AS leaf SET index = numbered.index FROM "
            "(SELECT unnest(%s::uuid[]) AS id, generate_series(%s, %s) AS index) "
            "AS numbered WHERE leaf.id = numbered.id AND leaf.index IS NULL",
            [[leaf_id for leaf_id, _ in leaves], first, tree.size - 1],
        )
        if cursor.rowcount != len(leaves):
            raise LedgerDamaged("A leaf was numbered twice; nothing was changed.")
        _publish(cursor, tree, signer, at)
        return len(leaves)


def sequence_all(at: datetime, *, using: str = "ledger") -> int:
    """Sequence until nothing is left; returns how many leaves were taken."""
    total = 0
    while taken := sequence(at, using=using):
        total += taken
    return total


def _publish(cursor: Any, tree: Growing, signer: LedgerSigner, at: datetime) -> None:
    """The head, its signature and the inner nodes, in the sequencer's transaction."""
    edge, at = tree.edge(), at.replace(microsecond=0)
    cursor.execute(
        "INSERT INTO audit_tree_head (size, root, edge, at) VALUES (%s, %s, %s, %s)",
        [edge.size, edge.root(), edge.to_bytes(), at],
    )
    _sign(cursor, edge.size, edge.root(), signer, at)
    _keep(cursor, tree.completed)


def _sign(
    cursor: Any, size: int, root: bytes, signer: LedgerSigner, at: datetime
) -> None:
    said = Checkpoint(signer.key.name, size, root)
    note = sign_dated(said, signer.key, signer.sign, int(at.timestamp()))
    cursor.execute(
        "INSERT INTO audit_checkpoint (size, note) VALUES (%s, %s)", [size, note]
    )


def _keep(cursor: Any, nodes: Iterable[tuple[int, bytes]]) -> None:
    cursor.executemany(
        "INSERT INTO audit_tree_node (place, hash) VALUES (%s, %s)", list(nodes)
    )


def _last_edge(cursor: Any, signer: LedgerSigner) -> Edge:
    cursor.execute(
        "SELECT size, root, edge, EXISTS (SELECT FROM audit_checkpoint AS signed "
        "WHERE signed.size = head.size), EXISTS (SELECT FROM audit_checkpoint) "
        "FROM audit_tree_head AS head ORDER BY size DESC LIMIT 1"
    )
    row = cursor.fetchone()
    if row is None:
        return Edge()
    size, root, stored, is_signed, any_signed = row
    edge = Edge.from_bytes(bytes(stored))
    if edge.size != size or edge.root() != bytes(root):
        raise LedgerDamaged(f"The head over {size} entries does not fit its edge.")
    if not any_signed:
        _catch_up(cursor, signer)
    elif not is_signed:
        raise LedgerDamaged(f"The head over {size} entries has lost its checkpoint.")
    return edge


def _catch_up(cursor: Any, signer: LedgerSigner) -> None:
    """Once, for a ledger from before checkpoints: sign its heads, keep its nodes."""
    cursor.execute("SELECT size, root, at FROM audit_tree_head ORDER BY size")
    heads = cursor.fetchall()
    for size, root, at in heads:
        _sign(cursor, size, bytes(root), signer, at)
    tree = Growing()
    cursor.execute(
        "SELECT leaf_hash FROM audit_ledger_leaf WHERE index IS NOT NULL ORDER BY index"
    )
    while rows := cursor.fetchmany(BATCH):
        tree.extend(bytes(kept) for (kept,) in rows)
    if heads and tree.edge().root() != bytes(heads[-1][1]):
        raise LedgerDamaged("The entries do not lead to the last head.")
    _keep(cursor, tree.completed)
