"""Who may open what; and what a person sees who may not."""

from collections.abc import Callable

import pytest
from playwright.sync_api import expect

from tests.factories import World
from tests.journeys.lead.test_decisions import weighed
from tests.journeys.people import BRUISE, Lead, Practitioner
from tests.journeys.visitor import Visitor

NOWHERE = "00000000-0000-4000-8000-000000000000"


def test_the_urgent_page_needs_no_sign_in(world: World, stranger: Visitor) -> None:
    assert stranger.opens("/") == 200
    stranger.keeps_picture("start")
    stranger.page.get_by_role("link", name="Urgent: a child in danger now").click()
    stranger.reads("Ring 999")
    stranger.reads("01632 960001")
    stranger.reads("01632 960002")
    expect(stranger.main).not_to_contain_text("<")
    stranger.arrives()
    stranger.keeps_picture("urgent")


@pytest.mark.parametrize("path", ["/help", "/myths", "/accessibility", "/privacy"])
def test_what_everybody_may_read(world: World, stranger: Visitor, path: str) -> None:
    assert stranger.opens(path) == 200
    stranger.keeps_picture(path.strip("/"))


def test_a_practitioner_who_left_sees_nothing_but_the_urgent_numbers(
    world: World, stranger: Visitor
) -> None:
    stranger.opens("/sign-in")
    stranger.gives_both_factors(world.login("eve"))
    stranger.reads("You have no appointment in any agency")
    stranger.keeps_picture("left")
    assert stranger.opens("/concerns/new") == 403
    stranger.follows("the urgent page")
    stranger.reads("Ring 999")


@pytest.mark.slow  # with `make test-all`
def test_a_teacher_does_not_open_the_decision(
    teacher: Practitioner, lead: Lead
) -> None:
    weighed(teacher, lead)
    lead.decides("Do not share", "The doctor has explained it.")
    assert teacher.opens(lead.path) in {403, 404}
    teacher.keeps_picture("refused")
    teacher.does_not_read("The doctor has explained it.", BRUISE.about)


def test_another_agency_cannot_tell_a_concern_from_nothing(
    teacher: Practitioner, signed_in: Callable[..., Visitor]
) -> None:
    concern = teacher.tells_the_lead(BRUISE)
    nurse = signed_in("charlie", Visitor)
    assert nurse.opens(concern) == 404
    nurse.keeps_picture("absent")
    hidden = nurse.main.inner_text()
    assert nurse.opens(f"/concerns/{NOWHERE}") == 404
    assert nurse.main.inner_text() == hidden
    expect(nurse.main).to_contain_text("does not mean that nothing is known")


def test_a_page_asked_for_comes_after_signing_in(
    world: World, stranger: Visitor
) -> None:
    stranger.opens("/concerns/asked")
    stranger.gives_both_factors(world.login("alice"))
    stranger.reads("Somebody asks us for information")
