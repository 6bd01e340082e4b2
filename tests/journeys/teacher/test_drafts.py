"""What is half written waits for whoever goes on with it."""

from collections.abc import Callable

from playwright.sync_api import expect

from tests.factories import World
from tests.journeys.clocks import half_a_minute_passes
from tests.journeys.people import BRUISE, Practitioner
from tests.journeys.visitor import Visitor

SAVED = "[data-autosave-status]"
SEEN = "What did you see or hear?"


def saves(teacher: Practitioner) -> None:
    """Wait until the page says so."""
    expect(teacher.page.locator(SAVED)).to_contain_text("Draft saved at")
    teacher.page.wait_for_url("**/concerns/new?draft=*")


def test_a_draft_is_there_after_signing_out_and_in(
    world: World, teacher: Practitioner
) -> None:
    teacher.opens("/concerns/new")
    teacher.writes(SEEN, BRUISE.seen)
    saves(teacher)
    teacher.arrives()
    teacher.signs_out()
    half_a_minute_passes(world)
    teacher.signs_in(world.login("alice"))
    teacher.keeps_picture("your-work-draft")
    teacher.follows("Unfinished concern")
    expect(teacher.page.get_by_label(SEEN)).to_have_value(BRUISE.seen)
    teacher.fills_in(BRUISE)
    teacher.presses("Tell my lead")
    teacher.opens("/your-work")
    expect(teacher.main).not_to_contain_text("Unfinished")


def test_two_tabs_on_one_draft_lose_neither_text(teacher: Practitioner) -> None:
    teacher.opens("/concerns/new")
    teacher.writes(SEEN, BRUISE.seen)
    saves(teacher)
    other = Practitioner(teacher.page.context.new_page())
    other.opens(teacher.path)
    teacher.writes(SEEN, "From the first tab.")
    with teacher.page.expect_response("**/drafts/save") as reply:
        pass
    assert reply.value.status == 200

    other.writes(SEEN, "From the second tab.")
    with other.page.expect_response("**/drafts/save") as reply:
        pass
    assert reply.value.status == 409
    expect(other.page.locator(SAVED)).to_have_class("app-autosave app-autosave--problem")
    expect(other.page.get_by_label(SEEN)).to_have_value("From the second tab.")
    other.keeps_picture("draft-overtaken")
    other.arrives()


def test_a_colleague_of_the_team_goes_on_with_a_draft(
    signed_in: Callable[..., Visitor], world: World, teacher: Practitioner
) -> None:
    stranger = signed_in("bob", Practitioner)
    teacher.opens("/concerns/new")
    teacher.writes(SEEN, BRUISE.seen)
    saves(teacher)
    stranger.opens("/your-work")
    stranger.does_not_read("Unfinished")
    stranger.opens(teacher.path)
    stranger.does_not_read(BRUISE.seen)
