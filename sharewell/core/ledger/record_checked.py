"""Deciding whether a record, and the pages of a copy of it, are what was sealed.

Nothing here trusts the file. A refusal says in plain words what does not fit, and
beneath it, for an expert, which check failed.
"""

import hmac
from collections.abc import Iterable
from dataclasses import dataclass
from hashlib import sha256
from typing import Any, Final

from sharewell.core.errors import SharewellError
from sharewell.core.ledger.commitment import CannotCommit, commit
from sharewell.core.ledger.note_keys import (
    Check,
    KeyKind,
    VerifierKey,
    read_verifier_key,
)
from sharewell.core.ledger.proof_files import read_inclusion
from sharewell.core.ledger.proofs_checked import ProvenEntry, Trust, prove_entry
from sharewell.core.ledger.record_proof import (
    Committed,
    RecordProof,
    read_record_proof,
)
from sharewell.core.ledger.sealed_pdf import is_pdf, unseal

RECORDED: Final = ("decision.recorded", "decision")
COPIED: Final = ("decision.copied", "decision_copy")


class NotAsSealed(SharewellError):
    """The file does not hold; `detail` says which check failed, for an expert."""

    def __init__(self, message: str, detail: str = "") -> None:
        """`message` is for whoever was handed the file."""
        super().__init__(message)
        self.detail = detail


@dataclass(frozen=True)
class ProvenRecord:
    """What holds: the record's content, where it stands, and whether pages were seen.

    `copied` is when the copy was made; `has_pages` is False for a proof without them.
    """

    content: dict[str, Any]
    recorded: ProvenEntry
    copied: ProvenEntry
    has_pages: bool
    key: VerifierKey


def open_file(data: bytes) -> tuple[RecordProof, bytes | None]:
    """(The proof, the pages if the file has any); raises SharewellError.

    `data` is a sealed PDF or the proof alone.
    """
    if not is_pdf(data):
        return read_record_proof(data), None
    pages, proof = unseal(data)
    return read_record_proof(proof), pages


def key_in(proof: RecordProof) -> VerifierKey:
    """The key that the file names; raises MalformedNote."""
    return read_verifier_key(proof.key, KeyKind.LOG)


def fingerprint(key: VerifierKey) -> str:
    """What people compare: 32 digits, in groups of four, of the key with its name."""
    digits = sha256(str(key).encode()).hexdigest()[:32]
    return " ".join(digits[at : at + 4] for at in range(0, 32, 4))


def check_record(
    data: bytes, check: Check, witnesses: Iterable[VerifierKey] = ()
) -> ProvenRecord:
    """What the file shows if its own key is the right one; raises NotAsSealed.

    The caller compares `key` with one that came another way. `check` is the mathematics
    of the signatures.
    """
    try:
        proof, pages = open_file(data)
        key = key_in(proof)
    except SharewellError as fault:
        raise NotAsSealed(
            "This file is not whole. It was cut short, changed, or saved anew by "
            "another program after Sharewell made it. Ask for the file as it was "
            "first handed out.",
            str(fault),
        ) from None
    trust = Trust(key, check, tuple(witnesses))
    recorded = _recorded(proof.record, trust)
    copied = _copied(proof, trust, pages)
    _require_one_seal(proof)
    return ProvenRecord(
        dict(proof.record.content), recorded, copied, pages is not None, key
    )


def _recorded(record: Committed, trust: Trust) -> ProvenEntry:
    proven = _proven(record, trust, RECORDED, "the record")
    said = record.content
    entry = proven.entry
    stands = {
        "id": entry.object_id,
        "agency": entry.agency,
        "decided_by": entry.actor,
        "edition": entry.edition,
    }
    for name, value in stands.items():
        if said.get(name) != str(value):
            raise NotAsSealed(
                "The record in this file is not the one that the ledger speaks of.",
                f"The entry and the content differ about {name!r}.",
            )
    return proven


def _copied(proof: RecordProof, trust: Trust, pages: bytes | None) -> ProvenEntry:
    proven = _proven(proof.copy, trust, COPIED, "the pages")
    said = proof.copy.content
    if (
        not said.get("decision")
        == proof.record.content["id"]
        == str(proven.entry.object_id)
    ):
        raise NotAsSealed(
            "The pages of this file belong to one decision and its proof to another: "
            "two files were put together.",
            f"Pages of {said.get('decision')!r}, record of "
            f"{proof.record.content['id']!r}.",
        )
    if pages is not None and not hmac.compare_digest(
        sha256(pages).hexdigest(), str(said.get("sha256"))
    ):
        raise NotAsSealed(
            "The pages of this file are not those that Sharewell made: they were "
            "changed, or they come from another copy.",
            f"{len(pages)} bytes of pages, {said.get('bytes')!r} expected, with "
            "another SHA-256.",
        )
    return proven


def _require_one_seal(proof: RecordProof) -> None:
    """Signature lines of unknown witnesses cannot be checked, but must be the same."""
    seals = {
        read_inclusion(one.proof.encode()).checkpoint
        for one in (proof.record, proof.copy)
    }
    if len(seals) > 1:
        raise NotAsSealed(
            "The record and the pages in this file were sealed at different times: "
            "two files were put together.",
            "The two inclusion proofs carry different checkpoints.",
        )


def _proven(
    one: Committed, trust: Trust, wanted: tuple[str, str], what: str
) -> ProvenEntry:
    try:
        proven = prove_entry(one.proof.encode(), trust)
    except (SharewellError, UnicodeEncodeError) as fault:
        raise NotAsSealed(
            f"The seal over {what} does not hold: it was changed, or made with "
            "another key than the file says.",
            str(fault),
        ) from None
    entry = proven.entry
    if (entry.event, entry.object_kind, entry.verdict) != (*wanted, "permit"):
        raise NotAsSealed(
            f"The seal in this file is not one over {what}: it was taken from "
            "something else.",
            f"The entry says {entry.event!r} of a {entry.object_kind!r}.",
        )
    try:
        promised = commit(one.salt, one.content)
    except (CannotCommit, RecursionError) as fault:
        raise NotAsSealed(
            f"What this file says of {what} was changed.", str(fault)
        ) from None
    if entry.commitment is None or not hmac.compare_digest(entry.commitment, promised):
        raise NotAsSealed(
            f"What this file says of {what} is not what was sealed: a word, a date or "
            "a name was changed afterwards.",
            "The commitment differs.",
        )
    return proven
