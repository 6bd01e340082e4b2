"""Checking Merkle proofs, after RFC 9162 sections 2.1.3.2 and 2.1.4.2.

Nothing here trusts its input: a proof of the wrong shape is simply not a proof.
"""

from collections.abc import Sequence

from sharewell.core.ledger.hashing import EMPTY_ROOT, HASH_BYTES, node_hash


def verify_inclusion(
    leaf_hash: bytes, index: int, size: int, proof: Sequence[bytes], root: bytes
) -> bool:
    """Whether the proof ties this leaf, at this index, to the root of `size` leaves."""
    if not 0 <= index < size or not _are_hashes(leaf_hash, root, *proof):
        return False
    node, last, computed = index, size - 1, leaf_hash
    for sibling in proof:
        if last == 0:
            return False
        if node & 1 or node == last:
            computed = node_hash(sibling, computed)
            while not node & 1 and node:
                node, last = node >> 1, last >> 1
        else:
            computed = node_hash(computed, sibling)
        node, last = node >> 1, last >> 1
    return last == 0 and computed == root


def verify_consistency(
    old_size: int,
    new_size: int,
    old_root: bytes,
    new_root: bytes,
    proof: Sequence[bytes],
) -> bool:
    """Whether the log of `new_size` only added to the one of `old_size`."""
    if not 0 <= old_size <= new_size or not _are_hashes(old_root, new_root, *proof):
        return False
    if old_size == new_size:
        return not proof and old_root == new_root
    if old_size == 0:
        return not proof and old_root == EMPTY_ROOT
    path = list(proof)
    if old_size & (old_size - 1) == 0:
        path.insert(0, old_root)
    return _roots_along(path, old_size, new_size) == (old_root, new_root)


def _roots_along(
    path: list[bytes], old_size: int, new_size: int
) -> tuple[bytes, bytes] | None:
    if not path:
        return None
    node, last = old_size - 1, new_size - 1
    while node & 1:
        node, last = node >> 1, last >> 1
    old = new = path[0]
    for sibling in path[1:]:
        if last == 0:
            return None
        if node & 1 or node == last:
            old, new = node_hash(sibling, old), node_hash(sibling, new)
            while not node & 1 and node:
                node, last = node >> 1, last >> 1
        else:
            new = node_hash(new, sibling)
        node, last = node >> 1, last >> 1
    return (old, new) if last == 0 else None


def _are_hashes(*values: bytes) -> bool:
    return all(isinstance(v, bytes) and len(v) == HASH_BYTES for v in values)
