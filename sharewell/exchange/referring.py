"""Referring directly: one click, one act, whoever judges it right."""

from uuid import UUID

from sharewell.access.command import Act, command
from sharewell.agencies.notify import notify_inbox
from sharewell.agencies.queries import inbox_for_concerns, inbox_for_sending
from sharewell.agencies.vocabulary import InboxKind
from sharewell.core.policy.action import Action
from sharewell.core.policy.model import Resource
from sharewell.decisions.actions import RAISING
from sharewell.decisions.deciding import NewDecision, write_decision
from sharewell.decisions.drafts import SentDraft, submit_page
from sharewell.decisions.raising import NewConcern, write_concern
from sharewell.exchange.errors import UnusableDisclosure
from sharewell.exchange.items import candidates
from sharewell.exchange.sending import write_disclosure
from sharewell.outbox.templates import Template


@command(Action.CONCERN_REFER)
def refer_directly(
    act: Act,
    *,
    concern: NewConcern,
    decision: NewDecision,
    inbox_id: UUID,
    answered_by: str = "",
    draft: SentDraft | None = None,
) -> dict[str, str]:
    """Concern, decision and disclosure in one act; the adviser is told, not asked."""
    act.require(Resource("concern", None, RAISING))
    front_door = inbox_for_sending(inbox_id)
    if front_door.kind != InboxKind.FRONT_DOOR:
        raise UnusableDisclosure("A direct referral goes to a front door. Choose one.")
    adviser = inbox_for_concerns(act.by.agency)
    raised = write_concern(
        act, concern, inbox_id=adviser.id if adviser else None, directly=True
    )
    decided = write_decision(act, raised, decision)
    items = [
        i for i in candidates(act, raised, decided) if i.is_chosen and not i.withheld
    ]
    row = write_disclosure(act, decided, front_door, items, answered_by=answered_by)
    if adviser:
        notify_inbox(
            adviser.id,
            Template.CONCERN_WAITING,
            by=act.by,
            reference=raised.reference,
            path=f"/concerns/{raised.id}",
            at=act.at,
        )
    kept = submit_page(act, draft)
    return {
        "concern": str(raised.id),
        "disclosure": str(row.id),
        "reference": raised.reference,
        "draft_kept": str(draft.id) if draft and kept else "",
    }
