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
    with teacher.page.expect_response("**/drafts/save") as reply:
        teacher.writes(SEEN, "From the first tab.")
    assert reply.value.status == 200

    with other.page.expect_response("**/drafts/save") as reply:
        other.writes(SEEN, "From the second tab.")
    assert reply.value.status == 409
    expect(other.page.locator(SAVED)).to_have_class(
        "app-autosave app-autosave--problem"
    )
    expect(other.page.get_by_label(SEEN)).to_have_value("From the second tab.")
    other.keeps_picture("draft-overtaken")
    other.arrives()


def test_another_team_neither_sees_nor_opens_a_draft(
    signed_in: Callable[..., Visitor], world: World, teacher: Practitioner
) -> None:
    cook = signed_in("bob", Practitioner)
    teacher.opens("/concerns/new")
    teacher.writes(SEEN, BRUISE.seen)
    saves(teacher)
    cook.opens("/your-work")
    cook.does_not_read("Unfinished")
    cook.opens(teacher.path)
    cook.does_not_read(BRUISE.seen)
