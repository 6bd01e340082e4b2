"""Surrey SCP procedure 4.4, section 4, the exception for delay.

A fresh burn on a Friday afternoon, and the only parent does not answer.
"""

from collections.abc import Callable

import pytest

from tests.journeys.answers import FRONT_DOOR, PLAIN, REST_OF_PERSON
from tests.journeys.cases.advice_given import plain_answers
from tests.journeys.people import DutyWorker, Lead, Notice, Practitioner
from tests.journeys.visitor import Visitor

BURN = Notice(
    about="Sorrel Pinkney",
    seen="Friday 15:50, clinic: round burn on the back of the hand, some hours old. "
    "Rang the mother three times since; no answer, and there is nobody else.",
    words="It was the thing that lights.",
    view="It looks like a cigarette. The clinic closes at half past five.",
)
CANNOT_WAIT = PLAIN | {"asking_would": "delay"}
MOTHER = REST_OF_PERSON | {
    "safe_to_ask": "yes",
    "feared": "no",
    "safe_to_tell": "yes",
    "parental_responsibility": "yes",
    "consent": "cannot_be_obtained_in_time",
}


@pytest.mark.slow  # with `make test-all`
def test_it_goes_now_and_the_mother_is_told_afterwards(
    signed_in: Callable[..., Visitor], duty_worker: DutyWorker
) -> None:
    nurse: Practitioner = signed_in("charlie", Practitioner)
    adviser: Lead = signed_in("petra", Lead)
    concern = nurse.tells_the_lead(BURN)
    adviser.finds_in_the_inbox(concern)
    adviser.makes_a_record(11, 1, 2021)
    adviser.weighs("The weekend begins in an hour. It cannot wait for a call back.")
    adviser.answers(CANNOT_WAIT, {"mother": MOTHER})
    adviser.reads("The procedure points to: Share now")
    adviser.keeps_picture("case-fresh-burn")
    adviser.decides("Share", "Three calls unanswered, and the clinic is closing.")
    assert plain_answers(adviser.path) == {
        "share": "yes",
        "agreement_sought": "no",
        "family_informed": "yes",
    }
    adviser.previews(to=FRONT_DOOR, answered_by="Dana Duty")
    disclosure = adviser.sends()
    duty_worker.opens_from_the_list(disclosure)
    duty_worker.reads("It was the thing that lights.")
    duty_worker.reads("Mother: cannot be reached in time; to be told afterwards.")
