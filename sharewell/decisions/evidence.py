"""The committed records of this package, for the verification of the ledger."""

from sharewell.audit.registry import CommittedKind
from sharewell.decisions.contents import (
    concern_content,
    decision_content,
    entry_content,
    match_content,
)
from sharewell.decisions.models import (
    Concern,
    ConcernChild,
    ConcernEntry,
    SharingDecision,
)

KINDS = (
    CommittedKind("concern", "concern", Concern, concern_content),
    CommittedKind(
        "concern_entry", "entry of a concern", ConcernEntry, entry_content, ("text_id",)
    ),
    CommittedKind(
        "concern_child", "match of a concern to a child", ConcernChild, match_content
    ),
    CommittedKind(
        "decision",
        "decision",
        SharingDecision,
        decision_content,
        ("own_view_id", "reasons_id"),
    ),
)
