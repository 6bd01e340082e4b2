"""What became of a concern: every disclosure of it and every step, with times."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from sharewell.access.command import Act, command
from sharewell.access.context import context
from sharewell.agencies.queries import agency_names, inbox_names
from sharewell.core.policy.action import Action
from sharewell.core.policy.model import Actor, Purpose
from sharewell.decisions.actions import require_concern
from sharewell.decisions.queries import ConcernView, view_concern
from sharewell.exchange.models import Disclosure
from sharewell.exchange.receiving import StepView, view_steps
from sharewell.exchange.vocabulary import Step


@dataclass(frozen=True)
class Progress:
    """One disclosure of a concern, for those who may open the concern."""

    disclosure_id: UUID
    reference: str
    recipient: str
    recipient_agency: str
    sent_at: datetime
    steps: tuple[StepView, ...]


@dataclass(frozen=True)
class ReceivedLine:
    """A disclosure in the front door's list: urgency and time waiting, no content."""

    id: UUID
    reference: str
    urgency: str
    sender_agency: str
    inbox_name: str
    sent_at: datetime
    state: str


@command(Action.CONCERN_OPEN, writes=False)
def follow_concern(
    act: Act, *, concern_id: UUID
) -> tuple[ConcernView, tuple[Progress, ...]]:
    """Open a concern together with the steps of what was sent about it."""
    row = require_concern(act, concern_id)
    act.record("concern.opened", kind="concern", id=row.id)
    sent = Disclosure.objects.filter(concern_id=row.id).select_related(
        "recipient_inbox"
    )
    agencies = agency_names({d.recipient_agency_id for d in sent})
    progress = tuple(
        Progress(
            d.id,
            d.reference,
            d.recipient_inbox.name,
            agencies[d.recipient_agency_id],
            d.sent_at,
            view_steps(d, reader=row.agency_id),
        )
        for d in sent.order_by("sent_at")
    )
    return view_concern(row, reader=row.agency_id), progress


def received(by: Actor, inbox_kinds: set[str]) -> list[ReceivedLine]:
    """What was sent to inboxes the actor works from and is not closed; oldest first."""
    with context(by, Purpose.SAFEGUARD):
        inboxes = inbox_names(by.agency, inbox_kinds)
        rows = list(
            Disclosure.objects.filter(recipient_inbox_id__in=inboxes)
            .exclude(steps__kind=Step.OUTCOME.value)
            .order_by("sent_at")
            .prefetch_related("steps")
        )
        agencies = agency_names({row.agency_id for row in rows})
        return [
            ReceivedLine(
                row.id,
                row.reference,
                row.urgency,
                agencies[row.agency_id],
                inboxes[row.recipient_inbox_id],
                row.sent_at,
                _state(row),
            )
            for row in rows
        ]


def _state(row: Disclosure) -> str:
    kinds = {step.kind for step in row.steps.all()}
    for kind in (Step.ADDS, Step.ACKNOWLEDGED, Step.OPENED):
        if kind.value in kinds:
            return kind.value
    return "waiting"
