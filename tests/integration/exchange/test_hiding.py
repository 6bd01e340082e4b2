"""What leads to a hidden family leaves in nothing that is sent (section 2, rule 5)."""

from uuid import UUID

import pytest

from sharewell.children.actions import record_child
from sharewell.children.recording import NewChild, NewDetail
from sharewell.decisions.actions import match_child, tell_adviser
from sharewell.decisions.deciding import NewDecision, record_decision
from sharewell.decisions.raising import NewConcern, NewEntry
from sharewell.decisions.vocabulary import EntryKind, Origin, Outcome, SafeNow
from sharewell.exchange.errors import UnusableDisclosure
from sharewell.exchange.receiving import open_disclosure
from sharewell.exchange.referring import refer_directly
from sharewell.exchange.sending import preview_disclosure, send_disclosure
from tests.factories import World

LOCATING = ("14 Fernhollow Lane, ZZ99 3WZ", "Thistle Surgery", "Appletree School")
SAID = "Lives in fernhollow lane now, zz993wz, and is seen at Thistle."


@pytest.fixture
def child(world: World) -> UUID:
    made = record_child(
        by=world.actors["lena"],
        at=world.at,
        key="child",
        child=NewChild(
            "Isolde",
            "Hidewell",
            None,
            details=(
                *(NewDetail("address", text, locates=True) for text in LOCATING),
                NewDetail("parent", "Mother: Ottilie Hidewell"),
            ),
            is_hidden=True,
        ),
    )
    return UUID(made)


def concern() -> NewConcern:
    return NewConcern(
        Origin.NOTICED,
        SafeNow.YES,
        (NewEntry(EntryKind.WHO, "Isolde H."), NewEntry(EntryKind.SEEN, SAID)),
    )


def decision(world: World, recipient: str = "front_door") -> NewDecision:
    return NewDecision(
        facts={
            "date": world.at.date().isoformat(),
            "answers": {"level": "reasonable_cause", "recipient": recipient},
            "people": [],
        },
        outcome=Outcome.SHARE,
        own_view="Refer.",
        reasons="She is afraid.",
    )


def decided(world: World, child: UUID, recipient: str = "front_door") -> UUID:
    lena, at = world.actors["lena"], world.at
    told = tell_adviser(by=world.actors["alice"], at=at, key="t", concern=concern())
    matter = UUID(told["concern"])
    match_child(by=lena, at=at, key="m", concern_id=matter, child_id=child)
    made = record_decision(
        by=lena, at=at, key="d", concern_id=matter, decision=decision(world, recipient)
    )
    return UUID(made)


def arrives(world: World, disclosure: str) -> str:
    seen = open_disclosure(
        by=world.actors["dana"], at=world.at, disclosure_id=UUID(disclosure)
    )
    return "\n".join(item.text for item in seen.items if item.kind != "referrer")


def assert_nothing_locates(text: str) -> None:
    for part in ("fernhollow", "zz99", "thistle", "appletree"):
        assert part not in text.lower()


def test_locating_details_cannot_be_chosen_and_texts_are_masked(
    world: World, child: UUID
) -> None:
    made = decided(world, child)
    lena, at = world.actors["lena"], world.at
    every = preview_disclosure(by=lena, at=at, decision_id=made)
    refs = tuple(item.ref for item in every.items)
    preview = preview_disclosure(by=lena, at=at, decision_id=made, refs=refs)
    assert len([item for item in every.items if item.withheld]) == len(LOCATING)
    sent = send_disclosure(
        by=lena,
        at=at,
        key="s",
        decision_id=made,
        refs=refs,
        previewed=preview.digest,
        inbox_id=world.inboxes["childrens_services.front_door"],
    )
    text = arrives(world, sent["disclosure"])
    assert_nothing_locates(text)
    assert "Ottilie" in text


def test_a_direct_referral_is_masked_before_anybody_matched_the_child(
    world: World, child: UUID
) -> None:
    made = refer_directly(
        by=world.actors["alice"],
        at=world.at,
        key="r",
        concern=concern(),
        decision=decision(world),
        inbox_id=world.inboxes["childrens_services.front_door"],
    )
    assert_nothing_locates(arrives(world, made["disclosure"]))


def test_a_sender_whose_name_locates_sends_to_the_front_door_or_police_only(
    world: World, child: UUID
) -> None:
    made = decided(world, child, "another_agency")
    lena, at = world.actors["lena"], world.at
    preview = preview_disclosure(by=lena, at=at, decision_id=made)
    refs = tuple(item.ref for item in preview.chosen)
    with pytest.raises(UnusableDisclosure, match="own name would lead to it"):
        send_disclosure(
            by=lena,
            at=at,
            key="s",
            decision_id=made,
            refs=refs,
            previewed=preview.digest,
            inbox_id=world.inboxes["health.agency"],
        )


def test_a_family_that_is_not_hidden_is_not_masked(world: World) -> None:
    made = refer_directly(
        by=world.actors["alice"],
        at=world.at,
        key="r",
        concern=concern(),
        decision=decision(world),
        inbox_id=world.inboxes["childrens_services.front_door"],
    )
    assert SAID in arrives(world, made["disclosure"])


def test_a_direct_referral_goes_to_a_front_door_only(world: World) -> None:
    with pytest.raises(UnusableDisclosure, match="front door"):
        refer_directly(
            by=world.actors["alice"],
            at=world.at,
            key="r",
            concern=concern(),
            decision=decision(world),
            inbox_id=world.inboxes["health.agency"],
        )
