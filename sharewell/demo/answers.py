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
    "asking_best_interests": "yes",
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
    "timing": "now",
    "child_whereabouts": "at_home",
    "earlier_concerns": "none",
    "adult_harm": "less_serious",
    "adult_needs_care": "no",
    "child_status": ["none"],
    "age_band": "from_5_to_12",
    "subject_life": "living",
    "purpose_compatible": "yes",
    "about_whom": "child",
    "would_expect": "no",
    "information_kind": "fact",
    "accuracy": "checked",
    "route_secure": "yes",
    "agreement_in_place": "yes",
    "regime": "uk_gdpr",
    "harm_if_not_shared": "some",
    "harm_if_shared": "none",
    "earlier_shares": "no",
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
