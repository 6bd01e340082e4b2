"""Merkle proofs as text files that carry their checkpoint with them.

An inclusion proof is in the form of c2sp.org/tlog-proof, with the entry's canonical
bytes as its extra data. A consistency proof is in the form in which a ledger asks a
witness to sign (c2sp.org/tlog-witness). Reading either trusts nobody: `proofs_checked`
has the functions that decide.
"""

from dataclasses import dataclass
from typing import Final

from sharewell.core.ledger.note import MOST_BYTES
from sharewell.core.ledger.strict_text import (
    MalformedNote,
    read_base64,
    read_hash,
    read_number,
    read_utf8,
    write_base64,
)

HEADING: Final = "c2sp.org/tlog-proof@v1"
# A tree of 2**63 leaves has no longer proof.
MOST_HASHES: Final = 63


@dataclass(frozen=True)
class InclusionFile:
    """An entry's number from 0, sibling hashes from the leaf up, the signed checkpoint.

    `entry` is the entry's canonical bytes, or None where they are kept elsewhere.
    """

    index: int
    hashes: tuple[bytes, ...]
    checkpoint: bytes
    entry: bytes | None = None


@dataclass(frozen=True)
class ConsistencyFile:
    """The size already known, the hashes of the proof, and the checkpoint grown to."""

    old: int
    hashes: tuple[bytes, ...]
    checkpoint: bytes


def write_inclusion(proof: InclusionFile) -> bytes:
    """The text of a `.tlog-proof` file."""
    extra = [] if proof.entry is None else [f"extra {write_base64(proof.entry)}"]
    return _write([HEADING, *extra, f"index {proof.index}"], proof)


def read_inclusion(data: bytes) -> InclusionFile:
    """Read exactly what `write_inclusion` writes; raises MalformedNote."""
    lines, checkpoint = _split(data, "The proof")
    if lines.pop(0) != HEADING:
        raise MalformedNote(f"A proof begins with the line {HEADING}.")
    entry = None
    if lines and lines[0].startswith("extra "):
        entry = read_base64(lines.pop(0).removeprefix("extra "), "The entry")
    index = _labelled(lines, "index")
    proof = InclusionFile(index, _hashes(lines), checkpoint, entry)
    _require_canonical(write_inclusion(proof), data)
    return proof


def write_consistency(proof: ConsistencyFile) -> bytes:
    """The text that a ledger hands to a witness."""
    return _write([f"old {proof.old}"], proof)


def read_consistency(data: bytes) -> ConsistencyFile:
    """Read exactly what `write_consistency` writes; raises MalformedNote."""
    lines, checkpoint = _split(data, "The proof")
    old = _labelled(lines, "old")
    proof = ConsistencyFile(old, _hashes(lines), checkpoint)
    _require_canonical(write_consistency(proof), data)
    return proof


def _write(head: list[str], proof: InclusionFile | ConsistencyFile) -> bytes:
    lines = [*head, *(write_base64(one) for one in proof.hashes)]
    return "".join(f"{line}\n" for line in [*lines, ""]).encode() + proof.checkpoint


def _split(data: bytes, what: str) -> tuple[list[str], bytes]:
    if len(data) > MOST_BYTES:
        raise MalformedNote(f"{what} has {len(data)} bytes: too long to be one.")
    head, empty_line, checkpoint = data.partition(b"\n\n")
    if not empty_line:
        raise MalformedNote(f"{what} has no empty line before its checkpoint.")
    return read_utf8(head, what).split("\n"), checkpoint


def _labelled(lines: list[str], label: str) -> int:
    first = lines.pop(0) if lines else ""
    if not first.startswith(f"{label} "):
        raise MalformedNote(f"The line {label!r} with its number is missing.")
    return read_number(first.removeprefix(f"{label} "), f"The number after {label!r}")


def _hashes(lines: list[str]) -> tuple[bytes, ...]:
    if len(lines) > MOST_HASHES:
        raise MalformedNote(f"A proof has at most {MOST_HASHES} hashes.")
    return tuple(read_hash(line, "A hash of the proof") for line in lines)


def _require_canonical(written: bytes, data: bytes) -> None:
    if written != data:
        raise MalformedNote("The proof is not in its canonical form.")
