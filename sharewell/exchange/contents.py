"""What the ledger commits to for disclosures, their items and steps."""

from typing import Any

from sharewell.exchange.models import (
    ContactAnswer,
    ContactOwed,
    Disclosure,
    DisclosureItem,
    DisclosureStep,
    ExistenceQuestion,
    Release,
)


def disclosure_content(row: Disclosure) -> dict[str, Any]:
    """A disclosure without its items."""
    return {
        "id": row.id,
        "agency": row.agency_id,
        "recipient_agency": row.recipient_agency_id,
        "recipient_inbox": row.recipient_inbox_id,
        "decision": row.decision_id,
        "concern": row.concern_id,
        "raised_by": row.raised_by,
        "reference": row.reference,
        "purpose": row.purpose,
        "urgency": row.urgency,
        "sent_by": row.sent_by,
        "sent_at": row.sent_at,
    }


def item_content(row: DisclosureItem, text: str) -> dict[str, Any]:
    """One item exactly as it was sent."""
    return {
        "id": row.id,
        "agency": row.agency_id,
        "recipient_agency": row.recipient_agency_id,
        "disclosure": row.disclosure_id,
        "position": row.position,
        "kind": row.kind,
        "label": row.label,
        "text": text,
        "happened_on": row.happened_on,
        "recorded_at": row.recorded_at,
    }


def step_content(row: DisclosureStep, text: str | None) -> dict[str, Any]:
    """One step of a disclosure."""
    return {
        "id": row.id,
        "agency": row.agency_id,
        "sender_agency": row.sender_agency_id,
        "recipient_agency": row.recipient_agency_id,
        "disclosure": row.disclosure_id,
        "kind": row.kind,
        "code": row.code,
        "text": text,
        "at": row.at,
        "by": row.by,
    }


def release_content(row: Release, text: str, grounds: str) -> dict[str, Any]:
    """Where a family is, to whom it was told, by which two, and on what grounds."""
    return {
        "id": row.id,
        "agency": row.agency_id,
        "recipient_agency": row.recipient_agency_id,
        "recipient": row.recipient_id,
        "disclosure": row.disclosure_id,
        "text": text,
        "grounds": grounds,
        "proposed_by": row.proposed_by,
        "by": row.by,
        "at": row.at,
        "ends_at": row.ends_at,
    }


def question_content(row: ExistenceQuestion, who: str, reason: str) -> dict[str, Any]:
    """A question to other agencies, with whom it was about and why."""
    return {
        "id": row.id,
        "agency": row.agency_id,
        "about_kind": row.about_kind,
        "about": row.about_id,
        "reference": row.reference,
        "purpose": row.purpose,
        "asked_by": row.asked_by,
        "asked_at": row.asked_at,
        "contact_by": row.contact_by,
        "who": who,
        "reason": reason,
    }


def contact_content(row: ContactOwed, reason: str) -> dict[str, Any]:
    """That an agency must contact whoever asked."""
    return {
        "id": row.id,
        "agency": row.agency_id,
        "question": row.question_id,
        "asker_agency": row.asker_agency_id,
        "asked_by": row.asked_by,
        "asked_at": row.asked_at,
        "purpose": row.purpose,
        "reference": row.reference,
        "contact_by": row.contact_by,
        "reason": reason,
    }


def answer_content(row: ContactAnswer, text: str) -> dict[str, Any]:
    """What it did about it."""
    return {
        "id": row.id,
        "agency": row.agency_id,
        "contact": row.contact_id,
        "outcome": row.outcome,
        "contacted_at": row.contacted_at,
        "text": text,
        "by": row.by,
        "at": row.at,
    }
