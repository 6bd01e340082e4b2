"""What is offered follows how much may go; free text is never ticked beforehand."""

from types import SimpleNamespace
from uuid import UUID

import pytest
from django.urls import reverse

from sharewell.agencies.actions import open_inbox
from sharewell.agencies.vocabulary import InboxKind
from sharewell.core.policy.model import Actor
from sharewell.core.procedure.advice import HowMuch
from sharewell.decisions.actions import add_entry, tell_adviser
from sharewell.decisions.deciding import NewDecision, record_decision
from sharewell.decisions.raising import NewConcern, NewEntry
from sharewell.decisions.vocabulary import EntryKind, Origin, Outcome, SafeNow
from sharewell.demo.answers import USUAL
from sharewell.exchange.amount import AMOUNTS, limited
from sharewell.exchange.errors import UnusableDisclosure
from sharewell.exchange.items import Item
from sharewell.exchange.receiving import open_disclosure
from sharewell.exchange.sending import Preview, preview_disclosure, send_disclosure
from tests.browsing import hidden, signed_in
from tests.factories import World

LATER = "Robin Quillfeather again; 23 notices in all."
FIGURES = USUAL | {
    "level": "none", "nature": "none", "at_risk_now": "nobody_known",
    "recipient": "partnership", "purpose": "statistics", "identifies": "no",
    "direction": "is_asked", "known_how": "records", "holder": "school",
}  # fmt: skip


@pytest.fixture
def office(world: World) -> UUID:
    """Where the partnership's figures are collected."""
    made = open_inbox(
        by=Actor.system(world.agencies["childrens_services"]),
        at=world.at,
        key="office",
        kind=InboxKind.AGENCY,
        name="Partnership office",
        email="office@childrens-services.example",
        phone="01632 960003",
        out_of_hours_phone="01632 960004",
    )
    return UUID(made)


def decided(world: World, level: str = "none") -> UUID:
    lena, at = world.actors["lena"], world.at
    told = tell_adviser(
        by=world.actors["alice"],
        at=at,
        key="t",
        concern=NewConcern(
            Origin.ASKED, SafeNow.YES, (NewEntry(EntryKind.SEEN, "Left arm."),)
        ),
    )
    concern = UUID(told["concern"])
    add_entry(
        by=lena,
        at=at,
        key="later",
        concern_id=concern,
        entry=NewEntry(EntryKind.MORE, LATER),
    )
    facts = {
        "date": at.date().isoformat(),
        "answers": FIGURES | {"level": level},
        "people": [],
    }
    decision = NewDecision(facts, Outcome.SHARE, "A number.", "For the report.")
    made = record_decision(
        by=lena, at=at, key="d", concern_id=concern, decision=decision
    )
    return UUID(made)


def preview(world: World, decision: UUID) -> Preview:
    return preview_disclosure(
        by=world.actors["lena"], at=world.at, decision_id=decision
    )


def send(
    world: World, decision: UUID, inbox: UUID, items: list[Item], read_again: bool
) -> str:
    lena, at = world.actors["lena"], world.at
    refs = tuple(item.ref for item in items)
    seen = preview_disclosure(by=lena, at=at, decision_id=decision, refs=refs)
    made = send_disclosure(
        by=lena,
        at=at,
        key=f"send:{inbox}:{read_again}",
        decision_id=decision,
        inbox_id=inbox,
        refs=refs,
        previewed=seen.digest,
        read_again=read_again,
    )
    return made["disclosure"]


def test_text_added_later_is_not_ticked_and_goes_only_when_it_was_read_again(
    world: World, office: UUID
) -> None:
    decision = decided(world)
    offered = preview(world, decision)
    assert {item.kind for item in offered.chosen} == {"referrer"}
    assert "Left arm." in {item.text for item in offered.items if item.withheld}
    later = [item for item in offered.items if item.text == LATER]
    with pytest.raises(UnusableDisclosure, match=r"identify nobody.*Robin Quill"):
        send(world, decision, office, later, read_again=False)
    assert send(world, decision, office, later, read_again=True)


def test_the_page_asks_for_the_second_reading(world: World, office: UUID) -> None:
    decision = decided(world)
    lena = signed_in(world, "lena")
    page = lena.get(reverse("items", args=[decision]))
    later = next(i for i in preview(world, decision).items if i.text == LATER)
    assert "Read again." in page.content.decode()
    form = {**hidden(page), "refs": [later.ref], "inbox": str(office)}
    refused = lena.post(reverse("items", args=[decision]), form)
    assert refused.status_code == 422
    assert "does it say, or let somebody guess" in refused.content.decode()
    seen = lena.post(reverse("items", args=[decision]), {**form, "read_for_this": "on"})
    sent = lena.post(reverse("send", args=[decision]), hidden(seen), follow=True)
    assert "Sent to" in sent.content.decode()


def test_the_front_door_may_have_what_the_partnership_may_not(
    world: World, office: UUID
) -> None:
    decision = decided(world, "reasonable_cause")
    every = [item for item in preview(world, decision).items if not item.withheld]
    with pytest.raises(UnusableDisclosure, match="front door only"):
        send(world, decision, office, every, read_again=True)
    door = world.inboxes["childrens_services.front_door"]
    sent = send(world, decision, door, every, read_again=False)
    arrived = open_disclosure(
        by=world.actors["dana"], at=world.at, disclosure_id=UUID(sent)
    )
    assert {"Left arm.", LATER} <= {item.text for item in arrived.items}


@pytest.mark.parametrize(
    ("how_much", "ticked", "reread"),
    [
        ("relevant_part", {"who", "seen", "more", "unheard_of", "referrer"}, set()),
        ("anonymised", {"referrer"}, {"more"}),
        ("existence_only", {"who", "referrer"}, set()),
        ("nothing", {"referrer"}, {"who", "seen", "more", "unheard_of"}),
    ],
)
def test_what_is_offered_follows_how_much_may_go(
    world: World, how_much: str, ticked: set[str], reread: set[str]
) -> None:
    decision = SimpleNamespace(
        advice={"how_much": how_much, "also_owed": []}, outcome="share", facts={}
    )
    items = [
        Item(kind, kind, kind, kind, None, world.at, is_chosen=True)
        for kind in ("who", "seen", "more", "unheard_of", "referrer")
    ]
    found = limited(items, decision)
    assert {item.kind for item in found if item.is_chosen} == ticked
    assert {item.kind for item in found if item.caution} == reread
    assert {item.kind for item in found if item.withheld} == (
        {item.kind for item in items} - ticked - reread
    )


def test_every_amount_of_the_procedure_has_its_row() -> None:
    assert AMOUNTS.keys() == set(HowMuch)
