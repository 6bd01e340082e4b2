"""Receiving: open, acknowledge, record what it adds, decide and tell the sender."""

from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from sharewell.access.bars import standing_to
from sharewell.access.command import Act, command
from sharewell.access.errors import NotFound
from sharewell.agencies.notify import notify_inbox, notify_person
from sharewell.agencies.queries import agency_names, inbox_of, practitioner_names
from sharewell.agencies.vocabulary import InboxKind
from sharewell.core.policy.action import Action
from sharewell.core.policy.decide import decide
from sharewell.core.policy.groups import purpose_of
from sharewell.core.policy.model import Actor, Relation, Resource, Role
from sharewell.decisions.raising import LONGEST_TEXT
from sharewell.decisions.standing import things_of
from sharewell.decisions.tasks import finish_tasks, raise_task
from sharewell.decisions.vocabulary import TaskKind
from sharewell.exchange.errors import OutOfOrder, UnusableDisclosure
from sharewell.exchange.models import Disclosure
from sharewell.exchange.steps import write_step
from sharewell.exchange.vocabulary import ReceivedOutcome, Step, Urgency
from sharewell.keys.sealing import open_readable, open_texts
from sharewell.outbox.templates import Template


@dataclass(frozen=True)
class ItemView:
    """One item as it arrived."""

    kind: str
    label: str
    text: str
    happened_on: date | None
    recorded_at: datetime


@dataclass(frozen=True)
class StepView:
    """One step; `text` is None where there is none for this reader."""

    kind: str
    code: str
    text: str | None
    at: datetime
    by: str
    agency: str


@dataclass(frozen=True)
class DisclosureView:
    """A disclosure as either side reads it."""

    id: UUID
    reference: str
    concern_id: UUID
    decision_id: UUID
    is_sender: bool
    may_voice: bool
    # Whether the reader may propose to tell a worker where a hidden family is.
    may_release: bool
    sender: str
    sender_agency: str
    recipient: str
    recipient_agency: str
    purpose: str
    urgency: str
    sent_at: datetime
    items: tuple[ItemView, ...]
    steps: tuple[StepView, ...]

    def has(self, kind: str) -> bool:
        """Whether the step was taken."""
        return any(step.kind == kind for step in self.steps)


@command(Action.DISCLOSURE_OPEN, writes=False)
def open_disclosure(act: Act, *, disclosure_id: UUID) -> DisclosureView:
    """Open it; the first opening by the recipient is a step that the sender sees."""
    row = _require(act, disclosure_id)
    if receives(act.by, row) and not _taken(row, Step.OPENED):
        write_step(act, row, Step.OPENED)
    act.record("disclosure.read", kind="disclosure", id=row.id)
    return view_disclosure(row, by=act.by, at=act.at)


@command(Action.DISCLOSURE_VOICE)
def record_voice(act: Act, *, disclosure_id: UUID, answered_by: str) -> str:
    """The sender says who answered the phone, by name, and when it was."""
    row = _require(act, disclosure_id)
    text = _text(answered_by, "Write the name of the person who answered.")
    write_step(act, row, Step.VOICE, text=text)
    finish_tasks(act, about_id=row.id, kinds=(TaskKind.VOICE,))
    return str(row.id)


@command(Action.DISCLOSURE_ACKNOWLEDGE)
def acknowledge(act: Act, *, disclosure_id: UUID) -> str:
    """The recipient has it and is at work on it; a second time changes nothing."""
    row = _require(act, disclosure_id)
    if _taken(row, Step.ACKNOWLEDGED):
        act.record("disclosure.read", kind="disclosure", id=row.id)
        return str(row.id)
    write_step(act, row, Step.ACKNOWLEDGED)
    finish_tasks(act, about_id=row.id, kinds=(TaskKind.ACKNOWLEDGE,))
    raise_task(
        act,
        agency=row.recipient_agency_id,
        inbox_id=row.recipient_inbox_id,
        kind=TaskKind.TELL_OUTCOME,
        about_kind="disclosure",
        about_id=row.id,
        reference=row.reference,
        variant="at_reasonable_cause" if row.urgency != Urgency.BELOW else "",
    )
    _tell_sender(act, row)
    return str(row.id)


@command(Action.DISCLOSURE_ADDS)
def record_adds(act: Act, *, disclosure_id: UUID, text: str) -> str:
    """What it adds to what the recipient knew: the recipient's own, not sent back."""
    row = _require(act, disclosure_id)
    if not _taken(row, Step.ACKNOWLEDGED):
        raise OutOfOrder("Acknowledge it first, so that the sender knows you have it.")
    words = _text(
        text, "Write what this adds to what you knew, or that it adds nothing."
    )
    write_step(act, row, Step.ADDS, text=words, shared=False)
    return str(row.id)


@command(Action.DISCLOSURE_OUTCOME)
def record_outcome(
    act: Act, *, disclosure_id: UUID, outcome: ReceivedOutcome, message: str
) -> str:
    """Close it: what is done now, told back to the sender with the reason."""
    row = _require(act, disclosure_id)
    if not _taken(row, Step.ADDS):
        raise OutOfOrder(
            "Record what this adds to what is known before you close it: that is how "
            "several small pieces become one picture."
        )
    if _taken(row, Step.OUTCOME):
        raise OutOfOrder("The outcome was already recorded and told to the sender.")
    words = _text(message, "Write to the sender what happens now and why.")
    write_step(act, row, Step.OUTCOME, code=outcome.value, text=words)
    finish_tasks(act, about_id=row.id, kinds=(TaskKind.TELL_OUTCOME,))
    _tell_sender(act, row)
    return str(row.id)


