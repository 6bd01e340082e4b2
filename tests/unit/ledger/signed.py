"""Keys and a small signed ledger for the tests of notes, checkpoints and proofs."""

from dataclasses import dataclass, replace
from datetime import UTC, datetime
from hashlib import sha256
from uuid import UUID

from sharewell.core.ledger.checkpoint import Checkpoint
from sharewell.core.ledger.cosignature import cosign
from sharewell.core.ledger.dated import sign_dated
from sharewell.core.ledger.entry import Entry, encode
from sharewell.core.ledger.hashing import leaf_hash
from sharewell.core.ledger.note_keys import KeyKind, VerifierKey
from sharewell.core.ledger.proof_files import (
    ConsistencyFile,
    InclusionFile,
    write_consistency,
    write_inclusion,
)
from sharewell.core.ledger.proofs_checked import Trust
from sharewell.core.ledger.tree import consistency_proof, inclusion_proof, root
from sharewell.keys.signing import SigningKey, check

AT = 1_790_000_000
ENTRY = Entry(
    leaf_id=UUID(int=1),
    event="decision.recorded",
    actor=UUID(int=2),
    agency=UUID(int=3),
    purpose="safeguard",
    object_kind="sharing_decision",
    object_id=UUID(int=4),
    verdict="permit",
    reasons=("own_agency",),
    at=datetime(2026, 3, 1, 9, 30, tzinfo=UTC),
    edition="ab" * 32,
    commitment=b"\x05" * 32,
)
ENTRIES = [encode(replace(ENTRY, leaf_id=UUID(int=number))) for number in range(1, 24)]
LEAVES = [leaf_hash(entry) for entry in ENTRIES]


@dataclass(frozen=True)
class Signer:
    """A private key with the verifier key that belongs to it."""

    key: VerifierKey
    private: SigningKey


def signer(name: str, kind: KeyKind = KeyKind.LOG) -> Signer:
    """The same key for the same name, every time."""
    private = SigningKey(sha256(name.encode()).digest())
    return Signer(VerifierKey(name, kind, private.public), private)


LEDGER = signer("sharewell.example/ledger")
WITNESS = signer("school.example/witness", KeyKind.WITNESS)
OTHER_WITNESS = signer("health.example/witness", KeyKind.WITNESS)
TRUST = Trust(LEDGER.key, check, (WITNESS.key,), enough=1)


def checkpoint(size: int) -> bytes:
    """The ledger's signature over its first `size` entries."""
    said = Checkpoint(LEDGER.key.name, size, root(LEAVES[:size]))
    return sign_dated(said, LEDGER.key, LEDGER.private.sign, AT)


def seen(size: int) -> bytes:
    """The same with a witness's line under it."""
    return cosign(checkpoint(size), WITNESS.key, WITNESS.private.sign, AT)


def inclusion(index: int, size: int) -> bytes:
    """The proof file of one entry, with entry and witness."""
    hashes = inclusion_proof(index, LEAVES[:size])
    return write_inclusion(InclusionFile(index, hashes, seen(size), ENTRIES[index]))


def consistency(old: int, size: int) -> bytes:
    """The file by which a witness goes from one size to the next."""
    hashes = consistency_proof(old, LEAVES[:size])
    return write_consistency(ConsistencyFile(old, hashes, checkpoint(size)))
