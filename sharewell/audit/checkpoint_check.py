"""Each head against the checkpoint that was signed over it."""

from collections.abc import Iterator, Mapping, Sequence

from sharewell.audit.findings import Finding, FindingKind
from sharewell.audit.models import TreeHead
from sharewell.core.errors import SharewellError
from sharewell.core.ledger.checkpoint import Checkpoint
from sharewell.core.ledger.dated import open_dated
from sharewell.core.ledger.note_keys import NotSigned, VerifierKey
from sharewell.keys.signing import check


def checkpoint_faults(
    heads: Sequence[TreeHead], notes: Mapping[int, bytes], keys: Sequence[VerifierKey]
) -> Iterator[Finding]:
    """What does not fit between heads and `notes`, the signed checkpoints by size."""
    sizes = {head.size for head in heads}
    for head in heads:
        note = notes.get(head.size)
        if note is None:
            yield Finding(
                FindingKind.CHECKPOINT_MISSING,
                f"The checkpoint over {head.size} entries is missing: it was removed, "
                "or the head beside it was put in.",
            )
        else:
            yield from _faults(head, note, keys)
    for size in sorted(set(notes) - sizes):
        yield Finding(
            FindingKind.HEAD_MISSING,
            f"A checkpoint over {size} entries is there, and the head over them is "
            "not: it was removed.",
        )


def _faults(
    head: TreeHead, note: bytes, keys: Sequence[VerifierKey]
) -> Iterator[Finding]:
    try:
        said, at = open_by_any(note, keys)
    except SharewellError as error:
        yield Finding(
            FindingKind.CHECKPOINT_FALSE,
            f"The checkpoint over {head.size} entries is not what the ledger signed. "
            f"{error}",
        )
        return
    written = (head.size, bytes(head.root), head.at.timestamp())
    if written != (said.size, said.root, at):
        yield Finding(
            FindingKind.CHECKPOINT_DIFFERS,
            f"The ledger signed {said.size} entries, and the head beside it says "
            f"{head.size}, with another root or another time: one was changed.",
        )


def open_by_any(note: bytes, keys: Sequence[VerifierKey]) -> tuple[Checkpoint, int]:
    """What one of the ledger's keys signed, and when; raises as `open_dated` does."""
    error: SharewellError = NotSigned("None of the ledger's keys is known here.")
    for key in keys:
        try:
            return open_dated(note, key, check)
        except SharewellError as found:
            error = found
    raise error
