"""Where the ledger keeps what it promised of a record, proved for somebody outside."""

import logging
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from sharewell.audit.models import LedgerLeaf
from sharewell.audit.publishing import NoSuchProof, inclusion
from sharewell.audit.signing import verifier_keys
from sharewell.core.ledger.commitment import commit
from sharewell.core.ledger.entry import decode
from sharewell.core.ledger.note import read_note
from sharewell.core.ledger.note_keys import VerifierKey, signatures_by
from sharewell.core.ledger.proof_files import read_inclusion

log = logging.getLogger("sharewell.audit")

# A checkpoint may be published between two proofs: then both are asked for again.
TRIES = 5


@dataclass(frozen=True)
class Promised:
    """Content that an entry about a thing holds a commitment to."""

    kind: str
    thing: UUID
    salt: bytes
    content: Mapping[str, Any]


@dataclass(frozen=True)
class SealedTogether:
    """Inclusion proofs under one checkpoint, and the ledger's key that signed it."""

    proofs: tuple[bytes, ...]
    key: VerifierKey


def sealed_together(promised: Sequence[Promised]) -> SealedTogether | None:
    """Inclusion proofs of all of these; None while one waits for its checkpoint.

    The caller has opened a context in which the entries can be read. Of equal entries
    the first counts.
    """
    entries = [_entry(one) for one in promised]
    for _ in range(TRIES):
        try:
            proofs = tuple(inclusion(e, using="default") for e in entries if e)
        except NoSuchProof:
            return None
        notes = {read_inclusion(proof).checkpoint for proof in proofs}
        if len(proofs) == len(entries) and len(notes) == 1:
            key = _signed_by(notes.pop())
            return key and SealedTogether(proofs, key)
    return None


def is_promised(one: Promised) -> bool:
    """Whether any entry, numbered or waiting, holds this commitment."""
    wanted = commit(one.salt, one.content)
    leaves = LedgerLeaf.objects.filter(object_id=one.thing, object_kind=one.kind)
    return any(decode(bytes(leaf.entry)).commitment == wanted for leaf in leaves)


def _entry(one: Promised) -> UUID | None:
    wanted = commit(one.salt, one.content)
    leaves = LedgerLeaf.objects.filter(object_id=one.thing, object_kind=one.kind)
    for leaf in leaves.exclude(index=None).order_by("index"):
        if decode(bytes(leaf.entry)).commitment == wanted:
            return leaf.id
    return None


def _signed_by(checkpoint: bytes) -> VerifierKey | None:
    note = read_note(checkpoint)
    for key in verifier_keys():
        if any(signatures_by(note, key)):
            return key
    log.error(
        "No record can be handed out with its proof: LEDGER_KEYS does not name the key "
        "that signs the checkpoints. See: sharewell ledger checkpoint --key."
    )
    return None
