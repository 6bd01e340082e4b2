"""Decision records with their proofs, made as the service makes them."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from hashlib import sha256
from typing import Any
from uuid import UUID

from sharewell.core.ledger.checkpoint import Checkpoint
from sharewell.core.ledger.commitment import commit
from sharewell.core.ledger.cosignature import cosign
from sharewell.core.ledger.dated import sign_dated
from sharewell.core.ledger.entry import Entry, encode
from sharewell.core.ledger.hashing import leaf_hash
from sharewell.core.ledger.proof_files import InclusionFile, write_inclusion
from sharewell.core.ledger.record_proof import Committed, RecordProof, copy_content
from sharewell.core.ledger.tree import inclusion_proof, root
from tests.unit.ledger.signed import AT, ENTRIES, LEDGER, WITNESS, Signer

DECIDED = datetime(2026, 11, 20, 14, 5, tzinfo=UTC)
COPIED = DECIDED + timedelta(days=9)
SALT = bytes(range(32))
EDITION = "7a" * 32
REASONS = "The bruise has the shape of a hand."
# Long enough for a tree of several storeys on either side.
BEFORE, BETWEEN = ENTRIES[:5], ENTRIES[5:11]


def content(number: int = 1, reasons: str = REASONS) -> dict[str, Any]:
    """What the ledger holds a promise of, for decision `number`."""
    return {
        "id": str(UUID(int=number)),
        "agency": str(UUID(int=100)),
        "concern": str(UUID(int=200 + number)),
        "sequence": 1,
        "reference": f"SW-TEST-{number:04}",
        "decided_by": str(UUID(int=300)),
        "decided_at": "2026-11-20T14:05:00.000000Z",
        "facts": {"answers": {"level": "reasonable_cause"}, "people": []},
        "advice": {"outcome": "share_now", "complete": True},
        "edition": EDITION,
        "published_on": "2026-11-20",
        "outcome": "share",
        "follows_advice": True,
        "lawful_basis": "public_task",
        "own_view": "She flinched. Zażółć \u201cgęślą\u201d.",
        "reasons": reasons,
    }


def entry_of(said: dict[str, Any], **changed: Any) -> Entry:
    """The ledger's entry that the decision was recorded."""
    entry = Entry(
        leaf_id=UUID(int=1000),
        event="decision.recorded",
        actor=UUID(said["decided_by"]),
        agency=UUID(said["agency"]),
        purpose="safeguard",
        object_kind="decision",
        object_id=UUID(said["id"]),
        verdict="permit",
        reasons=("advisers_decide",),
        at=DECIDED,
        edition=said["edition"],
        commitment=commit(SALT, said),
    )
    return replace(entry, **changed)


def copy_entry_of(
    said: dict[str, Any], copied: dict[str, Any], **changed: Any
) -> Entry:
    """The ledger's entry that a copy was made of it."""
    return entry_of(
        said,
        **{
            "leaf_id": UUID(int=1001),
            "event": "decision.copied",
            "object_kind": "decision_copy",
            "at": COPIED,
            "commitment": commit(SALT, copied),
            **changed,
        },
    )


def sealed_record(
    pages: bytes,
    said: dict[str, Any] | None = None,
    *,
    by: Signer = LEDGER,
    is_seen: bool = True,
    signed_at: int = AT,
    entry: dict[str, Any] | None = None,
    copy_entry: dict[str, Any] | None = None,
) -> RecordProof:
    """A whole proof under one checkpoint; `entry` and `copy_entry` change fields."""
    said = said or content()
    copied = copy_content(said["id"], len(pages), sha256(pages).hexdigest())
    entries = (
        *BEFORE,
        encode(entry_of(said, **(entry or {}))),
        *BETWEEN,
        encode(copy_entry_of(said, copied, **(copy_entry or {}))),
    )
    leaves = [leaf_hash(one) for one in entries]
    said_of_all = Checkpoint(by.key.name, len(leaves), root(leaves))
    note = sign_dated(said_of_all, by.key, by.private.sign, signed_at)
    if is_seen:
        note = cosign(note, WITNESS.key, WITNESS.private.sign, AT)

    def committed(index: int, promised: dict[str, Any]) -> Committed:
        hashes = inclusion_proof(index, leaves)
        file = InclusionFile(index, hashes, note, entries[index])
        return Committed(SALT, promised, write_inclusion(file).decode())

    return RecordProof(
        str(by.key),
        committed(len(BEFORE), said),
        committed(len(entries) - 1, copied),
    )
