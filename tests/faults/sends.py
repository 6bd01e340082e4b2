"""What is to be sent: a decided concern with its preview, made by the actions."""

import random
from dataclasses import dataclass, field
from datetime import UTC, datetime
from uuid import UUID, uuid4

from sharewell.children.recording import NewChild
from sharewell.decisions.actions import create_child, tell_adviser
from sharewell.decisions.deciding import NewDecision, record_decision
from sharewell.decisions.raising import NewConcern, NewEntry
from sharewell.decisions.vocabulary import EntryKind, Origin, Outcome, SafeNow
from sharewell.demo.browser import Fields
from sharewell.exchange.sending import preview_disclosure
from tests.factories import World
from tests.personas import Who

ANSWERS = {"level": "reasonable_cause", "recipient": "front_door"}
KINDS = (EntryKind.SEEN, EntryKind.WORDS, EntryKind.VIEW)
LONGEST = 3_000
# Each sender with the person who raises the concern; Freya raises her own.
RAISERS = {Who.LENA: Who.ALICE, Who.PETRA: Who.CHARLIE, Who.FREYA: Who.FREYA}


@dataclass
class Send:
    """One submit of a preview, from the form as it stood to the answer that came.

    `started` holds the time of each attempt; `acknowledged` is the disclosure that a
    redirect named, `reference` what the page after it showed.
    """

    sender: Who
    raiser: Who
    concern: UUID
    decision: UUID
    texts: tuple[str, ...]
    digest: str
    answered_by: str
    impatient: bool
    fields: Fields = field(default_factory=list)
    started: list[datetime] = field(default_factory=list)
    acknowledged: UUID | None = None
    reference: str = ""
    trouble: str = ""

    @property
    def was_interrupted(self) -> bool:
        """Whether the first attempt brought no answer."""
        return len(self.started) > 1


def prepare(world: World, sender: Who, draw: random.Random) -> Send:
    """Told, matched to a child and decided, through the actions."""
    at = datetime.now(UTC)
    concern = _tell(world, RAISERS[sender], at, draw)
    by = {"by": world.actors[sender], "at": at}
    child = NewChild("Fennel", f"Marchbanks-{uuid4().hex[:8]}", None)
    create_child(**by, key=f"child:{concern}", concern_id=concern, child=child)
    facts = {"date": at.date().isoformat(), "answers": ANSWERS, "people": []}
    made = record_decision(
        **by,
        key=f"decide:{concern}",
        concern_id=concern,
        decision=NewDecision(facts, Outcome.SHARE, "I am worried.", "A fresh burn."),
    )
    preview = preview_disclosure(**by, decision_id=UUID(made))
    return Send(
        sender,
        RAISERS[sender],
        concern,
        UUID(made),
        tuple(item.text for item in preview.chosen),
        preview.digest,
        answered_by=draw.choice(["Sam Duty, by telephone", ""]),
        impatient=draw.random() < 0.25,
    )


def _tell(world: World, raiser: Who, at: datetime, draw: random.Random) -> UUID:
    entries = tuple(
        NewEntry(draw.choice(KINDS), _text(draw), happened_on=at.date())
        for _ in range(draw.randint(3, 8))
    )
    new = NewConcern(Origin.NOTICED, SafeNow.UNKNOWN, entries)
    key = f"tell:{uuid4()}"
    told = tell_adviser(by=world.actors[raiser], at=at, key=key, concern=new)
    return UUID(told["concern"])


def _text(draw: random.Random) -> str:
    """Unlike every other, and of any length."""
    return f"{uuid4()} " + "burn coat door " * draw.randint(1, LONGEST // 15)
