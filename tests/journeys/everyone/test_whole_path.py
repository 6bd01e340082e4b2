"""The main job, from the teacher's page to the outcome told back, by everybody."""

from collections.abc import Callable

import pytest
from playwright.sync_api import BrowserContext

from tests.factories import World
from tests.journeys.answers import FRONT_DOOR, MOTHER, PLAIN
from tests.journeys.hands import Hands
from tests.journeys.people import BRUISE, DutyWorker, Lead, Practitioner
from tests.journeys.visitor import SignedIn, Visitor
from tests.journeys.ways import WAYS, ways

# The others walk the same path with `make test-all`. Without a script somebody who
# joins goes from the link to work, and by keyboard alone the teacher tells her lead.
pytestmark = ways(*WAYS, often="script")


@pytest.fixture
def signed_in(
    world: World, window: Callable[..., BrowserContext], hands: Hands
) -> SignedIn:
    """By the pages, with these hands: signing in is part of the path."""

    def make(who: str, role: type[Visitor] = Visitor) -> Visitor:
        return role(window().new_page(), hands).signs_in(world.login(who))

    return make


def test_a_concern_becomes_a_decision_and_a_disclosure(
    teacher: Practitioner, lead: Lead, duty_worker: DutyWorker, way: str
) -> None:
    concern = teacher.tells_the_lead(BRUISE)
    teacher.keeps_picture(f"{way}-told")

    lead.finds_in_the_inbox(concern)
    lead.keeps_picture(f"{way}-concern-lead")
    lead.makes_a_record(3, 4, 2017)
    lead.weighs("The account does not fit the injury: serious enough to refer.")
    lead.answers(PLAIN, {"mother": MOTHER})
    assert lead.questions_answered < 12
    lead.keeps_picture(f"{way}-decide")
    lead.decides("Share", "Second unexplained bruise this month.")
    lead.keeps_picture(f"{way}-items")
    lead.previews(to=FRONT_DOOR, answered_by="Dana Duty, duty worker")
    lead.keeps_picture(f"{way}-preview")
    disclosure = lead.sends()
    lead.keeps_picture(f"{way}-sent")

    duty_worker.opens_from_the_list(disclosure)
    duty_worker.reads("the size of a plum")
    duty_worker.keeps_picture(f"{way}-disclosure-received")
    duty_worker.acknowledges()
    duty_worker.records_what_it_adds("We knew the brother from last year.")
    duty_worker.tells_the_outcome("Enquiries under section 47", "We visit today.")
    duty_worker.keeps_picture(f"{way}-disclosure-closed")

    teacher.opens(concern)
    teacher.reads("We visit today.")
    teacher.keeps_picture(f"{way}-concern-teacher")
    lead.opens(concern)
    lead.reads("We visit today.")
    lead.opens(disclosure)
    lead.does_not_read("We knew the brother")
