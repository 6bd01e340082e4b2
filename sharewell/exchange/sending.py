"""Sending: choose, preview, and seal exactly what was previewed for the recipient."""

import secrets
from dataclasses import dataclass
from uuid import UUID, uuid4

from sharewell.access.command import Act, command
from sharewell.access.errors import NotFound
from sharewell.agencies.notify import notify_inbox, notify_person
from sharewell.agencies.queries import InboxEntry, inbox_for_sending
from sharewell.agencies.vocabulary import InboxKind
from sharewell.core.identifiers import reference_code
from sharewell.core.policy.action import Action
from sharewell.core.policy.model import Resource
from sharewell.decisions.deciding import decision_relations, owed_to_front_door
from sharewell.decisions.models import Concern, SharingDecision
from sharewell.decisions.queries import view_concern
from sharewell.decisions.raising import SALT_BYTES
from sharewell.decisions.tasks import finish_tasks, raise_task
from sharewell.decisions.vocabulary import TaskKind
from sharewell.exchange.amount import limited, require_amount
from sharewell.exchange.contents import disclosure_content, item_content
from sharewell.exchange.errors import PreviewChanged, UnusableDisclosure
from sharewell.exchange.hiding import hiding
from sharewell.exchange.items import (
    Item,
    candidates,
    chosen,
    digest,
    sender_locates,
)
from sharewell.exchange.models import Disclosure, DisclosureItem
from sharewell.exchange.recipients import (
    inboxes_for,
    is_replaced,
    recipient_words,
    require_recipient,
    require_standing,
)
from sharewell.exchange.steps import write_step
from sharewell.exchange.vocabulary import Step, Urgency
from sharewell.keys.sealing import seal_text
from sharewell.outbox.templates import Template

URGENCY_OF_LEVEL = {
    "immediate_danger": Urgency.DANGER_NOW,
    "reasonable_cause": Urgency.REASONABLE_CAUSE,
}


@dataclass(frozen=True)
class Preview:
    """What could go, what would go, and the mark of exactly that."""

    concern_id: UUID
    reference: str
    is_serious: bool
    is_hidden: bool
    items: tuple[Item, ...]
    chosen: tuple[Item, ...]
    digest: str
    outcome: str
    inboxes: tuple[InboxEntry, ...]
    recipient: str
    is_replaced: bool


@command(Action.DISCLOSURE_SEND, writes=False)
def preview_disclosure(
    act: Act,
    *,
    decision_id: UUID,
    refs: tuple[str, ...] | None = None,
    inbox_id: UUID | None = None,
    read_again: bool = False,
) -> Preview:
    """What the recipient would see; without refs, what is chosen to begin with.

    With an inbox, raises UnusableDisclosure for what may not go there as it is.
    """
    decision = require_decision(act, decision_id)
    items = offered(act, decision)
    view = view_concern(decision.concern, reader=decision.agency_id)
    hidden = hiding(view, decision.facts)
    going = (
        [i for i in items if i.is_chosen and not i.withheld]
        if refs is None
        else chosen(items, refs)
    )
    if inbox_id is not None:
        require_amount(going, inbox_for_sending(inbox_id), read_again=read_again)
    act.record("disclosure.previewed", kind="decision", id=decision.id)
    return Preview(
        decision.concern_id,
        decision.concern.reference,
        urgency_of(decision) is not Urgency.BELOW,
        hidden.is_hidden,
        tuple(items),
        tuple(going),
        digest(going),
        decision.outcome,
        inboxes_for(decision),
        recipient_words(decision),
        is_replaced(decision),
    )


@command(Action.DISCLOSURE_SEND)
def send_disclosure(
    act: Act,
    *,
    decision_id: UUID,
    inbox_id: UUID,
    refs: tuple[str, ...],
    previewed: str,
    answered_by: str = "",
    read_again: bool = False,
) -> dict[str, str]:
    """Send the chosen items, exactly as previewed, to one inbox.

    Raises InboxClosed, PreviewChanged or UnusableDisclosure; then nothing is sent.
    """
    decision = require_decision(act, decision_id)
    require_standing(decision)
    inbox = inbox_for_sending(inbox_id)
    require_recipient(decision, inbox)
    _check_hidden(act, decision, inbox)
    items = chosen(offered(act, decision), refs)
    if not any(item.kind != "referrer" for item in items):
        raise UnusableDisclosure("Choose at least one item to send.")
    require_amount(items, inbox, read_again=read_again)
    if digest(items) != previewed:
        raise PreviewChanged
    row = write_disclosure(act, decision, inbox, items, answered_by=answered_by)
    return {"disclosure": str(row.id), "reference": row.reference}


def offered(act: Act, decision: SharingDecision) -> list[Item]:
    """Every item, with what the decision's amount holds back."""
    return limited(candidates(act, decision.concern, decision), decision)


def require_decision(act: Act, decision_id: UUID) -> SharingDecision:
    """The decision, if it is there for this actor and the policy permits the action."""
    decision = SharingDecision.objects.filter(id=decision_id).first()
    if decision is None:
        raise NotFound(act.by, act.action, "decision")
    relations = decision_relations(act, decision)
    act.require(Resource("decision", decision.id, relations))
    return decision


