"""Deciding what a proof file shows, given the keys that are trusted."""

from collections.abc import Sequence
from dataclasses import dataclass

from sharewell.core.errors import SharewellError
from sharewell.core.ledger.checkpoint import Checkpoint
from sharewell.core.ledger.cosignature import Cosignature, cosignatures
from sharewell.core.ledger.dated import open_dated
from sharewell.core.ledger.entry import Entry, decode
from sharewell.core.ledger.hashing import leaf_hash
from sharewell.core.ledger.note_keys import Check, VerifierKey
from sharewell.core.ledger.proof_files import read_inclusion
from sharewell.core.ledger.proofs import verify_inclusion


class NotProven(SharewellError):
    """A proof that is well formed and signed, and does not show what it should."""


@dataclass(frozen=True)
class ProvenEntry:
    """An entry that the ledger had when it signed the checkpoint, and its number.

    `signed_at` is the ledger's word for when, in seconds since 1970.
    """

    entry: Entry
    index: int
    checkpoint: Checkpoint
    signed_at: int
    seen_by: tuple[Cosignature, ...]


@dataclass(frozen=True)
class Trust:
    """Whom a checker trusts: the ledger's key, and at least `enough` of the witnesses.

    `check` is the mathematics of the signatures (see `note_keys`).
    """

    ledger: VerifierKey
    check: Check
    witnesses: Sequence[VerifierKey] = ()
    enough: int = 0


def prove_entry(
    data: bytes, trust: Trust, *, entry: bytes | None = None
) -> ProvenEntry:
    """What a `.tlog-proof` file shows about an entry.

    `entry` is its canonical bytes where the checker has them already; those inside the
    file must then be the same. Raises MalformedNote, NotSigned, MalformedEntry, and
    NotProven where the entry is not in the tree or too few witnesses signed.
    """
    proof = read_inclusion(data)
    known = proof.entry if entry is None else entry
    if known is None:
        raise NotProven("The file does not hold the entry: give the entry beside it.")
    if proof.entry not in {None, known}:
        raise NotProven("The entry inside the proof is not the one that was given.")
    checkpoint, at = open_dated(proof.checkpoint, trust.ledger, trust.check)
    if not verify_inclusion(
        leaf_hash(known), proof.index, checkpoint.size, proof.hashes, checkpoint.root
    ):
        raise NotProven(
            "The proof does not lead from the entry to the checkpoint: one of the "
            "two was changed, or the proof belongs to another entry."
        )
    seen_by = require_seen(proof.checkpoint, trust)
    return ProvenEntry(decode(known), proof.index, checkpoint, at, seen_by)


def require_seen(checkpoint: bytes, trust: Trust) -> tuple[Cosignature, ...]:
    """The known witnesses that signed; raises NotProven where they are too few."""
    seen_by = cosignatures(checkpoint, trust.witnesses, trust.check)
    count = len({one.witness for one in seen_by})
    if count < trust.enough:
        raise NotProven(
            f"{count} of the witnesses that you trust signed this checkpoint; you ask "
            f"for {trust.enough}."
        )
    return seen_by
