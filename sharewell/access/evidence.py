"""The committed records of this package, for the verification of the ledger."""

from sharewell.access.contents import CONTENTS
from sharewell.access.models import (
    Conflict,
    ConflictEnd,
    Emergency,
    EmergencyReview,
    Proposal,
    ProposalAnswer,
    Seal,
    SealLift,
    SealName,
)
from sharewell.audit.registry import CommittedKind


def _kind(name: str, words: str, model: type, *texts: str) -> CommittedKind:
    return CommittedKind(name, words, model, CONTENTS[name], texts)


KINDS = (
    _kind("conflict", "conflict of interest", Conflict),
    _kind("conflict_end", "end of a conflict of interest", ConflictEnd),
    _kind("seal", "seal of a record", Seal),
    _kind("seal_name", "name on a seal", SealName),
    _kind("seal_lift", "lifting of a seal", SealLift),
    _kind("proposal", "proposal to a second person", Proposal),
    _kind("proposal_answer", "answer of a second person", ProposalAnswer),
    _kind("emergency", "opening in an emergency", Emergency, "reason_id"),
    _kind("emergency_review", "review of an emergency", EmergencyReview, "text_id"),
)
