"""The answers of a plain case at reasonable cause, by the names of the questions."""

FRONT_DOOR = "Children's Services: front door, Children's Services"
POLICE = "Riverside Police: police, Riverside Police"
# What a plain case answers to the questions that only some cases are asked.
REST = {
    "asking_best_interests": "yes",
    "timing": "now",
    "child_whereabouts": "with_somebody_safe",
    "earlier_concerns": "none",
    "adult_harm": "less_serious",
    "adult_needs_care": "no",
    "child_status": "none",
    "age_band": "from_5_to_12",
    "subject_life": "living",
    "purpose_compatible": "yes",
    "about_whom": "child",
    "would_expect": "no",
    "originator_permission": "not_asked",
    "information_kind": "fact",
    "accuracy": "checked",
    "route_secure": "yes",
    "agreement_in_place": "yes",
    "regime": "uk_gdpr",
    "harm_if_not_shared": "some",
    "harm_if_shared": "none",
    "earlier_shares": "no",
}
REST_OF_PERSON = {"orders": "none", "reach": "no", "wishes": "not_asked"}
PLAIN = REST | {
    "level": "reasonable_cause",
    "recipient": "front_door",
    "child_safe_now": "yes",
    "nature": "injury",
    "at_risk_now": "this_child",
    "crime_suspected": "no",
    "asking_would": "none",
    "handling": "none",
    "social_worker": "none",
}
MOTHER = REST_OF_PERSON | {
    "safe_to_ask": "yes",
    "feared": "no",
    "safe_to_tell": "yes",
    "parental_responsibility": "yes",
    "consent": "not_sought",
}
