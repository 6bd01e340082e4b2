"""A checkpoint as the ledger publishes it: signed, and signed again with the time.

The second line is a co-signature of the ledger under its own checkpoint, with the same
key: two types of signature cannot be taken for one another, because no ledger may bear
the name that begins a co-signature's message.
"""

from dataclasses import replace

from sharewell.core.ledger.checkpoint import (
    Checkpoint,
    open_checkpoint,
    sign_checkpoint,
)
from sharewell.core.ledger.cosignature import FIRST_LINE, cosign, cosignatures
from sharewell.core.ledger.note_keys import Check, KeyKind, NotSigned, Sign, VerifierKey
from sharewell.core.ledger.strict_text import MalformedNote


def sign_dated(checkpoint: Checkpoint, key: VerifierKey, sign: Sign, at: int) -> bytes:
    """The note with both lines of the ledger; `at` in whole seconds since 1970."""
    if checkpoint.origin == FIRST_LINE:
        raise MalformedNote(f"A ledger cannot be called {FIRST_LINE}.")
    note = sign_checkpoint(checkpoint, key, sign)
    return cosign(note, dating_key(key), sign, at)


def open_dated(data: bytes, key: VerifierKey, check: Check) -> tuple[Checkpoint, int]:
    """What the ledger said, and when; raises MalformedNote and NotSigned."""
    checkpoint = open_checkpoint(data, key, check)
    lines = cosignatures(data, [dating_key(key)], check)
    if len(lines) != 1:
        raise NotSigned(f"{key.name} did not say once when it signed this.")
    return checkpoint, lines[0].at


def dating_key(key: VerifierKey) -> VerifierKey:
    """The ledger's key for the line that bears the time."""
    return replace(key, kind=KeyKind.WITNESS)
