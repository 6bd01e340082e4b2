"""Rebuild the log from its entries and say, in plain words, what does not fit.

Entries are tied to their stored hashes one by one, and the stored hashes to the heads
together: so a changed entry is named exactly, and one changed along with its hash is
narrowed down to the stretch between two heads.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping

from sharewell.core.ledger.canonical import is_canonical
from sharewell.core.ledger.entry import MalformedEntry, decode
from sharewell.core.ledger.faults import Fault, FaultKind
from sharewell.core.ledger.growing import Growing
from sharewell.core.ledger.hashing import HASH_BYTES, leaf_hash

__all__ = ["Fault", "FaultKind", "Head", "Row", "verify_entries"]

Row = tuple[int, bytes, bytes]
Head = tuple[int, bytes]


def verify_entries(
    rows: Iterable[Row],
    heads: Iterable[Head],
    nodes: Mapping[int, bytes] | None = None,
) -> list[Fault]:
    """Check every entry and every head; an empty list means that nothing was altered.

    `rows` are (index, entry bytes, stored leaf hash) in order of index; `heads` are
    (size, root) in the order in which they were published; `nodes` are the inner nodes
    kept, by place, or None where they are not asked about. Reads rows once and keeps
    none. Entries after the last head are checked against their own hash only.
    """
    published = list(heads)
    walk = _Walk(published)
    for index, entry_bytes, stored_hash in rows:
        walk.take(index, entry_bytes, stored_hash)
    walk.finish()
    differing = [] if nodes is None else _differing_nodes(walk.nodes, nodes)
    return [*walk.faults, *_shrunken(published), *differing]


class _Walk:
    """State of one pass over the log: the tree so far and the heads still to meet."""

    def __init__(self, heads: list[Head]) -> None:
        self.faults: list[Fault] = []
        self._roots: dict[int, list[bytes]] = defaultdict(list)
        for size, root in heads:
            self._roots[size].append(root)
        self._tree = Growing()
        self._next_index = 0
        self._last_good_head = 0
        self._meet_heads()

    def take(self, index: int, entry_bytes: bytes, stored_hash: bytes) -> None:
        if index < self._next_index:
            self._fault(
                FaultKind.OUT_OF_ORDER,
                index,
                f"Entry {index} appears again after entry {self._next_index - 1}. "
                "Each number may be used once, in order.",
            )
            return
        if index > self._next_index:
            self._missing(index)
        self._next_index = index + 1
        self.faults.extend(_entry_faults(index, entry_bytes, stored_hash))
        if self._tree.size == index:
            whole = len(stored_hash) == HASH_BYTES
            leaf = stored_hash if whole else leaf_hash(entry_bytes)
            self._tree.append(leaf)
            self._meet_heads()

    @property
    def nodes(self) -> dict[int, bytes]:
        """The inner nodes to which the entries lead."""
        return dict(self._tree.completed)

    def finish(self) -> None:
        for size in sorted(self._roots):
            for _ in self._roots[size]:
                self._unmet_head(size)

    def _meet_heads(self) -> None:
        size = self._tree.size
        if size not in self._roots:
            return
        expected = self._tree.edge().root()
        for root in self._roots.pop(size):
            if root == expected:
                self._last_good_head = size
            else:
                self._differing_head(size)

    def _missing(self, index: int) -> None:
        first, last = self._next_index, index - 1
        one = first == last
        which = f"Entry {first} is" if one else f"Entries {first} to {last} are"
        self._fault(
            FaultKind.MISSING,
            first,
            f"{which} missing. Entries are numbered without gaps, so something was "
            "removed.",
        )

    def _differing_head(self, size: int) -> None:
        self._fault(
            FaultKind.HEAD_DIFFERS,
            None,
            f"The log was sealed when it held {size} entries, and the first {size} no "
            f"longer match that seal. An entry from {self._last_good_head} to "
            f"{size - 1} was changed, added or removed, or the seal itself was.",
        )

    def _unmet_head(self, size: int) -> None:
        if size > self._next_index or size < 0:
            self._fault(
                FaultKind.HEAD_BEYOND_LOG,
                None,
                f"The log was sealed when it held {size} entries, and now it ends "
                f"after {self._next_index}. Entries were removed from the end, or "
                "this copy is older than the seal.",
            )
        else:
            self._fault(
                FaultKind.HEAD_UNCHECKED,
                None,
                f"The seal over the first {size} entries cannot be checked, because "
                f"entry {self._tree.size} is missing.",
            )

    def _fault(self, kind: FaultKind, index: int | None, message: str) -> None:
        self.faults.append(Fault(kind, index, message))


def _entry_faults(
    index: int, entry_bytes: bytes, stored_hash: bytes
) -> Iterator[Fault]:
    if leaf_hash(entry_bytes) != stored_hash:
        yield Fault(
            FaultKind.ALTERED,
            index,
            f"Entry {index} does not match the fingerprint kept beside it: the entry "
            "or its fingerprint was changed after it was written.",
        )
    if is_canonical(entry_bytes):
        return
    try:
        decode(entry_bytes)
    except MalformedEntry as error:
        yield Fault(
            FaultKind.UNREADABLE, index, f"Entry {index} cannot be read. {error}"
        )


def _differing_nodes(
    computed: Mapping[int, bytes], stored: Mapping[int, bytes]
) -> Iterator[Fault]:
    places = [p for p in {*computed, *stored} if computed.get(p) != stored.get(p)]
    if places:
        yield Fault(
            FaultKind.NODE_DIFFERS,
            None,
            f"{len(places)} of the inner hashes kept for proofs are not those of the "
            "entries: they, or entries below them, were changed, added or removed.",
        )


def _shrunken(heads: list[Head]) -> Iterator[Fault]:
    largest = 0
    for size, _ in heads:
        if size < largest:
            yield Fault(
                FaultKind.HEAD_SHRANK,
                None,
                f"A seal over {size} entries was published after one over {largest}. "
                "A log only grows: it was put back to an earlier state or branched.",
            )
        largest = max(largest, size)
