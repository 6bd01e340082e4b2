"""The facts of a demo decision: what most plain cases answer, then its own answers."""

from datetime import datetime
from typing import Any

from sharewell.agencies.vocabulary import AgencyKind
from sharewell.demo.plan import DecisionPlan

USUAL = {
    "child_safe_now": "yes",
    "at_risk_now": ["this_child"],
    "crime_suspected": "no",
    "asking_would": ["none"],
    "handling": ["none"],
    "identifies": "yes",
    "direction": "wishes_to_share",
    "recipient_verified": "called_back",
    "recipient_need": "yes",
    "asked_for": "relevant_part",
    "social_worker": "none",
    "confidential": "no",
    "purpose": "safeguard",
    "contact": "not_a_visit",
    "connected_to_feared": "no",
    "court_order": "no",
    "more_detrimental": "no",
}
# The rulebook's words for a holder differ from the directory's for one kind.
HOLDER = {AgencyKind.CHILDMINDER: "nursery_or_childminder"}


def facts_of(
    decision: DecisionPlan, holder: AgencyKind, at: datetime
) -> dict[str, Any]:
    """JSON facts as `parse_facts` takes them."""
    return {
        "date": at.date().isoformat(),
        "answers": USUAL
        | {"holder": HOLDER.get(holder, holder.value)}
        | decision.answers,
        "people": [dict(person) for person in decision.people],
    }
