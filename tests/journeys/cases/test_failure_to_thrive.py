"""Surrey SCP procedure 4.4, section 4: a baby does not grow; further tests refused.

Refusing tests is not refusing to share, and does not stop it: the cause must be found.
"""

from collections.abc import Callable

import pytest

from tests.journeys.answers import FRONT_DOOR, REST, REST_OF_PERSON
from tests.journeys.cases.advice_given import plain_answers
from tests.journeys.people import DutyWorker, Lead, Notice, Practitioner
from tests.journeys.visitor import Visitor

BABY = Notice(
    about="Linnet Marrowby",
    seen="Seven months, below the lowest line again, 4.9 kg. No cause found on the "
    "ward. Both parents refused the second blood test and the assessment today.",
    view="An illness nobody has found, or not enough food. Either way it cannot wait.",
)
MATTER = REST | {
    "level": "unsure",
    "recipient": "front_door",
    "nature": "unexplained_serious_sign",
    "tests_refused": "yes",
    "at_risk_now": "this_child",
    "crime_suspected": "no",
    "asking_would": "none",
    "handling": "none",
    "purpose": "assess",
    "advice_taken": "nobody",
    "public_interest": "not_weighed",
    "identifies": "yes",
    "recipient_verified": "called_back",
    "recipient_need": "yes",
    "asked_for": "relevant_part",
    "social_worker": "none",
    "confidential": "yes",
    "known_how": "seen",
    "contact": "not_a_visit",
    "connected_to_feared": "no",
    "court_order": "no",
    "more_detrimental": "no",
}
PARENT = REST_OF_PERSON | {
    "safe_to_ask": "yes",
    "feared": "no",
    "safe_to_tell": "yes",
    "parental_responsibility": "yes",
    "consent": "refused",
}


@pytest.mark.slow  # with `make test-all`
def test_the_refusal_of_tests_does_not_stop_the_sharing(
    signed_in: Callable[..., Visitor], duty_worker: DutyWorker
) -> None:
    nurse: Practitioner = signed_in("charlie", Practitioner)
    adviser: Lead = signed_in("petra", Lead)
    concern = nurse.tells_the_lead(BABY)
    adviser.finds_in_the_inbox(concern)
    adviser.makes_a_record(2, 4, 2026)
    adviser.weighs("If we wait for agreement the baby goes on losing weight.")
    adviser.answers(MATTER, {"mother": PARENT, "father": PARENT})
    adviser.keeps_picture("case-failure-to-thrive")
    adviser.decides("Share", "The cause must be found, and the parents were told.")
    assert plain_answers(adviser.path) == {
        "share": "yes",
        "agreement_sought": "yes",
        "family_informed": "yes",
    }
    adviser.previews(to=FRONT_DOOR, answered_by="Dana Duty")
    disclosure = adviser.sends()
    duty_worker.opens_from_the_list(disclosure)
    duty_worker.reads("below the lowest line again, 4.9 kg")
    duty_worker.reads("Both parents refused the second blood test")
    duty_worker.reads("Mother: was asked and refused; to be told before.")
    duty_worker.reads("Petra Pooled, Hillside Health")
