"""Appending many leaves at once, and the inner nodes worth keeping as the tree grows.

Only every eighth level is kept: a node over 256 leaves, one over 65,536, and so on.
That is one row for 255 leaves, and a proof reads at most 256 hashes of a level.
"""

from collections.abc import Iterable
from typing import Final

from sharewell.core.ledger.edge import BadEdge, Edge
from sharewell.core.ledger.hashing import HASH_BYTES, node_hash

# Levels between two that are kept; 2**STEP hashes lie below a kept node.
STEP: Final = 8
WIDTH: Final = 1 << STEP
_LEVEL_SHIFT: Final = 56


def place(level: int, number: int) -> int:
    """Where a node stands, in one number: `level` 8, 16, ... and `number` from 0."""
    return level << _LEVEL_SHIFT | number


class Growing:
    """A tree that takes leaves; `completed` collects (place, hash) of nodes to keep."""

    def __init__(self, edge: Edge | None = None) -> None:
        """Go on from an edge; from an empty log without one."""
        start = Edge() if edge is None else edge
        self.size = start.size
        self.completed: list[tuple[int, bytes]] = []
        self._nodes = list(start.nodes)

    def append(self, leaf_hash: bytes) -> None:
        """Take one more leaf; raises BadEdge unless its hash has 32 bytes."""
        if len(leaf_hash) != HASH_BYTES:
            raise BadEdge(f"Every hash has {HASH_BYTES} bytes; got {leaf_hash!r}.")
        node, carry, level = leaf_hash, self.size, 0
        while carry & 1:
            node = node_hash(self._nodes.pop(), node)
            carry >>= 1
            level += 1
            if level % STEP == 0:
                self.completed.append((place(level, carry), node))
        self._nodes.append(node)
        self.size += 1

    def extend(self, leaf_hashes: Iterable[bytes]) -> None:
        """Take many leaves, in order."""
        for one in leaf_hashes:
            self.append(one)

    def edge(self) -> Edge:
        """All that going on from here needs."""
        return Edge(self.size, tuple(self._nodes))
