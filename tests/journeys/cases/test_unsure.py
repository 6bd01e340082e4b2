"""Surrey SCP procedure 4.4, section 4: uneasy, but no reasonable cause to name.

The unease is never dropped, and never dismissed: advice first, with a clock.
"""

import pytest

from tests.journeys.cases.advice_given import plain_answers
from tests.journeys.cases.test_failure_to_thrive import MATTER, PARENT
from tests.journeys.people import Lead, Notice, Practitioner

UNEASE = Notice(
    about="Teal Hobberley",
    seen="Has stopped talking at dinner since half term. Sits with her coat on.",
    view="I cannot say what it is. It is not like her.",
)
UNSURE = MATTER | {"recipient": "adviser", "nature": "welfare"}


@pytest.mark.slow  # with `make test-all`
def test_unease_leads_to_advice_and_nothing_is_sent(
    teacher: Practitioner, lead: Lead
) -> None:
    concern = teacher.tells_the_lead(UNEASE)
    lead.finds_in_the_inbox(concern)
    lead.makes_a_record(9, 9, 2018)
    lead.weighs("I do not know either, and I want somebody to think with.")
    lead.answers(UNSURE, {"mother": PARENT | {"consent": "not_sought"}})
    lead.keeps_picture("case-unsure")
    lead.reads("Talk to your nominated child protection adviser")
    lead.does_not_read("The procedure points to: Do not share")
    lead.decides("Take advice first", "A consultation without names, today.")
    assert plain_answers(lead.path)["share"] == "advice"
    lead.opens("/your-work")
    lead.reads("Take advice, then decide")
    teacher.opens(concern)
    teacher.reads("Decided: Take advice first")
    teacher.does_not_read("Sent to")
