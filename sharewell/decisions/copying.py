"""Copies of a decision record to hand out, each promised by the ledger to the byte."""

import json
from collections.abc import Callable
from dataclasses import dataclass
from hashlib import sha256
from typing import Any
from uuid import UUID

from sharewell.access.command import Act, command
from sharewell.access.context import context
from sharewell.access.errors import NotFound
from sharewell.audit.record_proofs import Promised, is_promised, sealed_together
from sharewell.core.ledger.commitment import canonical_json
from sharewell.core.ledger.record_proof import (
    Committed,
    RecordProof,
    copy_content,
    write_record_proof,
)
from sharewell.core.policy.action import Action
from sharewell.core.policy.model import Actor, Purpose, Resource
from sharewell.decisions import standing
from sharewell.decisions.contents import decision_content
from sharewell.decisions.models import SharingDecision
from sharewell.decisions.queries import DecisionView, view_decision
from sharewell.keys.subjects import known_salt

# What sets the record on pages: a face passes it, because pages are made of its words.
Typeset = Callable[[DecisionView], bytes]


@dataclass(frozen=True)
class Copy:
    """The pages, and what the ledger has promised of the record and of them."""

    reference: str
    pages: bytes
    record: Promised
    copy: Promised


@command(Action.DECISION_PRINT, writes=False)
def copy_decision(act: Act, *, decision_id: UUID, typeset: Typeset) -> Copy:
    """Set the record on pages, and promise these very bytes in the ledger.

    The same pages made twice are the same promise, so the second copy can be proved by
    the entry of the first.
    """
    row = SharingDecision.objects.filter(id=decision_id).first()
    if row is None:
        raise NotFound(act.by, act.action, "decision")
    relations = standing.to_this_decision(act.by, row, act.at)
    act.require(Resource("decision", row.id, relations))
    view = view_decision(row, reader=row.agency_id, relations=relations)
    pages = typeset(view)
    said = copy_content(str(row.id), len(pages), sha256(pages).hexdigest())
    act.record(
        "decision.copied",
        kind="decision_copy",
        id=row.id,
        salt=row.salt,
        content=said,
        edition=row.edition,
        subject=row.concern_id,
    )
    salt = known_salt(bytes(row.salt), row.agency_id, row.concern_id)
    return Copy(
        row.reference,
        pages,
        _promised(row, salt, _content(row, view)),
        Promised("decision_copy", row.id, salt, said),
    )


def proof_of(copy: Copy, *, by: Actor) -> bytes | None:
    """The proof file of a copy made just now; None until all of it is sealed."""
    with context(by, Purpose.SAFEGUARD):
        sealed = sealed_together((copy.record, copy.copy))
    if sealed is None:
        return None
    record, pages = (
        Committed(one.salt, one.content, proof.decode())
        for one, proof in zip((copy.record, copy.copy), sealed.proofs, strict=True)
    )
    return write_record_proof(RecordProof(str(sealed.key), record, pages))


def _promised(row: SharingDecision, salt: bytes, said: dict[str, Any]) -> Promised:
    """What the ledger promised of the record when it was written.

    Before there were keys of subjects the salt beside the row was the whole of it.
    """
    found = Promised("decision", row.id, salt, said)
    before = Promised("decision", row.id, bytes(row.salt), said)
    return before if is_promised(before) else found


def _content(row: SharingDecision, view: DecisionView) -> dict[str, Any]:
    """As it was committed: what JSON can hold, in the form that was hashed."""
    said = decision_content(row, view.own_view, view.reasons)
    found: dict[str, Any] = json.loads(canonical_json(said))
    return found
