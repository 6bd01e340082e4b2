"""A teacher with four minutes tells her lead, and nothing she typed is lost."""

from collections.abc import Callable

import pytest
from playwright.sync_api import BrowserContext, Route, expect

from tests.factories import World
from tests.journeys.hands import Keyboard
from tests.journeys.people import BRUISE, Practitioner
from tests.journeys.ways import Looks

WORDS_A_MINUTE = 40
CHARACTERS_A_WORD = 5
TWO_MINUTES = 2 * WORDS_A_MINUTE * CHARACTERS_A_WORD


def test_one_page_and_under_two_minutes_of_typing(teacher: Practitioner) -> None:
    teacher.opens("/your-work")
    teacher.typed = 0
    teacher.follows("Tell your lead")
    first_page = teacher.path
    teacher.fills_in(BRUISE)
    assert teacher.path.split("?")[0] == first_page
    teacher.presses("Tell my lead")
    teacher.reads("Your lead has been told")
    assert 100 < teacher.typed <= TWO_MINUTES


def test_by_keyboard_alone(world: World, window: Callable[..., BrowserContext]) -> None:
    page = Practitioner(window().new_page(), Keyboard())
    page.signs_in(world.login("alice")).tells_the_lead(BRUISE)
    page.reads("Your lead has been told")


def test_what_is_missing_is_named_and_what_was_typed_is_kept(
    teacher: Practitioner,
) -> None:
    teacher.opens("/concerns/new")
    teacher.keeps_picture("tell")
    teacher.writes("What did you see or hear?", BRUISE.seen)
    with teacher.page.expect_response("**/concerns/new*") as reply:
        teacher.presses("Tell my lead")
    assert reply.value.status == 422
    teacher.is_told("Say whether the child is safe now")
    teacher.is_told("Write who it is about")
    teacher.keeps_picture("tell-errors")
    expect(teacher.page).to_have_title(
        "Error: Tell your lead about a child – Sharewell"
    )
    kept = teacher.page.get_by_label("What did you see or hear?")
    expect(kept).to_have_value(BRUISE.seen)

    teacher.fills_in(BRUISE)
    teacher.presses("Tell my lead")
    teacher.reads("Your lead has been told")


def test_an_impossible_date_in_the_folded_part_is_shown(teacher: Practitioner) -> None:
    teacher.opens("/concerns/new")
    teacher.fills_in(BRUISE)
    teacher.page.get_by_text("More, if you have it").click()
    teacher.dates("When was it, if not today?", 31, 2, 2026)
    teacher.presses("Tell my lead")
    expect(teacher.page.get_by_label("Month").first).to_be_visible()
    teacher.page.locator(".govuk-error-summary a").first.click()
    focused = teacher.page.locator("[name^=happened_on]:focus")
    expect(focused).to_be_visible()
    expect(teacher.page.get_by_label("Who is it about?")).to_have_value(BRUISE.about)


def test_the_letter_that_was_pasted_is_kept_as_it_was(teacher: Practitioner) -> None:
    letter = "  12.11.  Mum rang: R. off sick\n\n\tagain <3rd time> & no note"
    teacher.opens("/concerns/new")
    teacher.fills_in(BRUISE)
    teacher.page.get_by_text("More, if you have it").click()
    teacher.writes("Paste from your own system", letter)
    teacher.presses("Tell my lead")
    copy = teacher.page.get_by_label("Copy for my own system").input_value()
    assert letter in copy
    assert BRUISE.words in copy


def test_the_text_for_the_own_system_is_copied_with_one_press(
    teacher: Practitioner,
) -> None:
    teacher.tells_the_lead(BRUISE)
    teacher.page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    teacher.page.get_by_role("button", name="Copy the text").click()
    expect(teacher.page.get_by_role("status")).to_have_text("Copied")
    copied = teacher.page.evaluate("navigator.clipboard.readText()")
    assert BRUISE.seen in copied
    teacher.arrives()


@pytest.mark.parametrize("script", [True, False], ids=["script", "no script"])
def test_a_double_click_raises_one_concern(
    script: bool, looks: Looks, request: pytest.FixtureRequest
) -> None:
    looks["java_script_enabled"] = script
    teacher: Practitioner = request.getfixturevalue("teacher")
    teacher.opens("/concerns/new")
    teacher.fills_in(BRUISE)
    teacher.page.get_by_role("button", name="Tell my lead").dblclick()
    teacher.reads("Your lead has been told")
    teacher.opens("/your-work")
    expect(teacher.main.get_by_role("link", name="Concern SW-")).to_have_count(1)


def test_a_submit_that_arrives_twice_raises_one_concern(teacher: Practitioner) -> None:
    def send_twice(route: Route) -> None:
        if route.request.method == "POST":
            route.fetch(max_redirects=0)
        route.continue_()

    teacher.opens("/concerns/new")
    teacher.fills_in(BRUISE)
    teacher.page.route("**/concerns/new*", send_twice)
    teacher.presses("Tell my lead")
    teacher.reads("Your lead has been told")
    teacher.opens("/your-work")
    expect(teacher.main.get_by_role("link", name="Concern SW-")).to_have_count(1)
