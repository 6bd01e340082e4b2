"""A canary in every free text that the service takes, through the real acts.

Names, dates of birth and numbers of the child index stand in clear by design, for
linkage: they hold no canary.
"""

from datetime import date, timedelta
from uuid import UUID, uuid4

from sharewell.access.context import context
from sharewell.assurance.emergencies import open_in_emergency, review_emergency
from sharewell.assurance.restrictions import restrictions
from sharewell.children.recording import NewChild, NewDetail
from sharewell.core.matching.grade import Person
from sharewell.core.policy.model import Purpose
from sharewell.decisions.actions import add_entry, create_child, tell_adviser
from sharewell.decisions.answering import answer_task
from sharewell.decisions.deciding import NewDecision, record_decision
from sharewell.decisions.drafts import discard_draft, save_draft
from sharewell.decisions.jobs import tick_all
from sharewell.decisions.models import Task
from sharewell.decisions.raising import NewConcern, NewEntry
from sharewell.decisions.vocabulary import (
    DraftKind,
    EntryKind,
    Origin,
    Outcome,
    SafeNow,
    TaskKind,
)
from sharewell.exchange.contacts import NewAnswer, answer_contact
from sharewell.exchange.existence import NewQuestion, ask_who_knows
from sharewell.exchange.jobs import take_in_all
from sharewell.exchange.models import ContactOwed
from sharewell.exchange.receiving import (
    acknowledge,
    open_disclosure,
    record_adds,
    record_outcome,
    record_voice,
)
from sharewell.exchange.releasing import (
    answer_release,
    open_to_release,
    propose_release,
)
from sharewell.exchange.sending import preview_disclosure, send_disclosure
from sharewell.exchange.vocabulary import AskedFor, ContactOutcome, ReceivedOutcome
from tests.factories import World
from tests.faults.canaries import word
from tests.integration.ledger.walk import AT, FACTS

BORN = date(2016, 5, 6)


def seed(world: World) -> dict[str, UUID]:
    """Everything; the ids of what a page may show."""
    ids = {"concern": _tell(world)}
    _drafts(world)
    decision = _decide(world, ids["concern"])
    ids["disclosure"] = _send(world, decision)
    _answer(world, ids["disclosure"])
    _release(world, ids["disclosure"])
    _emergency(world, ids["concern"])
    _ask(world, ids["concern"])
    tick_all(AT + timedelta(days=30), minute=1)
    return ids


def as_(world: World, who: str) -> dict[str, object]:
    return {"by": world.actors[who], "at": AT}


def keyed(world: World, who: str) -> dict[str, object]:
    return {**as_(world, who), "key": str(uuid4())}


def _tell(world: World) -> UUID:
    kinds = (
        EntryKind.WHO, EntryKind.SEEN, EntryKind.WORDS, EntryKind.VIEW,
        EntryKind.ACTION, EntryKind.PASTED,
    )  # fmt: skip
    entries = tuple(NewEntry(kind, word(kind.value)) for kind in kinds)
    told = tell_adviser(
        **keyed(world, "alice"),
        concern=NewConcern(Origin.NOTICED, SafeNow.UNKNOWN, entries),
    )
    concern = UUID(told["concern"])
    add_entry(
        **keyed(world, "alice"),
        concern_id=concern,
        entry=NewEntry(EntryKind.MORE, word("more")),
    )
    details = tuple(
        NewDetail(kind, word(f"detail{kind}"), locates=kind == "address")
        for kind in ("address", "note")
    )
    create_child(
        **keyed(world, "lena"),
        concern_id=concern,
        child=NewChild("Teal", "Sedgewick", BORN, details=details, is_hidden=True),
    )
    return concern


def _drafts(world: World) -> None:
    for end in (False, True):
        draft = uuid4()
        for revision in range(3):
            save_draft(
                **as_(world, "alice"), draft_id=draft, kind=DraftKind.CONCERN,
                team="staff", revision=revision, fields={"seen": word("draft")},
            )  # fmt: skip
        if end:
            discard_draft(**keyed(world, "alice"), draft_id=draft)


def _decide(world: World, concern: UUID) -> UUID:
    made = record_decision(
        **keyed(world, "lena"),
        concern_id=concern,
        decision=NewDecision(FACTS, Outcome.DO_NOT_SHARE, word("view"), word("why")),
    )
    with context(world.actors["omar"], Purpose.SAFEGUARD):
        review = Task.objects.get(kind=TaskKind.REVIEW_DEPARTURE.value)
    answer_task(**keyed(world, "omar"), task_id=review.id, text=word("review"))
    made = record_decision(
        **keyed(world, "lena"),
        concern_id=concern,
        decision=NewDecision(FACTS, Outcome.SHARE, word("view2"), word("why2")),
    )
    return UUID(made)


def _send(world: World, decision: UUID) -> UUID:
    preview = preview_disclosure(**as_(world, "lena"), decision_id=decision)
    done = send_disclosure(
        **keyed(world, "lena"), decision_id=decision,
        inbox_id=world.inboxes["childrens_services.front_door"],
        refs=tuple(item.ref for item in preview.chosen), previewed=preview.digest,
    )  # fmt: skip
    return UUID(done["disclosure"])


def _answer(world: World, sent: UUID) -> None:
    record_voice(**keyed(world, "lena"), disclosure_id=sent, answered_by=word("voice"))
    open_disclosure(**as_(world, "dana"), disclosure_id=sent)
    acknowledge(**keyed(world, "dana"), disclosure_id=sent)
    record_adds(**keyed(world, "dana"), disclosure_id=sent, text=word("adds"))
    record_outcome(
        **keyed(world, "dana"), disclosure_id=sent,
        outcome=next(iter(ReceivedOutcome)), message=word("message"),
    )  # fmt: skip


def _release(world: World, sent: UUID) -> None:
    found = open_to_release(**as_(world, "lena"), disclosure_id=sent)
    propose_release(
        **keyed(world, "lena"), disclosure_id=sent, worker=world.actors["dana"].id,
        details=tuple(one.id for one in found.details), grounds=word("grounds"),
    )  # fmt: skip
    found = open_to_release(**as_(world, "omar"), disclosure_id=sent)
    answer_release(**keyed(world, "omar"), proposal_id=found.waiting[0].id, agreed=True)


def _emergency(world: World, concern: UUID) -> None:
    open_in_emergency(
        **keyed(world, "bob"), kind="concern", thing_id=concern, reason=word("urgent")
    )
    found = restrictions(**as_(world, "omar"))
    review_emergency(
        **keyed(world, "omar"), opening_id=found.opened[0].id, was_justified=True,
        text=word("found"),
    )  # fmt: skip


def _ask(world: World, concern: UUID) -> None:
    """Another agency asks, and the one that keeps the child hidden answers."""
    told = tell_adviser(
        **keyed(world, "wendy"),
        concern=NewConcern(
            Origin.NOTICED, SafeNow.YES, (NewEntry(EntryKind.SEEN, word("asker")),)
        ),
    )
    ask_who_knows(
        **keyed(world, "petra_at_willow"), kind="concern",
        thing_id=UUID(told["concern"]),
        question=NewQuestion(
            Person("Teal", "Sedgewick", BORN), AskedFor.SAFEGUARD, word("reason")
        ),
    )  # fmt: skip
    take_in_all(AT, minute=1)
    with context(world.actors["omar"], Purpose.SAFEGUARD):
        contact = ContactOwed.objects.get()
    answer_contact(
        **keyed(world, "omar"), contact_id=contact.id,
        answer=NewAnswer(ContactOutcome.WILL_NOT, word("contact")),
    )  # fmt: skip
