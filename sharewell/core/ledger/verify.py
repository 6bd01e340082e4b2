"""Rebuild the log from its entries and say, in plain words, what does not fit.

Entries are tied to their stored hashes one by one, and the stored hashes to the heads
together: so a changed entry is named exactly, and one changed along with its hash is
narrowed down to the stretch between two heads.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from enum import StrEnum

from sharewell.core.ledger.entry import MalformedEntry, decode
from sharewell.core.ledger.hashing import HASH_BYTES, leaf_hash
from sharewell.core.ledger.tree import Edge

Row = tuple[int, bytes, bytes]
Head = tuple[int, bytes]


class FaultKind(StrEnum):
    """What can be wrong with a log."""

    MISSING = "missing"
    OUT_OF_ORDER = "out-of-order"
    ALTERED = "altered"
    UNREADABLE = "unreadable"
    HEAD_DIFFERS = "head-differs"
    HEAD_BEYOND_LOG = "head-beyond-log"
    HEAD_UNCHECKED = "head-unchecked"
    HEAD_SHRANK = "head-shrank"


@dataclass(frozen=True)
class Fault:
    """One thing that does not fit. `index` is the entry's number, from 0, if known."""

    kind: FaultKind
    index: int | None
    message: str


def verify_entries(rows: Iterable[Row], heads: Iterable[Head]) -> list[Fault]:
    """Check every entry and every head; an empty list means that nothing was altered.

    `rows` are (index, entry bytes, stored leaf hash) in order of index; `heads` are
    (size, root) in the order in which they were published. Reads rows once and keeps
    none. Entries after the last head are checked against their own hash only.
    """
    published = list(heads)
    walk = _Walk(published)
    for index, entry_bytes, stored_hash in rows:
        walk.take(index, entry_bytes, stored_hash)
    walk.finish()
    return [*walk.faults, *_shrunken(published)]


class _Walk:
    """State of one pass over the log: the tree so far and the heads still to meet."""

    def __init__(self, heads: list[Head]) -> None:
        self.faults: list[Fault] = []
        self._roots: dict[int, list[bytes]] = defaultdict(list)
        for size, root in heads:
            self._roots[size].append(root)
        self._edge = Edge()
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
        if self._edge.size == index:
            whole = len(stored_hash) == HASH_BYTES
            leaf = stored_hash if whole else leaf_hash(entry_bytes)
            self._edge = self._edge.append(leaf)
            self._meet_heads()

    def finish(self) -> None:
        for size in sorted(self._roots):
            for _ in self._roots[size]:
                self._unmet_head(size)

    def _meet_heads(self) -> None:
        size = self._edge.size
        if size not in self._roots:
            return
        expected = self._edge.root()
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
                f"entry {self._edge.size} is missing.",
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
    try:
        decode(entry_bytes)
    except MalformedEntry as error:
        yield Fault(
            FaultKind.UNREADABLE, index, f"Entry {index} cannot be read. {error}"
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
