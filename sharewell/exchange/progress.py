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
from sharewell.decisions.queries import (
    ConcernView,
    TaskLine,
    view_concern,
    waiting_tasks,
)
from sharewell.decisions.tasks import open_tasks
from sharewell.decisions.vocabulary import TaskKind
from sharewell.exchange.models import Disclosure
from sharewell.exchange.reach import closed_things, reachable_disclosures
from sharewell.exchange.receiving import StepView, may_touch, view_steps
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
    may_open: bool
    # Somebody must still be reached by voice, and this reader may say who answered.
    call_is_owed: bool


@dataclass(frozen=True)
class CallLine:
    """A telephone call that whoever sent it still owes."""

    disclosure_id: UUID
    reference: str
    raised_at: datetime
    due_at: datetime


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
        _progress(act, d, agencies[d.recipient_agency_id], row.agency_id)
        for d in sent.order_by("sent_at")
    )
    view = view_concern(row, reader=row.agency_id, relations=act.required.relations)
    return view, progress


def calls_owed(by: Actor) -> list[CallLine]:
    """Those about what the actor sent, soonest due first, until it says who answered.

    Whoever refers directly may work from no inbox at all, and is the one who must ring.
    """
    with context(by, Purpose.SAFEGUARD):
        sent = reachable_disclosures(by).filter(agency_id=by.agency, sent_by=by.id)
        references = dict(sent.values_list("id", "reference"))
        owed = open_tasks().filter(
            kind=TaskKind.VOICE.value, about_id__in=references.keys()
        )
        return [
            CallLine(t.about_id, references[t.about_id], t.raised_at, t.due_at)
            for t in owed
        ]


def waiting_work(by: Actor, at: datetime, inbox_kinds: set[str]) -> list[TaskLine]:
    """As waiting_tasks, without what is about a disclosure closed to the actor."""
    return waiting_tasks(by, at, inbox_kinds, closed_things)


def received(by: Actor, inbox_kinds: set[str]) -> list[ReceivedLine]:
    """What was sent to inboxes the actor works from and is not closed; oldest first."""
    with context(by, Purpose.SAFEGUARD):
        inboxes = inbox_names(by.agency, inbox_kinds)
        rows = list(
            reachable_disclosures(by)
            .filter(recipient_inbox_id__in=inboxes)
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


def _progress(act: Act, row: Disclosure, agency: str, reader: UUID) -> Progress:
    by, at = act.by, act.at
    is_owed = open_tasks().filter(about_id=row.id, kind=TaskKind.VOICE.value).exists()
    return Progress(
        row.id,
        row.reference,
        row.recipient_inbox.name,
        agency,
        row.sent_at,
        view_steps(row, reader=reader),
        may_open=may_touch(by, Action.DISCLOSURE_OPEN, row, at),
        call_is_owed=is_owed and may_touch(by, Action.DISCLOSURE_VOICE, row, at),
    )


def _state(row: Disclosure) -> str:
    kinds = {step.kind for step in row.steps.all()}
    for kind in (Step.ADDS, Step.ACKNOWLEDGED, Step.OPENED):
        if kind.value in kinds:
            return kind.value
    return "waiting"
