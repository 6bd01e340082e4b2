"""What was decided about one recipient goes to no other, nor from an old decision.

The front door is the exception (section 2, rules 1 and 2).
"""

from uuid import UUID

import pytest
from django.urls import reverse

from sharewell.agencies.recipients import PLACES
from sharewell.decisions.actions import tell_adviser
from sharewell.decisions.deciding import NewDecision, record_decision
from sharewell.decisions.queries import waiting_tasks
from sharewell.decisions.raising import NewConcern, NewEntry
from sharewell.decisions.vocabulary import EntryKind, Origin, Outcome, SafeNow
from sharewell.exchange.errors import UnusableDisclosure
from sharewell.exchange.sending import preview_disclosure, send_disclosure
from sharewell.rulebooks.load import edition
from tests.browsing import signed_in
from tests.factories import World

DOOR = "childrens_services.front_door"
# Recipients of the rulebook that no inbox of a directory can stand for.
BY_OTHER_MEANS = {
    "court", "coroner_or_death_panel", "solicitor", "family_member", "interpreter",
    "councillor", "press", "merely_curious",
}  # fmt: skip


@pytest.fixture
def concern(world: World) -> UUID:
    entries = (NewEntry(EntryKind.SEEN, "Left arm."),)
    made = tell_adviser(
        by=world.actors["alice"],
        at=world.at,
        key="t",
        concern=NewConcern(Origin.NOTICED, SafeNow.YES, entries),
    )
    return UUID(made["concern"])


def decide(
    world: World,
    concern: UUID,
    recipient: str,
    level: str = "in_need",
    outcome: Outcome = Outcome.SHARE,
) -> UUID:
    facts = {
        "date": world.at.date().isoformat(),
        "answers": {"level": level, "recipient": recipient},
        "people": [],
    }
    made = record_decision(
        by=world.actors["lena"],
        at=world.at,
        key=f"{recipient}:{level}:{outcome}",
        concern_id=concern,
        decision=NewDecision(facts, outcome, "My view.", "My reasons."),
    )
    return UUID(made)


def send(world: World, decision: UUID, inbox: str) -> dict[str, str]:
    lena, at = world.actors["lena"], world.at
    preview = preview_disclosure(by=lena, at=at, decision_id=decision)
    return send_disclosure(
        by=lena,
        at=at,
        key=f"send:{inbox}",
        decision_id=decision,
        inbox_id=world.inboxes[inbox],
        refs=tuple(item.ref for item in preview.items if not item.withheld),
        previewed=preview_disclosure(
            by=lena,
            at=at,
            decision_id=decision,
            refs=tuple(item.ref for item in preview.items if not item.withheld),
        ).digest,
    )


@pytest.mark.parametrize(
    ("recipient", "inbox"),
    [
        ("another_agency", DOOR),
        ("front_door", "health.agency"),
        ("school", "health.agency"),
        ("family_member", "health.agency"),
    ],
)
def test_another_recipient_than_the_decided_one_gets_nothing(
    world: World, concern: UUID, recipient: str, inbox: str
) -> None:
    decision = decide(world, concern, recipient)
    with pytest.raises(
        UnusableDisclosure, match=r"about another recipient.*refer directly"
    ):
        send(world, decision, inbox)


@pytest.mark.parametrize(
    ("recipient", "inbox"),
    [("another_agency", "health.agency"), ("police", "police.police")],
)
def test_the_decided_recipient_gets_it(
    world: World, concern: UUID, recipient: str, inbox: str
) -> None:
    assert send(world, decide(world, concern, recipient), inbox)["disclosure"]


@pytest.mark.parametrize("level", ["reasonable_cause", "immediate_danger"])
@pytest.mark.parametrize("recipient", ["another_agency", "family_member"])
@pytest.mark.parametrize("outcome", list(Outcome))
def test_at_reasonable_cause_the_front_door_is_open_whatever_was_decided(
    world: World, concern: UUID, level: str, recipient: str, outcome: Outcome
) -> None:
    decision = decide(world, concern, recipient, level, outcome)
    assert send(world, decision, DOOR)["disclosure"]


def test_nothing_goes_from_a_decision_that_a_later_one_replaced(
    world: World, concern: UUID
) -> None:
    first = decide(world, concern, "another_agency")
    decide(world, concern, "another_agency", outcome=Outcome.DO_NOT_SHARE)
    with pytest.raises(
        UnusableDisclosure, match=r"later decision.*latest.*refer directly"
    ):
        send(world, first, "health.agency")
    page = signed_in(world, "lena").get(reverse("items", args=[first]), follow=True)
    assert "replaced that one" in page.content.decode()
    assert page.request["PATH_INFO"] == reverse("concern", args=[concern])


def owed(world: World) -> set[str]:
    waiting = waiting_tasks(world.actors["lena"], world.at, {"adviser"})
    return {task.kind for task in waiting}


def test_a_replaced_decision_owes_no_sending(world: World, concern: UUID) -> None:
    decide(world, concern, "another_agency")
    assert "send" in owed(world)
    decide(world, concern, "another_agency", outcome=Outcome.DO_NOT_SHARE)
    assert "send" not in owed(world)


def test_what_no_inbox_can_take_is_given_and_written_down(
    world: World, concern: UUID
) -> None:
    decide(world, concern, "family_member")
    assert {"give"} == owed(world) & {"send", "give"}
    decide(world, concern, "family_member", "reasonable_cause")
    assert {"give", "send"} <= owed(world)


def test_the_page_offers_only_whom_the_decision_covers(
    world: World, concern: UUID
) -> None:
    decision = decide(world, concern, "another_agency")
    page = signed_in(world, "lena").get(reverse("items", args=[decision]))
    assert str(world.inboxes["health.agency"]) in page.content.decode()
    assert str(world.inboxes[DOOR]) not in page.content.decode()


def test_every_recipient_of_the_rulebook_has_its_place(world: World) -> None:
    facts = edition(world.at.date()).vocabulary.by_name()
    named = {choice.value for choice in facts["recipient"].choices}
    assert named - PLACES.keys() == BY_OTHER_MEANS
