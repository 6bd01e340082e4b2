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
from sharewell.decisions.raising import NewConcern, NewEntry
from sharewell.decisions.vocabulary import EntryKind, Origin, Outcome, SafeNow
from sharewell.exchange.sending import preview_disclosure
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


def decide(world: World, concern: UUID, consent: str) -> UUID:
    facts = {
        "date": world.at.date().isoformat(),
        "answers": {"level": "reasonable_cause", "recipient": "front_door"},
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
