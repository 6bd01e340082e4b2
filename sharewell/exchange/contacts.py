"""A question found what this agency keeps hidden: a person contacts whoever asked.

The task rises until somebody writes how that was done, or why it will not be.
"""

import secrets
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID, uuid4

from sharewell.access.bars import BARS, standing_seals, standing_to
from sharewell.access.command import Act, command
from sharewell.access.errors import NotFound
from sharewell.agencies.inboxes import inbox_kinds
from sharewell.agencies.queries import (
    agency_name,
    call_back,
    practitioner_names,
)
from sharewell.children.queries import summaries
from sharewell.core.policy.action import Action
from sharewell.core.policy.model import Actor, Relation, Resource
from sharewell.decisions.raising import LONGEST_TEXT, SALT_BYTES
from sharewell.decisions.tasks import finish_tasks
from sharewell.decisions.vocabulary import TaskKind
from sharewell.exchange.contents import answer_content
from sharewell.exchange.errors import OutOfOrder, UnusableQuestion
from sharewell.exchange.models import ContactAnswer, ContactOwed
from sharewell.exchange.vocabulary import ContactOutcome
from sharewell.keys.sealing import open_text, seal_text


@dataclass(frozen=True)
class NewAnswer:
    """When and how the asker was contacted, or why they will not be."""

    outcome: ContactOutcome
    text: str
    contacted_at: datetime | None = None


@dataclass(frozen=True)
class AnswerView:
    """What was done about it, by whom."""

    outcome: str
    text: str
    contacted_at: datetime | None
    by: str
    at: datetime


@dataclass(frozen=True)
class ContactView:
    """Who asked, why, and which records matched, as far as this reader may know."""

    id: UUID
    reference: str
    asked_by: str
    phone: str
    asker_agency: str
    asked_at: datetime
    purpose: str
    reason: str
    contact_by: datetime
    # (reference, name) of each record that this reader may know of.
    records: tuple[tuple[str, str], ...]
    answer: AnswerView | None


@command(Action.CONTACT_OPEN, writes=False)
def open_contact(act: Act, *, contact_id: UUID) -> ContactView:
    """Who asked, for what and why, and which records it is about."""
    row = _require(act, contact_id)
    act.record("contact.opened", kind="contact", id=row.id)
    return _view(act, row)


@command(Action.CONTACT_ANSWER)
def answer_contact(act: Act, *, contact_id: UUID, answer: NewAnswer) -> str:
    """Keep how and when the asker was contacted, or why not; the clock stops.

    Raises UnusableQuestion, and OutOfOrder where it was answered before.
    """
    row = _require(act, contact_id)
    if ContactAnswer.objects.filter(contact=row).exists():
        raise OutOfOrder("A colleague has answered this already. Open the page again.")
    _write_answer(act, row, answer)
    finish_tasks(act, about_id=row.id, kinds=(TaskKind.CONTACT_ASKER,))
    return str(row.id)


def _require(act: Act, contact_id: UUID) -> ContactOwed:
    row = (
        ContactOwed.objects.filter(id=contact_id, agency_id=act.by.agency)
        .select_related("inbox")
        .first()
    )
    if row is None:
        raise NotFound(act.by, act.action, "contact")
    act.require(Resource("contact", row.id, _relations(act.by, row, act.at)))
    return row


def _relations(by: Actor, row: ContactOwed, at: datetime) -> frozenset[Relation]:
    found = {Relation.OWN_AGENCY} | standing_to(by, [row.id], at)
    if row.inbox and row.inbox.kind in inbox_kinds(by):
        found.add(Relation.SENT_TO_MY_INBOX)
    if by.id in named_in_seals(row.agency_id, _children(by, row, at)):
        found.add(Relation.NAMED)
    return frozenset(found)


def named_in_seals(agency: UUID, children: tuple[UUID, ...]) -> set[UUID]:
    """Whoever may open one of these because a seal names them."""
    return {
        name.practitioner_id
        for seal in standing_seals(agency)
        if seal.about_id in children
        for name in seal.names.all()
    }


def _children(by: Actor, row: ContactOwed, at: datetime) -> tuple[UUID, ...]:
    """The records that matched and are not closed to the actor."""
    found = row.matches.values_list("child_id", flat=True)
    return tuple(child for child in found if not standing_to(by, [child], at) & BARS)


def _view(act: Act, row: ContactOwed) -> ContactView:
    name, phone = call_back(row.asked_by)
    records = summaries(_children(act.by, row, act.at))
    return ContactView(
        row.id,
        row.reference,
        name,
        phone,
        agency_name(row.asker_agency_id),
        row.asked_at,
        row.purpose,
        open_text(row.reason_id, reader=row.agency_id),
        row.contact_by,
        tuple((one.reference, one.name) for one in records),
        _answer(row),
    )


def _answer(row: ContactOwed) -> AnswerView | None:
    found = ContactAnswer.objects.filter(contact=row).first()
    if found is None:
        return None
    return AnswerView(
        found.outcome,
        open_text(found.text_id, reader=row.agency_id),
        found.contacted_at,
        practitioner_names([found.by]).get(found.by, ""),
        found.at,
    )


def _write_answer(act: Act, row: ContactOwed, answer: NewAnswer) -> None:
    text, row_id = _checked(act, row, answer), uuid4()
    kept = ContactAnswer(
        id=row_id,
        agency_id=row.agency_id,
        contact=row,
        outcome=answer.outcome.value,
        contacted_at=answer.contacted_at,
        text_id=seal_text(
            text,
            kind="contact_answer",
            record=row_id,
            field="text",
            owner=row.agency_id,
            subject=row.id,
        ),
        by=act.by.id,
        at=act.at,
        salt=secrets.token_bytes(SALT_BYTES),
    )
    kept.save(force_insert=True)
    act.record(
        "contact.answered",
        kind="contact_answer",
        id=kept.id,
        salt=kept.salt,
        content=answer_content(kept, text),
        subject=row.id,
    )


def _checked(act: Act, row: ContactOwed, answer: NewAnswer) -> str:
    text, when = answer.text.strip(), answer.contacted_at
    if not text:
        raise UnusableQuestion("Write how you contacted them, or why you will not.")
    if len(text) > LONGEST_TEXT:
        raise UnusableQuestion(
            f"This text has {len(text):,} characters; at most {LONGEST_TEXT:,} fit."
        )
    if answer.outcome is ContactOutcome.CONTACTED and when is None:
        raise UnusableQuestion("Write the day and the time at which you reached them.")
    if when is not None and not row.asked_at <= when <= act.at:
        raise UnusableQuestion(
            "The time must lie between the question and this moment. Check it."
        )
    return text
