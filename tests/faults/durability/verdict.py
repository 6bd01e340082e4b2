"""What must hold after recovery, read as superuser; shares no code with the ledger.

lost: acknowledged and not there. half: in some of the three tables and not in all.
bad root: a gap in the numbers, a leaf whose hash does not recompute, a head held
outside whose root differs, or one larger than the tree.
"""

import hashlib
from dataclasses import dataclass, field

import psycopg

from tests.faults.durability.crew import Heard

FOUND = """
SELECT k, (r.id IS NOT NULL)::int + (d.id IS NOT NULL)::int + (l.id IS NOT NULL)::int
  FROM unnest(%s::uuid[]) AS k
  LEFT JOIN faults_record r ON r.id = k
  LEFT JOIN faults_decision d ON d.id = k
  LEFT JOIN audit_ledger_leaf l ON l.id = k
"""
HALVES = """
SELECT count(*) FROM faults_record r
  FULL JOIN faults_decision d ON d.id = r.id
  FULL JOIN (SELECT id FROM audit_ledger_leaf WHERE event = 'decision.recorded') l
    ON l.id = coalesce(r.id, d.id)
 WHERE r.id IS NULL OR d.id IS NULL OR l.id IS NULL
"""
LEAVES = """
SELECT index, entry, leaf_hash FROM audit_ledger_leaf
 WHERE index >= %s ORDER BY index
"""
SNAPSHOT = "SET TRANSACTION ISOLATION LEVEL REPEATABLE READ"
# So many tries before the last look are asked for again: they may have been under way.
OVERLAP = 50


@dataclass
class Verdict:
    """Counts so far, and the first few examples."""

    lost: int = 0
    half: int = 0
    bad_root: int = 0
    examples: list[str] = field(default_factory=list)

    def add(self, kind: str, what: str) -> None:
        setattr(self, kind, getattr(self, kind) + 1)
        if len(self.examples) < 10:
            self.examples.append(f"{kind}: {what}")


class Judge:
    """Looks at what is new after each fault, and at everything when told."""

    def __init__(self) -> None:
        self.verdict = Verdict()
        self.tree = Tree()
        self._tried = self._acknowledged = 0
        self._held: dict[int, bytes] = {}
        self._heads = 0
        self._condemned: set[bytes] = set()

    def look(self, connection: psycopg.Connection, heard: Heard) -> None:
        """What was tried or acknowledged since the last look."""
        tried = heard.tried[max(0, self._tried - OVERLAP) :]
        acknowledged = heard.acknowledged[self._acknowledged :]
        held = heard.heads[self._heads :]
        with connection.transaction():
            connection.execute(SNAPSHOT)
            self._keys(connection, tried, acknowledged)
            self._ledger(connection, held)
        self._tried = len(heard.tried)
        self._acknowledged += len(acknowledged)
        self._heads += len(held)

    def look_at_all(self, connection: psycopg.Connection, heard: Heard) -> None:
        """Everything from the beginning; nothing may be at work meanwhile."""
        self.tree, self._heads, self._held = Tree(), 0, {}
        self._acknowledged = self._tried = 0
        self.look(connection, heard)
        (halves,) = connection.execute(HALVES).fetchone()
        for _ in range(halves - len(self._half_keys)):
            self.verdict.add("half", "a key that nobody tried")

    _half_keys: set[bytes] = set()

    def _keys(
        self,
        connection: psycopg.Connection,
        tried: list[bytes],
        acknowledged: list[bytes],
    ) -> None:
        wanted = set(acknowledged)
        asked = [key.hex() for key in {*tried, *acknowledged}]
        for key, parts in connection.execute(FOUND, [asked]).fetchall():
            if key.bytes in self._condemned:
                continue
            if 0 < parts < 3:
                self._half_keys = self._half_keys | {key.bytes}
                self._condemned.add(key.bytes)
                self.verdict.add("half", f"{key} is in {parts} of 3 tables")
            elif parts == 0 and key.bytes in wanted:
                self._condemned.add(key.bytes)
                self.verdict.add("lost", f"{key} was acknowledged")

    def _ledger(
        self, connection: psycopg.Connection, held: list[tuple[int, bytes]]
    ) -> None:
        for size, root in held:
            if size <= self.tree.size and self.tree.roots.get(size) != root:
                self.verdict.add("bad_root", f"the head over {size} has another root")
            self._held[size] = root
        for index, entry, leaf_hash in connection.execute(LEAVES, [self.tree.size]):
            if index != self.tree.size:
                self.verdict.add("bad_root", f"{index} follows {self.tree.size - 1}")
                return
            computed = hashlib.sha256(b"\0" + bytes(entry)).digest()
            if computed != bytes(leaf_hash):
                self.verdict.add("bad_root", f"leaf {index} has another hash")
            self.tree.append(computed)
            kept = self._held.get(self.tree.size)
            if kept is not None and kept != self.tree.root():
                self.verdict.add("bad_root", f"root over {self.tree.size} differs")
        query = "SELECT coalesce(max(index) + 1, 0) FROM audit_ledger_leaf"
        (there,) = connection.execute(query).fetchone()
        for size in [one for one in self._held if one > there]:
            self.verdict.add("bad_root", f"a head over {size}, and {there} leaves")
            del self._held[size]
        if there < self.tree.size:
            self.verdict.add("bad_root", f"{self.tree.size} leaves, now {there}")


class Tree:
    """RFC 9162 over what was appended, by a stack of (height, hash)."""

    def __init__(self) -> None:
        self.size = 0
        self.stack: list[tuple[int, bytes]] = []
        self.roots: dict[int, bytes] = {}

    def append(self, leaf: bytes) -> None:
        height = 0
        while self.stack and self.stack[-1][0] == height:
            leaf = _node(self.stack.pop()[1], leaf)
            height += 1
        self.stack.append((height, leaf))
        self.size += 1
        self.roots[self.size] = self.root()

    def root(self) -> bytes:
        *left, (_, root) = self.stack
        for _, one in reversed(left):
            root = _node(one, root)
        return root


def _node(left: bytes, right: bytes) -> bytes:
    return hashlib.sha256(b"\1" + left + right).digest()
