"""What is offered for sending says what was asked, and sends the corrected version."""

from uuid import UUID

import pytest

from sharewell.children.recording import NewChild
from sharewell.decisions.actions import (
    add_entry,
    create_child,
    open_concern,
    tell_adviser,
)
from sharewell.decisions.deciding import NewDecision, record_decision
from sharewell.decisions.queries import waiting_tasks
from sharewell.decisions.raising import NewConcern, NewEntry
from sharewell.decisions.vocabulary import EntryKind, Origin, Outcome, SafeNow
from sharewell.exchange.receiving import open_disclosure
from sharewell.exchange.referring import refer_directly
from sharewell.exchange.sending import preview_disclosure, send_disclosure
from tests.factories import World


@pytest.fixture
def concern(world: World) -> UUID:
    made = tell_adviser(
        by=world.actors["alice"],
        at=world.at,
        key="t",
        concern=NewConcern(
            Origin.NOTICED,
            SafeNow.YES,
            (
                NewEntry(EntryKind.WHO, "Robin Q."),
                NewEntry(EntryKind.SEEN, "Left arm."),
            ),
        ),
    )
    return UUID(made["concern"])


def decide(
    world: World, concern: UUID, consent: str, recipient: str = "front_door"
) -> UUID:
    facts = {
        "date": world.at.date().isoformat(),
        "answers": {"level": "reasonable_cause", "recipient": recipient},
        "people": [{"ref": "p1", "relation": "mother", "consent": consent}],
    }
    decision = NewDecision(facts, Outcome.SHARE, "Refer.", "It does not fit.")
    made = record_decision(
        by=world.actors["lena"],
        at=world.at,
        key="d",
        concern_id=concern,
        decision=decision,
    )
    return UUID(made)


def texts(
    world: World, decision: UUID, refs: tuple[str, ...] | None = None
) -> list[str]:
    preview = preview_disclosure(
        by=world.actors["lena"], at=world.at, decision_id=decision, refs=refs
    )
    return [item.text for item in preview.chosen]


def test_a_correction_goes_in_the_place_of_what_it_corrects(
    world: World, concern: UUID
) -> None:
    decision = decide(world, concern, "not_sought")
    lena = world.actors["lena"]
    view = open_concern(by=lena, at=world.at, concern_id=concern)
    wrong = next(e for e in view.entries if e.text == "Left arm.")
    refs = (f"entry:{wrong.id}",)
    assert texts(world, decision, refs) == ["Left arm."]
    add_entry(
        by=lena,
        at=world.at,
        key="c",
        concern_id=concern,
        entry=NewEntry(EntryKind.CORRECTION, "Right arm.", corrects=wrong.id),
    )
    assert texts(world, decision, refs) == ["Right arm."]


@pytest.mark.parametrize(
    ("consent", "said"),
    [
        ("refused", "was asked and refused"),
        ("cannot_be_obtained_in_time", "cannot be reached in time"),
        ("given", "agreed"),
    ],
)
def test_the_recipient_reads_what_came_of_asking(
    world: World, concern: UUID, consent: str, said: str
) -> None:
    family = texts(world, decide(world, concern, consent))
    assert any(f"Mother: {said}" in text for text in family)


def test_the_record_replaces_the_first_words_about_who_it_is(
    world: World, concern: UUID
) -> None:
    create_child(
        by=world.actors["lena"],
        at=world.at,
        key="m",
        concern_id=concern,
        child=NewChild("Robin", "Quillfeather", None),
    )
    chosen = texts(world, decide(world, concern, "not_sought"))
    assert "Robin Q." not in chosen
    assert any(text.startswith("Robin Quillfeather") for text in chosen)


def send(world: World, decision: UUID, inbox: str) -> UUID:
    lena, at = world.actors["lena"], world.at
    preview = preview_disclosure(by=lena, at=at, decision_id=decision)
    made = send_disclosure(
        by=lena,
        at=at,
        key=f"send:{inbox}",
        decision_id=decision,
        inbox_id=world.inboxes[inbox],
        refs=tuple(item.ref for item in preview.chosen),
        previewed=preview.digest,
    )
    return UUID(made["disclosure"])


def test_telling_another_agency_is_not_telling_the_front_door(
    world: World, concern: UUID
) -> None:
    decision = decide(world, concern, "not_sought", "another_agency")

    def owed() -> bool:
        waiting = waiting_tasks(world.actors["lena"], world.at, {"adviser"})
        return "send" in {task.kind for task in waiting}

    send(world, decision, "health.agency")
    assert owed()
    send(world, decision, "childrens_services.front_door")
    assert not owed()


def test_a_referral_from_next_door_is_acknowledged_by_the_front_door(
    world: World,
) -> None:
    made = refer_directly(
        by=world.actors["freya"],
        at=world.at,
        key="r",
        concern=NewConcern(
            Origin.NOTICED, SafeNow.YES, (NewEntry(EntryKind.SEEN, "Left arm."),)
        ),
        decision=NewDecision(
            {
                "date": world.at.date().isoformat(),
                "answers": {"level": "reasonable_cause", "recipient": "front_door"},
                "people": [],
            },
            Outcome.SHARE,
            "Refer.",
            "It does not fit.",
        ),
        inbox_id=world.inboxes["childrens_services.front_door"],
    )
    disclosure = UUID(made["disclosure"])
    sent = open_disclosure(
        by=world.actors["freya"], at=world.at, disclosure_id=disclosure
    )
    assert sent.is_sender
    assert not sent.has("opened")
    arrived = open_disclosure(
        by=world.actors["dana"], at=world.at, disclosure_id=disclosure
    )
    assert not arrived.is_sender
    assert arrived.has("opened")
