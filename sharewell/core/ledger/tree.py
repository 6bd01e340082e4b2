"""Merkle tree roots and proofs, after RFC 9162 section 2.1.

A proof lets anyone who holds a root check one entry, or check that a longer log only
added to a shorter one, without seeing the other entries.
"""

from collections.abc import Sequence

from sharewell.core.errors import SharewellError
from sharewell.core.ledger.edge import Edge
from sharewell.core.ledger.hashing import EMPTY_ROOT, node_hash
from sharewell.core.ledger.proofs import verify_consistency, verify_inclusion

__all__ = [
    "Edge",
    "OutsideTree",
    "consistency_proof",
    "inclusion_proof",
    "root",
    "split",
    "verify_consistency",
    "verify_inclusion",
]


class OutsideTree(SharewellError):
    """A proof was asked about a leaf or a size that the log does not have."""


def root(leaf_hashes: Sequence[bytes]) -> bytes:
    """The tree's root; 32 bytes. SHA-256 of nothing for an empty log."""
    if not leaf_hashes:
        return EMPTY_ROOT
    return _subtree(leaf_hashes, 0, len(leaf_hashes))


def inclusion_proof(index: int, leaf_hashes: Sequence[bytes]) -> tuple[bytes, ...]:
    """Sibling hashes from leaf `index` (from 0) up to the root; raises OutsideTree."""
    if not 0 <= index < len(leaf_hashes):
        raise OutsideTree(
            f"There is no entry {index} in a log of {len(leaf_hashes)}. "
            "The first is number 0."
        )
    proof: list[bytes] = []
    start, end = 0, len(leaf_hashes)
    while end - start > 1:
        middle = start + split(end - start)
        if index < middle:
            proof.append(_subtree(leaf_hashes, middle, end))
            end = middle
        else:
            proof.append(_subtree(leaf_hashes, start, middle))
            start = middle
    return tuple(reversed(proof))


def consistency_proof(old: int, leaf_hashes: Sequence[bytes]) -> tuple[bytes, ...]:
    """Hashes that show the first `old` leaves unchanged; raises OutsideTree.

    Empty where there is nothing to show: `old` is 0 or the whole log.
    """
    if not 0 <= old <= len(leaf_hashes):
        raise OutsideTree(
            f"A log of {len(leaf_hashes)} entries never grew from one of {old}."
        )
    if old in (0, len(leaf_hashes)):
        return ()
    proof: list[bytes] = []
    start, end = 0, len(leaf_hashes)
    while end != old:
        middle = start + split(end - start)
        if old <= middle:
            proof.append(_subtree(leaf_hashes, middle, end))
            end = middle
        else:
            proof.append(_subtree(leaf_hashes, start, middle))
            start = middle
    if start > 0:
        # The verifier knows the old root only when it is a node of the new tree.
        proof.append(_subtree(leaf_hashes, start, end))
    return tuple(reversed(proof))


def _subtree(leaf_hashes: Sequence[bytes], start: int, end: int) -> bytes:
    if end - start == 1:
        return leaf_hashes[start]
    middle = start + split(end - start)
    return node_hash(
        _subtree(leaf_hashes, start, middle), _subtree(leaf_hashes, middle, end)
    )


def split(size: int) -> int:
    """The largest power of two below `size`."""
    return 1 << (size - 1).bit_length() - 1
