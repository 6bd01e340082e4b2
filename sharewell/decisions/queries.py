"""Reading concerns and decisions inside an act, and the list of work."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID

from sharewell.access.context import context
from sharewell.agencies.queries import inbox_names, practitioner_names
from sharewell.children.queries import ChildSummary, summarise
from sharewell.core.policy.model import Actor, Purpose, Relation
from sharewell.decisions.models import Concern, SharingDecision
from sharewell.decisions.reach import closed_concerns, reachable_concerns
from sharewell.decisions.tasks import open_tasks
from sharewell.decisions.vocabulary import ANSWERED_IN_WORDS
from sharewell.keys.sealing import open_texts


@dataclass(frozen=True)
class EntryView:
    """One entry as it is read; `corrected_by` is the id of a later correction."""

    id: UUID
    kind: str
    text: str
    said_by: str
    certainty: str
    child_seen: str
    happened_on: date | None
    known_at: datetime
    recorded_at: datetime
    recorded_by: str
    corrects: UUID | None
    corrected_by: UUID | None


@dataclass(frozen=True)
class DecisionView:
    """One decision as it is read."""

    id: UUID
    agency_id: UUID
    reference: str
    outcome: str
    follows_advice: bool
    decided_by: str
    decided_by_id: UUID
    decided_at: datetime
    facts: dict[str, Any]
    advice: dict[str, Any]
    edition: str
    published_on: date
    lawful_basis: str
    own_view: str
    reasons: str
    # How the reader stands to it.
    relations: frozenset[Relation]


@dataclass(frozen=True)
class ConcernView:
    """A concern with all that is written about it."""

    id: UUID
    reference: str
    origin: str
    agency_id: UUID
    safe_now: str
    referred_directly: bool
    raised_by: str
    raised_by_id: UUID
    raised_at: datetime
    inbox_name: str
    entries: tuple[EntryView, ...]
    child: ChildSummary | None
    decisions: tuple[tuple[UUID, str, datetime], ...]
    tasks: tuple[tuple[UUID, str, datetime], ...]
    # Who made each of the decisions, in the same order.
    deciders: tuple[UUID, ...]
    # How the reader stands to it.
    relations: frozenset[Relation]


@dataclass(frozen=True)
class TaskLine:
    """A task as the list of work shows it."""

    kind: str
    about_kind: str
    about_id: UUID
    reference: str
    inbox_name: str
    raised_at: datetime
    due_at: datetime
    is_overdue: bool


@dataclass(frozen=True)
class RaisedLine:
    """A concern somebody raised, for their own list."""

    id: UUID
    reference: str
    raised_at: datetime
    latest_outcome: str


def view_concern(
    row: Concern, *, reader: UUID, relations: frozenset[Relation] = frozenset()
) -> ConcernView:
    """Everything on the page of a concern; the caller is inside a permitted act."""
    entries = _entries(row, reader)
    match = row.matches.order_by("-sequence").select_related("child").first()
    names = practitioner_names([row.raised_by])
    decisions = tuple(
        row.decisions.order_by("sequence").values_list(
            "id", "outcome", "decided_at", "decided_by"
        )
    )
    return ConcernView(
        row.id,
        row.reference,
        row.origin,
        row.agency_id,
        row.safe_now,
        row.referred_directly,
        names.get(row.raised_by, ""),
        row.raised_by,
        row.raised_at,
        row.inbox.name if row.inbox else "",
        entries,
        summarise(match.child) if match else None,
        tuple(one[:3] for one in decisions),
        tuple(
            open_tasks()
            .filter(about_id=row.id, kind__in=[k.value for k in ANSWERED_IN_WORDS])
            .values_list("id", "kind", "due_at")
        ),
        tuple(by for *_, by in decisions),
        relations,
    )


def _entries(row: Concern, reader: UUID) -> tuple[EntryView, ...]:
    rows = list(row.entries.order_by("sequence"))
    texts = open_texts((one.text_id for one in rows), reader=reader)
    names = practitioner_names({one.recorded_by for one in rows})
    corrected = {one.corrects_id: one.id for one in rows if one.corrects_id}
    return tuple(
        EntryView(
            one.id,
            one.kind,
            texts[one.text_id],
            one.said_by,
            one.certainty,
            one.child_seen,
            one.happened_on,
            one.known_at,
            one.recorded_at,
            names.get(one.recorded_by, ""),
            one.corrects_id,
            corrected.get(one.id),
        )
        for one in rows
    )


def view_decision(
    row: SharingDecision, *, reader: UUID, relations: frozenset[Relation]
) -> DecisionView:
    """A decision with its own view and reasons opened."""
    texts = open_texts([row.own_view_id, row.reasons_id], reader=reader)
    names = practitioner_names([row.decided_by])
    return DecisionView(
        row.id,
        row.agency_id,
        row.reference,
        row.outcome,
        row.follows_advice,
        names.get(row.decided_by, ""),
        row.decided_by,
        row.decided_at,
        row.facts,
        row.advice,
        row.edition,
        row.published_on,
        row.lawful_basis,
        texts[row.own_view_id],
        texts[row.reasons_id],
        relations,
    )


def waiting_tasks(
    by: Actor,
    at: datetime,
    inbox_kinds: set[str],
    closed: Callable[[Actor], frozenset[UUID]] = closed_concerns,
) -> list[TaskLine]:
    """Open tasks of the agency's inboxes that the actor works from, soonest first.

    `closed` says about what no task is shown: a face passes that of the exchange, which
    knows the disclosures too.
    """
    with context(by, Purpose.SAFEGUARD):
        inboxes = inbox_names(by.agency, inbox_kinds)
        return [
            TaskLine(
                t.kind,
                t.about_kind,
                t.about_id,
                t.reference,
                inboxes[t.inbox_id],
                t.raised_at,
                t.due_at,
                t.due_at <= at,
            )
            for t in open_tasks()
            .filter(agency_id=by.agency, inbox_id__in=inboxes)
            .exclude(about_id__in=closed(by))
        ]


def raised_by(by: Actor) -> list[RaisedLine]:
    """The actor's own concerns, newest first, with the latest decision's outcome."""
    with context(by, Purpose.SAFEGUARD):
        mine = reachable_concerns(by).filter(raised_by=by.id)
        rows = mine.order_by("-raised_at")[:50]
        return [
            RaisedLine(row.id, row.reference, row.raised_at, _latest_outcome(row))
            for row in rows
        ]


def _latest_outcome(row: Concern) -> str:
    latest = row.decisions.order_by("-sequence").first()
    return latest.outcome if latest else ""
