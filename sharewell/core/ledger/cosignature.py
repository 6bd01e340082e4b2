"""A witness's signature under a checkpoint, after c2sp.org/tlog-cosignature (v1).

It says: at this time, this was the largest tree of this ledger that I had seen, and it
only added to all that I saw before.
"""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import Final

from sharewell.core.ledger.note import Note, NoteSignature, read_note, write_note
from sharewell.core.ledger.note_keys import (
    Check,
    NotSigned,
    Sign,
    VerifierKey,
    signatures_by,
)
from sharewell.core.ledger.strict_text import LARGEST_NUMBER, MalformedNote

FIRST_LINE: Final = "cosignature/v1"
_TIME_BYTES: Final = 8
_SIGNATURE_BYTES: Final = 64


@dataclass(frozen=True)
class Cosignature:
    """Which witness signed, and when, in whole seconds since 1970 (UTC)."""

    witness: str
    at: int


def cosign(checkpoint: bytes, key: VerifierKey, sign: Sign, at: int) -> bytes:
    """The checkpoint with one more signature line; `at` in seconds since 1970.

    An earlier line by the same key is replaced. What the checkpoint says must have been
    checked before. Raises MalformedNote.
    """
    note = read_note(checkpoint)
    if not 0 < at <= LARGEST_NUMBER:
        raise MalformedNote(f"{at} is not a time at which a witness can have signed.")
    signature = at.to_bytes(_TIME_BYTES, "big") + sign(_message(note, at))
    mine = set(signatures_by(note, key))
    kept = tuple(one for one in note.signatures if one not in mine)
    line = NoteSignature(key.name, key.key_id, signature)
    return write_note(replace(note, signatures=(*kept, line)))


def cosignatures(
    checkpoint: bytes, witnesses: Iterable[VerifierKey], check: Check
) -> tuple[Cosignature, ...]:
    """Which of the known witnesses signed; lines of others are left out.

    Raises MalformedNote, and NotSigned where a line of a known witness is false.
    """
    note = read_note(checkpoint)
    return tuple(
        _checked(note, one, key, check)
        for key in witnesses
        for one in signatures_by(note, key)
    )


def _checked(
    note: Note, line: NoteSignature, key: VerifierKey, check: Check
) -> Cosignature:
    if len(line.signature) != _TIME_BYTES + _SIGNATURE_BYTES:
        raise NotSigned(f"The line of the witness {key.name} has the wrong length.")
    at = int.from_bytes(line.signature[:_TIME_BYTES], "big")
    signature = line.signature[_TIME_BYTES:]
    if not 0 < at <= LARGEST_NUMBER or not check(
        key.public, _message(note, at), signature
    ):
        raise NotSigned(
            f"The signature of the witness {key.name} does not fit: the checkpoint or "
            "the time was changed, or somebody else signed it."
        )
    return Cosignature(key.name, at)


def _message(note: Note, at: int) -> bytes:
    return f"{FIRST_LINE}\ntime {at}\n{note.text}".encode()
