"""What the ledger commits to for each kind of record.

Written once here, used when a record is made and again when it is verified: the two
can only agree. Any change of a row or of its sealed text changes the content.
"""

from typing import Any

from sharewell.decisions.models import (
    Concern,
    ConcernChild,
    ConcernEntry,
    SharingDecision,
)


def concern_content(row: Concern) -> dict[str, Any]:
    """A concern without its entries."""
    return {
        "id": row.id,
        "agency": row.agency_id,
        "reference": row.reference,
        "origin": row.origin,
        "raised_by": row.raised_by,
        "raised_at": row.raised_at,
        "inbox": row.inbox_id,
        "safe_now": row.safe_now,
        "referred_directly": row.referred_directly,
    }


def entry_content(row: ConcernEntry, text: str) -> dict[str, Any]:
    """One entry with its text."""
    return {
        "id": row.id,
        "agency": row.agency_id,
        "concern": row.concern_id,
        "sequence": row.sequence,
        "kind": row.kind,
        "text": text,
        "said_by": row.said_by,
        "certainty": row.certainty,
        "child_seen": row.child_seen,
        "happened_on": row.happened_on,
        "known_at": row.known_at,
        "recorded_at": row.recorded_at,
        "recorded_by": row.recorded_by,
        "corrects": row.corrects_id,
    }


def match_content(row: ConcernChild) -> dict[str, Any]:
    """Which child a concern was said to be about."""
    return {
        "id": row.id,
        "agency": row.agency_id,
        "concern": row.concern_id,
        "sequence": row.sequence,
        "child": row.child_id,
        "at": row.at,
        "by": row.by,
    }


def decision_content(
    row: SharingDecision, own_view: str, reasons: str
) -> dict[str, Any]:
    """A decision with facts, advice, own view and reasons."""
    return {
        "id": row.id,
        "agency": row.agency_id,
        "concern": row.concern_id,
        "sequence": row.sequence,
        "reference": row.reference,
        "decided_by": row.decided_by,
        "decided_at": row.decided_at,
        "facts": row.facts,
        "advice": row.advice,
        "edition": row.edition,
        "published_on": row.published_on,
        "outcome": row.outcome,
        "follows_advice": row.follows_advice,
        "lawful_basis": row.lawful_basis,
        "own_view": own_view,
        "reasons": reasons,
    }
