"""The lead follows the procedure, departs from it, or decides not to share."""

from collections.abc import Callable
from datetime import UTC, datetime

import pytest
from playwright.sync_api import expect

from sharewell.agencies.actions import close_inbox
from sharewell.core.policy.model import Actor
from tests.factories import World
from tests.journeys.answers import FRONT_DOOR, MOTHER, PLAIN
from tests.journeys.people import BRUISE, Lead, Practitioner
from tests.journeys.visitor import Visitor

REASONS = "The doctor has explained it this morning, and I have seen the letter."


def weighed(teacher: Practitioner, lead: Lead) -> str:
    """Given a plain case, answered as far as the advice; returns the concern."""
    concern = teacher.tells_the_lead(BRUISE)
    lead.finds_in_the_inbox(concern)
    lead.makes_a_record(3, 4, 2017)
    lead.weighs("The account does not fit the injury.")
    lead.answers(PLAIN, {"mother": MOTHER})
    return concern


@pytest.mark.slow  # with `make test-all`
def test_the_advice_comes_after_the_own_view_and_with_its_sources(
    teacher: Practitioner, lead: Lead
) -> None:
    concern = teacher.tells_the_lead(BRUISE)
    lead.opens(concern)
    lead.does_not_read("The procedure points to")
    lead.opens(f"{concern}/decide")
    assert lead.path == f"{concern}/own-view"
    lead.presses("Save and continue")
    lead.is_told("Write your own view first")
    lead.writes("What is your own view?", "It does not fit.")
    lead.presses("Save and continue")
    lead.keeps_picture("question")
    lead.presses("Save and continue")
    lead.is_told("Choose an answer")
    lead.keeps_picture("question-error")
    lead.answers(PLAIN, {"mother": MOTHER})
    assert lead.questions_answered < 12
    lead.reads("Share with agreement")
    lead.reads("SURREY-4.4 s4")


def test_not_sharing_at_reasonable_cause_is_recorded_and_reviewed(
    teacher: Practitioner, lead: Lead, signed_in: Callable[..., Visitor]
) -> None:
    concern = weighed(teacher, lead)
    lead.decides("Do not share", "")
    lead.is_told("Write why you decided so")
    lead.decides("Do not share", REASONS)
    lead.reads("Do not share (departs from the procedure)")
    lead.reads(REASONS)
    lead.keeps_picture("decision-not-shared")
    expect(lead.main.get_by_role("button", name="Choose what to send")).to_have_count(0)

    officer = signed_in("omar", Visitor)
    officer.reads("Review a decision that departs from the procedure")
    officer.keeps_picture("officer-work")
    teacher.opens(concern)
    teacher.reads("Decided: Do not share")
    teacher.does_not_read(REASONS)


@pytest.mark.slow  # with `make test-all`
def test_departing_towards_less_keeps_the_reasons(
    teacher: Practitioner, lead: Lead
) -> None:
    weighed(teacher, lead)
    lead.decides("Share in part", REASONS)
    lead.previews(to=FRONT_DOOR, answered_by="Dana", without=["The writer's own view"])
    lead.does_not_read(BRUISE.view)
    lead.reads(BRUISE.seen)
    lead.sends()


def test_a_record_that_exists_is_found_before_one_is_made(
    world: World, teacher: Practitioner, lead: Lead
) -> None:
    first = teacher.tells_the_lead(BRUISE)
    lead.opens(first)
    lead.makes_a_record(3, 4, 2017)
    second = teacher.tells_the_lead(BRUISE)
    lead.opens(second)
    lead.follows("Find the child's record")
    lead.presses("Search")
    lead.reads("These records may be the child")
    lead.keeps_picture("candidates")
    lead.presses("Continue")
    lead.is_told("Choose a record, or that it is none of these")
    lead.hands.tick(lead.page.get_by_label("Robin Quillfeather, born 3 April 2017"))
    lead.presses("Continue")
    lead.reads("The concern is matched to a record.")


@pytest.mark.slow  # with `make test-all`
def test_what_was_added_since_the_preview_is_not_sent_unseen(
    teacher: Practitioner, lead: Lead
) -> None:
    concern = weighed(teacher, lead)
    lead.decides("Share", "Second unexplained bruise.")
    lead.previews(to=FRONT_DOOR, answered_by="Dana")
    teacher.opens(f"{concern}/add")
    teacher.chooses("Does it correct something?", f"Seen or heard: {BRUISE.seen[:60]}…")
    teacher.writes("What do you want to add?", "It was the right arm.")
    teacher.presses("Add it")
    teacher.reads("(corrected below)")
    lead.presses("Send it now")
    lead.reads("Nothing was sent. Look at the new preview")
    lead.keeps_picture("preview-changed")


@pytest.mark.slow  # with `make test-all`
def test_an_inbox_that_closed_meanwhile_gets_nothing_and_names_its_successor(
    world: World, teacher: Practitioner, lead: Lead
) -> None:
    weighed(teacher, lead)
    lead.decides("Share", "Second unexplained bruise.")
    lead.previews(to=FRONT_DOOR, answered_by="Dana")
    close_inbox(
        by=Actor.system(world.agencies["childrens_services"]),
        at=datetime.now(UTC),
        key="closed",
        inbox_id=world.inboxes["childrens_services.front_door"],
        successor_id=world.inboxes["childrens_services.adviser"],
    )
    lead.presses("Send it now")
    lead.is_told("Children's Services: adviser")
    lead.keeps_picture("inbox-closed")
    lead.follows("Change what goes")
    lead.does_not_read(FRONT_DOOR)