def disclosure_relations(
    by: Actor, row: Disclosure, at: datetime
) -> frozenset[Relation]:
    """How the actor stands to a disclosure, with what bars them or lets them in."""
    return _sides(by, row) | standing_to(by, _things_of(by, row), at)


def _things_of(by: Actor, row: Disclosure) -> tuple[UUID, ...]:
    """The disclosure, and for its sender the concern and child that it is about."""
    if row.agency_id != by.agency:
        return (row.id,)
    return (row.id, *things_of(row.decision.concern))


def _sides(by: Actor, row: Disclosure) -> frozenset[Relation]:
    found = set()
    if row.agency_id == by.agency:
        found.add(Relation.OWN_AGENCY)
        if by.id in {row.sent_by, row.raised_by}:
            found.add(Relation.RAISED_BY_ME)
    if row.recipient_agency_id == by.agency:
        if row.recipient_inbox.kind in {InboxKind.FRONT_DOOR, InboxKind.POLICE}:
            found.add(Relation.SENT_TO_MY_AGENCY)
        else:
            found.add(Relation.SENT_TO_MY_INBOX)
    return frozenset(found)


def receives(by: Actor, row: Disclosure) -> bool:
    """Whether the actor works from the inbox it went to.

    Within one agency the front door receives what the adviser next door sends.
    """
    relations = _sides(by, row)
    return (
        Relation.SENT_TO_MY_AGENCY in relations and by.has(Role.FRONT_DOOR_WORKER)
    ) or (Relation.SENT_TO_MY_INBOX in relations and by.has(Role.ADVISER))


def view_disclosure(row: Disclosure, *, by: Actor, at: datetime) -> DisclosureView:
    """Items and steps as the actor's agency may read them."""
    reader: UUID = by.agency  # type: ignore[assignment]
    items = list(row.items.order_by("position"))
    texts = open_texts((i.text_id for i in items), reader=reader)
    agencies = agency_names({row.agency_id, row.recipient_agency_id})
    return DisclosureView(
        row.id,
        row.reference,
        row.concern_id,
        row.decision_id,
        not receives(by, row),
        may_touch(by, Action.DISCLOSURE_VOICE, row, at),
        _may_release(by, row, at),
        practitioner_names([row.sent_by]).get(row.sent_by, ""),
        agencies[row.agency_id],
        row.recipient_inbox.name,
        agencies[row.recipient_agency_id],
        row.purpose,
        row.urgency,
        row.sent_at,
        tuple(
            ItemView(i.kind, i.label, texts[i.text_id], i.happened_on, i.recorded_at)
            for i in items
        ),
        view_steps(row, reader=reader),
    )


def view_steps(row: Disclosure, *, reader: UUID) -> tuple[StepView, ...]:
    """Every step with its time; text only where it was sealed for this reader."""
    steps = list(row.steps.order_by("at", "kind"))
    names = practitioner_names({step.by for step in steps})
    agencies = agency_names({step.agency_id for step in steps})
    sealed = [step.text_id for step in steps if step.text_id]
    texts = open_readable(sealed, reader=reader)
    return tuple(
        StepView(
            step.kind,
            step.code,
            texts.get(step.text_id),
            step.at,
            names.get(step.by, ""),
            agencies[step.agency_id],
        )
        for step in steps
    )


def _require(act: Act, disclosure_id: UUID) -> Disclosure:
    row = (
        Disclosure.objects.filter(id=disclosure_id)
        .select_related("recipient_inbox")
        .first()
    )
    if row is None:
        raise NotFound(act.by, act.action, "disclosure")
    act.require(
        Resource("disclosure", row.id, disclosure_relations(act.by, row, act.at))
    )
    return row


def _may_release(by: Actor, row: Disclosure, at: datetime) -> bool:
    """Where there is a hidden family, and the reader decides for its custodian."""
    if not may_touch(by, Action.LOCATING_PROPOSE, row, at):
        return False
    match = row.decision.concern.matches.order_by("-sequence").first()
    return match is not None and match.child.concealments.exists()


def may_touch(by: Actor, action: Action, row: Disclosure, at: datetime) -> bool:
    """Whether the actor would be let in with this about what was sent."""
    about = Resource("disclosure", row.id, disclosure_relations(by, row, at))
    return decide(by, purpose_of(action), action, about).permit


def _taken(row: Disclosure, kind: Step) -> bool:
    return row.steps.filter(kind=kind.value).exists()


def _text(text: str, missing: str) -> str:
    words = text.strip()
    if not words:
        raise UnusableDisclosure(missing)
    if len(words) > LONGEST_TEXT:
        raise UnusableDisclosure(
            f"This text has {len(words):,} characters; at most {LONGEST_TEXT:,} fit."
        )
    return words


def _tell_sender(act: Act, row: Disclosure) -> None:
    adviser = inbox_of(row.agency_id, InboxKind.ADVISER)
    if adviser:
        notify_inbox(
            adviser.id,
            Template.STEP_TAKEN,
            by=act.by,
            reference=row.reference,
            path=f"/disclosures/{row.id}",
            at=act.at,
        )
    for person in {row.raised_by, row.sent_by}:
        notify_person(
            person,
            Template.STEP_TAKEN,
            by=act.by,
            reference=row.reference,
            path=f"/concerns/{row.concern_id}",
            at=act.at,
        )