def write_disclosure(
    act: Act,
    decision: SharingDecision,
    inbox: InboxEntry,
    items: list[Item],
    *,
    answered_by: str,
) -> Disclosure:
    """Keep disclosure and sealed items, start the recipient's clock, tell everybody."""
    concern = decision.concern
    row = _row(act, decision, concern, inbox)
    row.save(force_insert=True)
    act.record(
        "disclosure.sent",
        kind="disclosure",
        id=row.id,
        salt=row.salt,
        content=disclosure_content(row),
        edition=decision.edition,
    )
    for position, item in enumerate(items, start=1):
        _write_item(act, row, position, item)
    _clocks(act, row, concern, answered_by)
    _tell(act, row, concern)
    return row


def urgency_of(decision: SharingDecision) -> Urgency:
    """What the decision's facts declare."""
    level = decision.facts.get("answers", {}).get("level", "")
    return URGENCY_OF_LEVEL.get(level, Urgency.BELOW)


def _check_hidden(act: Act, decision: SharingDecision, inbox: InboxEntry) -> None:
    """The sender is seen by the recipient: a school says where the child is."""
    if inbox.kind in {InboxKind.FRONT_DOOR, InboxKind.POLICE}:
        return
    view = view_concern(decision.concern, reader=decision.agency_id)
    if sender_locates(act, hiding(view, decision.facts)):
        raise UnusableDisclosure(
            "This family is hidden, and your agency's own name would lead to it. Send "
            "it "
            "to the front door or the police, who can reach others without saying "
            "where "
            "it came from."
        )


def _row(
    act: Act, decision: SharingDecision, concern: Concern, inbox: InboxEntry
) -> Disclosure:
    purpose = decision.facts.get("answers", {}).get("purpose", "safeguard")
    return Disclosure(
        id=uuid4(),
        agency_id=decision.agency_id,
        recipient_agency_id=inbox.agency_id,
        recipient_inbox_id=inbox.id,
        decision=decision,
        concern_id=concern.id,
        raised_by=concern.raised_by,
        reference=reference_code(secrets.token_bytes(8)),
        purpose=purpose,
        urgency=urgency_of(decision).value,
        sent_by=act.by.id,
        sent_at=act.at,
        salt=secrets.token_bytes(SALT_BYTES),
    )


def _write_item(act: Act, disclosure: Disclosure, position: int, item: Item) -> None:
    row_id = uuid4()
    row = DisclosureItem(
        id=row_id,
        agency_id=disclosure.agency_id,
        recipient_agency_id=disclosure.recipient_agency_id,
        disclosure=disclosure,
        position=position,
        kind=item.kind,
        label=item.label,
        text_id=seal_text(
            item.text,
            kind="disclosure_item",
            record=row_id,
            field="text",
            owner=disclosure.agency_id,
            subject=disclosure.concern_id,
            readers={disclosure.recipient_agency_id: disclosure.id},
        ),
        happened_on=item.happened_on,
        recorded_at=item.recorded_at,
        salt=secrets.token_bytes(SALT_BYTES),
    )
    row.save(force_insert=True)
    act.record(
        "disclosure.item_sealed",
        kind="disclosure_item",
        id=row.id,
        salt=row.salt,
        content=item_content(row, item.text),
        subject=disclosure.concern_id,
    )


def _clocks(act: Act, row: Disclosure, concern: Concern, answered_by: str) -> None:
    serious = row.urgency != Urgency.BELOW
    # Telling a school is not telling the front door: what is owed there stays due.
    if row.recipient_inbox.kind == InboxKind.FRONT_DOOR or not (
        serious or owed_to_front_door(row.decision.advice)
    ):
        finish_tasks(act, about_id=concern.id, kinds=(TaskKind.SEND,))
    raise_task(
        act,
        agency=row.recipient_agency_id,
        inbox_id=row.recipient_inbox_id,
        kind=TaskKind.ACKNOWLEDGE,
        about_kind="disclosure",
        about_id=row.id,
        reference=row.reference,
        variant="at_reasonable_cause" if serious else "",
    )
    if answered_by.strip():
        write_step(act, row, Step.VOICE, text=answered_by.strip())
    elif serious and concern.inbox_id:
        # An unread inbox is not being told: somebody must be reached by voice.
        raise_task(
            act,
            agency=row.agency_id,
            inbox_id=concern.inbox_id,
            kind=TaskKind.VOICE,
            about_kind="disclosure",
            about_id=row.id,
            reference=row.reference,
        )


def _tell(act: Act, row: Disclosure, concern: Concern) -> None:
    notify_inbox(
        row.recipient_inbox_id,
        Template.DISCLOSURE_WAITING,
        by=act.by,
        reference=row.reference,
        path=f"/disclosures/{row.id}",
        at=act.at,
    )
    if concern.raised_by != act.by.id:
        notify_person(
            concern.raised_by,
            Template.STEP_TAKEN,
            by=act.by,
            reference=concern.reference,
            path=f"/concerns/{concern.id}",
            at=act.at,
        )
