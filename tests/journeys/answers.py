"""The answers of a plain case at reasonable cause, by the names of the questions."""

FRONT_DOOR = "Children's Services: front door, Children's Services"
POLICE = "Riverside Police: police, Riverside Police"
PLAIN = {
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
MOTHER = {
    "safe_to_ask": "yes",
    "feared": "no",
    "safe_to_tell": "yes",
    "parental_responsibility": "yes",
    "consent": "not_sought",
}
