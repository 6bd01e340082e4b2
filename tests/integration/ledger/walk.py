"""Walks the main job through the actions, so that every committed kind is written."""

from datetime import UTC, date, datetime
from uuid import UUID

from sharewell.children.recording import NewChild
from sharewell.decisions.actions import add_entry, create_child, tell_adviser
from sharewell.decisions.deciding import NewDecision, record_decision
from sharewell.decisions.raising import NewConcern, NewEntry
from sharewell.decisions.vocabulary import EntryKind, Origin, Outcome, SafeNow
from sharewell.exchange.receiving import acknowledge, record_adds, record_outcome
from sharewell.exchange.sending import preview_disclosure, send_disclosure
from sharewell.exchange.vocabulary import ReceivedOutcome
from tests.factories import World
from tests.personas import Who

AT = datetime(2026, 11, 20, 15, 30, tzinfo=UTC)
FACTS = {
    "date": "2026-11-20",
    "answers": {"level": "reasonable_cause", "recipient": "front_door"},
    "people": [],
}


def walk(world: World, at: datetime) -> dict[str, UUID]:
    """Teacher tells, lead matches, decides and sends, duty worker answers."""
    concern = tell(world, at)
    lena = {"by": world.actors[Who.LENA], "at": at}
    add_entry(
        **lena,
        key="more",
        concern_id=concern,
        entry=NewEntry(
            EntryKind.MORE, "Came without a coat again.", happened_on=at.date()
        ),
    )
    child = NewChild("Testchild", "Inventedname", date(2018, 5, 4))
    create_child(**lena, key="child", concern_id=concern, child=child)
    decision = record_decision(
        **lena,
        key="decide",
        concern_id=concern,
        decision=NewDecision(FACTS, Outcome.SHARE, "I am worried.", "A fresh burn."),
    )
    sent = _send(world, at, UUID(decision))
    _receive(world, at, sent)
    return {"concern": concern, "decision": UUID(decision), "disclosure": sent}


def tell(world: World, at: datetime, key: str = "tell") -> UUID:
    """The teacher's page."""
    entries = (
        NewEntry(EntryKind.SEEN, "A burn on the left hand.", happened_on=at.date()),
        NewEntry(EntryKind.WORDS, "It was the iron."),
    )
    new = NewConcern(Origin.NOTICED, SafeNow.UNKNOWN, entries)
    told = tell_adviser(by=world.actors[Who.ALICE], at=at, key=key, concern=new)
    return UUID(told["concern"])


def _send(world: World, at: datetime, decision: UUID) -> UUID:
    lena = {"by": world.actors[Who.LENA], "at": at}
    preview = preview_disclosure(**lena, decision_id=decision)
    done = send_disclosure(
        **lena,
        key="send",
        decision_id=decision,
        inbox_id=world.inboxes["childrens_services.front_door"],
        refs=tuple(item.ref for item in preview.chosen),
        previewed=preview.digest,
        answered_by="Sam Duty",
    )
    return UUID(done["disclosure"])


def _receive(world: World, at: datetime, disclosure: UUID) -> None:
    dana = {"by": world.actors[Who.DANA], "at": at, "disclosure_id": disclosure}
    acknowledge(**dana, key="ack")
    record_adds(**dana, key="adds", text="Two earlier notes of burns.")
    outcome = next(iter(ReceivedOutcome))
    record_outcome(**dana, key="outcome", outcome=outcome, message="We visit today.")
