"""The right-hand edge of a growing Merkle tree: all that appending needs to keep."""

from dataclasses import dataclass
from functools import reduce

from sharewell.core.errors import SharewellError
from sharewell.core.ledger.hashing import EMPTY_ROOT, HASH_BYTES, node_hash

_SIZE_BYTES = 8


class BadEdge(SharewellError):
    """A tree edge whose parts do not fit together."""


@dataclass(frozen=True)
class Edge:
    """Roots of the complete subtrees, largest first: one for each 1-bit of `size`.

    `Edge()` is the empty log. Raises BadEdge.
    """

    size: int = 0
    nodes: tuple[bytes, ...] = ()

    def __post_init__(self) -> None:
        if not 0 <= self.size < 1 << 8 * _SIZE_BYTES:
            raise BadEdge(f"A log cannot have {self.size} entries.")
        if len(self.nodes) != self.size.bit_count():
            raise BadEdge(
                f"A log of {self.size} entries has {self.size.bit_count()} nodes on "
                f"its edge, not {len(self.nodes)}. Rebuild the edge from the entries."
            )
        for node in self.nodes:
            _require_hash(node)

    def append(self, leaf_hash: bytes) -> "Edge":
        """The edge with one more leaf; each 1-bit that the sum carries joins a pair.

        Raises BadEdge unless the leaf hash has 32 bytes.
        """
        _require_hash(leaf_hash)
        node, nodes, carry = leaf_hash, list(self.nodes), self.size
        while carry & 1:
            node = node_hash(nodes.pop(), node)
            carry >>= 1
        return Edge(self.size + 1, (*nodes, node))

    def root(self) -> bytes:
        """The RFC 9162 root of the whole log; 32 bytes."""
        if not self.nodes:
            return EMPTY_ROOT
        return reduce(lambda right, left: node_hash(left, right), self.nodes[::-1])

    def to_bytes(self) -> bytes:
        """Size as eight bytes, high byte first, then the nodes."""
        return self.size.to_bytes(_SIZE_BYTES, "big") + b"".join(self.nodes)

    @classmethod
    def from_bytes(cls, data: bytes) -> "Edge":
        """Read exactly what `to_bytes` wrote; raises BadEdge."""
        size, rest = data[:_SIZE_BYTES], data[_SIZE_BYTES:]
        if len(size) < _SIZE_BYTES or len(rest) % HASH_BYTES:
            raise BadEdge(f"{len(data)} bytes cannot be a tree edge: it was cut short.")
        starts = range(0, len(rest), HASH_BYTES)
        nodes = tuple(rest[start : start + HASH_BYTES] for start in starts)
        return cls(int.from_bytes(size, "big"), nodes)


def _require_hash(node: bytes) -> None:
    if not isinstance(node, bytes) or len(node) != HASH_BYTES:
        raise BadEdge(f"Every hash has {HASH_BYTES} bytes; got {node!r}.")
