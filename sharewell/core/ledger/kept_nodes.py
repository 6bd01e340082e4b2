"""Proofs from kept nodes: a few hundred hashes are read, however long the log is.

After RFC 9162 section 2.1, like `tree`, with which the tests compare it.
"""

from collections.abc import Callable, Sequence

from sharewell.core.ledger.growing import STEP
from sharewell.core.ledger.tree import OutsideTree, root, split

# (level, first, last) -> hashes of that level from number `first` up to before `last`:
# level 0 the leaves, 8 the nodes over 256 of them, and so on; at most 256 at a time.
Read = Callable[[int, int, int], Sequence[bytes]]


def root_at(size: int, read: Read) -> bytes:
    """The root when the log had `size` entries; 32 bytes."""
    return root(()) if size == 0 else _subtree(0, size, read)


def inclusion_from_nodes(index: int, size: int, read: Read) -> tuple[bytes, ...]:
    """Sibling hashes from leaf `index` up to the root of `size`; raises OutsideTree."""
    if not 0 <= index < size:
        raise OutsideTree(f"There is no entry {index} in a log of {size}.")
    proof: list[bytes] = []
    start, end = 0, size
    while end - start > 1:
        middle = start + split(end - start)
        if index < middle:
            proof.append(_subtree(middle, end, read))
            end = middle
        else:
            proof.append(_subtree(start, middle, read))
            start = middle
    return tuple(reversed(proof))


def consistency_from_nodes(old: int, size: int, read: Read) -> tuple[bytes, ...]:
    """Hashes that show the first `old` of `size` unchanged; raises OutsideTree."""
    if not 0 <= old <= size:
        raise OutsideTree(f"A log of {size} entries never grew from one of {old}.")
    if old in {0, size}:
        return ()
    proof: list[bytes] = []
    start, end = 0, size
    while end != old:
        middle = start + split(end - start)
        if old <= middle:
            proof.append(_subtree(middle, end, read))
            end = middle
        else:
            proof.append(_subtree(start, middle, read))
            start = middle
    if start > 0:
        proof.append(_subtree(start, end, read))
    return tuple(reversed(proof))


def _subtree(start: int, end: int, read: Read) -> bytes:
    """The root over leaves from `start` up to before `end`, a subtree of some log."""
    level = ((end - start).bit_length() - 1) // STEP * STEP
    last = end >> level
    hashes = list(read(level, start >> level, last))
    rest = last << level
    if rest < end:
        # What is too small for a node of this level stands last, as one more would.
        hashes.append(_subtree(rest, end, read))
    return root(hashes)
