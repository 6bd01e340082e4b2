"""The session ends while she is called away, and the draft is there on return."""

from playwright.sync_api import expect

from tests.factories import World
from tests.journeys.clocks import everybody_is_idle_for, half_a_minute_passes
from tests.journeys.people import BRUISE, Practitioner
from tests.journeys.teacher.test_drafts import SEEN, saves

A_MINUTE = 60_000


def test_she_is_warned_signed_out_and_finds_her_draft(
    world: World, teacher: Practitioner
) -> None:
    teacher.page.clock.install()
    teacher.opens("/concerns/new")
    teacher.writes(SEEN, BRUISE.seen)
    teacher.page.clock.run_for(1_000)
    saves(teacher)

    teacher.page.clock.fast_forward(26 * A_MINUTE)
    warning = teacher.page.get_by_role("dialog", name="You are about to be signed out")
    expect(warning).to_contain_text("4 minutes")
    expect(warning).to_contain_text("Your draft has been saved.")
    teacher.arrives()
    teacher.keeps_picture("session-warning")
    warning.get_by_role("button", name="Stay signed in").click()
    expect(warning).to_be_hidden()

    everybody_is_idle_for(minutes=31)
    teacher.page.clock.fast_forward(31 * A_MINUTE)
    teacher.page.wait_for_url("**/sign-in?next=**")
    teacher.reads("You were signed out after 30 minutes without activity")
    teacher.arrives()
    half_a_minute_passes(world)
    teacher.gives_both_factors(world.login("alice"))
    expect(teacher.page.get_by_label(SEEN)).to_have_value(BRUISE.seen)
