"""What the ledger gives to whoever checks it: checkpoints and proofs, hashes only."""

from uuid import UUID

from django.db import connections

from sharewell.audit.models import Checkpoint, LedgerLeaf, TreeNode
from sharewell.core.errors import SharewellError
from sharewell.core.ledger.growing import place
from sharewell.core.ledger.kept_nodes import (
    Read,
    consistency_from_nodes,
    inclusion_from_nodes,
)
from sharewell.core.ledger.proof_files import (
    ConsistencyFile,
    InclusionFile,
    write_consistency,
    write_inclusion,
)


class NoSuchProof(SharewellError):
    """Nothing was signed yet, or not at that size, or not with that entry."""


def latest_checkpoint(*, using: str = "default") -> tuple[int, bytes]:
    """(size, signed note) of the largest checkpoint; raises NoSuchProof."""
    row = Checkpoint.objects.using(using).order_by("-size").first()
    if row is None:
        raise NoSuchProof("The ledger has not signed a checkpoint yet.")
    return row.size, bytes(row.note)


def consistency(old: int, new: int | None = None, *, using: str = "default") -> bytes:
    """The file that leads from `old` entries to a checkpoint; the latest unless said.

    Raises NoSuchProof.
    """
    size, note = latest_checkpoint(using=using) if new is None else _at(new, using)
    if not 0 <= old <= size:
        raise NoSuchProof(f"A ledger of {size} entries never grew from one of {old}.")
    hashes = consistency_from_nodes(old, size, _reader(using))
    return write_consistency(ConsistencyFile(old, hashes, note))


def inclusion(entry_id: UUID, *, using: str = "ledger") -> bytes:
    """One entry's proof file, for a role that may read it; raises NoSuchProof."""
    leaf = LedgerLeaf.objects.using(using).filter(id=entry_id).first()
    if leaf is None:
        raise NoSuchProof(f"The ledger has no entry {entry_id}.")
    size, note = latest_checkpoint(using=using)
    if leaf.index is None or leaf.index >= size:
        raise NoSuchProof(
            f"Entry {entry_id} waits for its number. Ask again in a few seconds."
        )
    hashes = inclusion_from_nodes(leaf.index, size, _reader(using))
    entry = bytes(leaf.entry)
    return write_inclusion(InclusionFile(leaf.index, hashes, note, entry))


def entries_with(thing: UUID, *, using: str = "ledger") -> list[UUID]:
    """The ids of all entries about a thing, in the order of their numbers."""
    rows = LedgerLeaf.objects.using(using).filter(object_id=thing)
    return list(rows.order_by("index").values_list("id", flat=True))


def _at(size: int, using: str) -> tuple[int, bytes]:
    row = Checkpoint.objects.using(using).filter(size=size).first()
    if row is None:
        raise NoSuchProof(f"The ledger signed no checkpoint over {size} entries.")
    return size, bytes(row.note)


def _reader(using: str) -> Read:
    leaves = _OF_THE_LEDGER if using == "ledger" else _OF_ANYBODY

    def read(level: int, first: int, before: int) -> list[bytes]:
        if level == 0:
            with connections[using].cursor() as cursor:
                cursor.execute(leaves, [first, before])
                found = [bytes(row[0]) for row in cursor.fetchall()]
        else:
            ends = place(level, first), place(level, before - 1)
            nodes = TreeNode.objects.using(using).filter(place__range=ends)
            kept = nodes.order_by("place").values_list("hash", flat=True)
            found = [bytes(one) for one in kept]
        if len(found) != before - first:
            raise NoSuchProof(
                "The ledger's hashes are not complete: sharewell ledger verify says "
                "what is missing."
            )
        return found

    return read


_OF_THE_LEDGER = (
    "SELECT leaf_hash FROM audit_ledger_leaf WHERE index >= %s AND index < %s "
    "ORDER BY index"
)
_OF_ANYBODY = "SELECT * FROM sharewell_access.leaf_hashes(%s, %s)"
