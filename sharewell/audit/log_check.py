"""The log against itself: entries, seals and the columns kept for looking up."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from django.db import connections, transaction
from django.db.models import TextField
from django.db.models.functions import Cast

from sharewell.audit.checkpoint_check import checkpoint_faults
from sharewell.audit.findings import Finding, FindingKind, Progress
from sharewell.audit.models import Checkpoint, LedgerLeaf, TreeHead, TreeNode
from sharewell.audit.signing import verifier_keys
from sharewell.core.ledger.edge import BadEdge, Edge
from sharewell.core.ledger.hashing import EMPTY_ROOT, leaf_hash
from sharewell.core.ledger.verify import Head as Kept
from sharewell.core.ledger.verify import Row, verify_entries

CHUNK = 2_000
COLUMNS = ("event", "object_kind", "entry", "leaf_hash", "index")
# As the entry spells them: making an id of each, to write it again, takes long.
WRITTEN = {
    "written_id": Cast("id", TextField()),
    "written_agency": Cast("agency_id", TextField()),
    "written_object": Cast("object_id", TextField()),
}


@dataclass(frozen=True)
class Head:
    """The latest seal: how many entries it covers, and the root over them."""

    size: int = 0
    root: bytes = EMPTY_ROOT


@dataclass(frozen=True)
class LogCheck:
    """What was read of the log. `waiting` entries are committed, not yet numbered."""

    entries: int
    waiting: int
    head: Head
    findings: tuple[Finding, ...]


def latest_head(*, using: str = "ledger") -> Head:
    """The seal with the largest size; size 0 for a log never sealed."""
    row = TreeHead.objects.using(using).order_by("-size").first()
    return Head(row.size, bytes(row.root)) if row else Head()


def check_log(
    notice: Callable[[LedgerLeaf], None],
    *,
    progress: Progress,
    kept: Sequence[Kept] = (),
    using: str = "ledger",
) -> LogCheck:
    """Read the whole log once, in one snapshot; `notice` is shown every entry.

    `kept` are heads that somebody outside has: the log must still lead to each. Needs
    a role that may read all entries. Keeps heads, checkpoints and nodes in memory.
    """
    with transaction.atomic(using=using):
        with connections[using].cursor() as cursor:
            # The sequencer goes on meanwhile: seals and entries must be of one moment.
            cursor.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ")
        return _check_snapshot(notice, progress, kept, using)


def _check_snapshot(
    notice: Callable[[LedgerLeaf], None],
    progress: Progress,
    kept: Sequence[Kept],
    using: str,
) -> LogCheck:
    found: list[Finding] = []
    heads = list(TreeHead.objects.using(using).order_by("size"))
    head = latest_head(using=using)
    # Plain rows with the model's names: making a million objects takes a third longer.
    every = LedgerLeaf.objects.using(using).annotate(**WRITTEN)
    leaves = every.values_list(*COLUMNS, *WRITTEN, named=True)
    waiting = 0
    for leaf in leaves.filter(index=None).order_by("id").iterator(CHUNK):
        waiting += 1
        found.extend(_waiting_faults(leaf))
        notice(leaf)
    counted = 0

    def rows() -> Iterator[Row]:
        nonlocal counted
        numbered = leaves.exclude(index=None).order_by("index")
        for leaf in numbered.iterator(CHUNK):
            counted += 1
            if counted % CHUNK == 0:
                progress("entries", counted)
            found.extend(_lookup_faults(leaf))
            notice(leaf)
            yield leaf.index, bytes(leaf.entry), bytes(leaf.leaf_hash)

    published = sorted([*((h.size, bytes(h.root)) for h in heads), *kept])
    nodes = TreeNode.objects.using(using).values_list("place", "hash")
    stored = {place: bytes(kept_hash) for place, kept_hash in nodes}
    faults = verify_entries(rows(), published, stored)
    found[:0] = [Finding.of_log(fault) for fault in faults]
    found.extend(_edge_faults(heads))
    signed = Checkpoint.objects.using(using).values_list("size", "note")
    notes = {size: bytes(note) for size, note in signed}
    found.extend(checkpoint_faults(heads, notes, verifier_keys()))
    if counted > head.size:
        found.append(_unsealed(head.size, counted))
    return LogCheck(counted, waiting, head, tuple(found))


def says(leaf: LedgerLeaf) -> dict[bytes, bytes]:
    """The lines of an entry by name; whether they are well formed is not asked here."""
    lines = bytes(leaf.entry).split(b"\n")
    return {name: value for name, _, value in (line.partition(b": ") for line in lines)}


def promises(leaf: LedgerLeaf) -> bool:
    """Whether the entry holds a commitment to a record's content."""
    entry = bytes(leaf.entry)
    return b"\ncommitment: " in entry and not entry.endswith(b"\ncommitment: -\n")


def _lookup_faults(leaf: LedgerLeaf) -> Iterator[Finding]:
    if _says_all(leaf):
        return
    said = says(leaf)
    columns = {
        b"leaf": leaf.written_id.encode(),
        b"agency": (leaf.written_agency or "-").encode(),
        b"event": leaf.event.encode(),
        b"object-kind": leaf.object_kind.encode() or b"-",
        b"object": (leaf.written_object or "-").encode(),
    }
    for name, value in columns.items():
        if said.get(name) != value:
            number = "A waiting entry" if leaf.index is None else f"Entry {leaf.index}"
            yield Finding(
                FindingKind.LOOKUP_DIFFERS,
                f"{number} ({leaf.written_id}) is filed under another {name.decode()} "
                "than the entry itself says: the entry or the column beside it was "
                "changed.",
                leaf.index,
            )


def _says_all(leaf: LedgerLeaf) -> bool:
    """Whether each column stands in the entry; a quick yes for a million of them."""
    entry = bytes(leaf.entry).decode("ascii", "replace")
    return (
        f"\nleaf: {leaf.written_id}\nevent: {leaf.event}\nactor: " in entry
        and f"\nagency: {leaf.written_agency or '-'}\npurpose: " in entry
        and f"\nobject-kind: {leaf.object_kind or '-'}\n"
        f"object: {leaf.written_object or '-'}\n"
        in entry
    )


def _waiting_faults(leaf: LedgerLeaf) -> Iterator[Finding]:
    """An entry not yet numbered: itself and its hash, as if it were the only one."""
    yield from _lookup_faults(leaf)
    entry, kept = bytes(leaf.entry), bytes(leaf.leaf_hash)
    for fault in verify_entries([(0, entry, kept)], [(1, leaf_hash(entry))]):
        yield Finding(
            fault.kind.value,
            f"Of the entries waiting for a number, {leaf.written_id} was changed after "
            "it was written, or its fingerprint was.",
        )


def _edge_faults(heads: list[TreeHead]) -> Iterator[Finding]:
    for head in heads:
        try:
            edge = Edge.from_bytes(bytes(head.edge))
            fits = edge.size == head.size and edge.root() == bytes(head.root)
        except BadEdge:
            fits = False
        if not fits:
            yield Finding(
                FindingKind.EDGE_DIFFERS,
                f"The working notes kept beside the seal over {head.size} entries do "
                "not lead to that seal: one of the two was changed.",
            )


def _unsealed(sealed: int, counted: int) -> Finding:
    return Finding(
        FindingKind.UNSEALED,
        f"{counted} entries carry numbers, but the latest seal covers {sealed}. "
        "Numbers and seals are written together, so a seal was removed.",
    )
