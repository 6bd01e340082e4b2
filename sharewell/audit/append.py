"""Stages a leaf. Called by the door and by the recorder of refusals, by nobody else."""

from sharewell.audit.models import LedgerLeaf
from sharewell.core.ledger.entry import Entry, encode
from sharewell.core.ledger.hashing import leaf_hash


def append(entry: Entry) -> None:
    """Insert the entry in the caller's transaction: no leaf, no act."""
    encoded = encode(entry)
    LedgerLeaf(
        id=entry.leaf_id,
        agency_id=entry.agency,
        event=entry.event,
        object_kind=entry.object_kind or "",
        object_id=entry.object_id,
        entry=encoded,
        leaf_hash=leaf_hash(encoded),
    ).save(force_insert=True)
