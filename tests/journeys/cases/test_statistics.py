"""HMG guidance 2018, the step on identifying somebody: a partnership asks for a number.

The number goes; no name can.
"""

from collections.abc import Callable

import pytest

from tests.factories import World
from tests.journeys.cases.advice_given import plain_answers
from tests.journeys.cases.partnership import INBOX, open_the_partnership_office
from tests.journeys.cases.test_failure_to_thrive import MATTER
from tests.journeys.people import DutyWorker, Lead, Practitioner
from tests.journeys.visitor import Visitor

FIGURES = MATTER | {
    "level": "none",
    "recipient": "partnership",
    "nature": "none",
    "child_safe_now": "yes",
    "identifies": "no",
    "known_how": "records",
    "purpose": "statistics",
    "handling": "none",
}
NAMES = ("Robin Quillfeather", "Plover Dunnock")


@pytest.mark.slow  # with `make test-all`
def test_the_figure_arrives_and_no_name_can_be_chosen(
    world: World,
    teacher: Practitioner,
    lead: Lead,
    signed_in: Callable[..., Visitor],
) -> None:
    open_the_partnership_office(world)
    concern = teacher.passes_on_a_request(
        asker="Paula, Testshire Partnership, by e-mail",
        asked="How many notices of domestic abuse came to the school last term?",
        about="",
        view=f"I would have to leave out {NAMES[0]} and {NAMES[1]}.",
    )
    lead.finds_in_the_inbox(concern)
    lead.follows("Add something, or correct it")
    lead.chooses("Does it correct something?", "No, it is new")
    lead.writes("What do you want to add?", "Notices last term: 23.")
    lead.presses("Add it")
    lead.weighs("A number of that size shows nobody.")
    lead.answers(FIGURES)
    lead.reads("only what identifies nobody")
    lead.keeps_picture("case-statistics")
    lead.decides("Share", "A plain number, for the yearly report.")
    plain = plain_answers(lead.path)
    assert (plain["share"], plain["agreement_sought"]) == ("yes", "no")
    lead.does_not_read(*NAMES)
    lead.keeps_picture("case-statistics-items")
    lead.chooses("What goes?", "Added later")
    lead.hands.tick(lead.page.get_by_label("I have read again each item"))
    lead.previews(to=INBOX)
    lead.does_not_read(*NAMES)
    disclosure = lead.sends()

    paula: DutyWorker = signed_in("paula", DutyWorker)
    paula.opens_from_the_list(disclosure)
    paula.reads("Notices last term: 23.")
    paula.does_not_read(*NAMES)
