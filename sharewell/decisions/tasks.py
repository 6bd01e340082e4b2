"""Clocks: what an inbox owes by when, and how it rises until somebody answers."""

import secrets
from datetime import datetime
from uuid import UUID, uuid4

from django.db.models import Exists, OuterRef, QuerySet

from sharewell.access.command import Act, command
from sharewell.agencies.notify import notify_inbox
from sharewell.agencies.queries import inbox_of
from sharewell.agencies.vocabulary import InboxKind
from sharewell.core.identifiers import reference_code
from sharewell.core.policy.action import Action
from sharewell.core.policy.model import Purpose, Resource
from sharewell.decisions.models import Concern, Task, TaskStep
from sharewell.decisions.vocabulary import StepKind, TaskKind
from sharewell.outbox.templates import Template
from sharewell.rulebooks.clocks import due

# Who hears of a task that rises, beside the inbox that owes it, from the second rise
# on.
RISES_TO = InboxKind.LEAD_INFORMATION_OFFICER


def raise_task(
    act: Act,
    *,
    agency: UUID,
    inbox_id: UUID,
    kind: TaskKind,
    about_kind: str,
    about_id: UUID,
    reference: str,
    variant: str = "",
    due_at: datetime | None = None,
) -> None:
    """Start a clock, within a permitted act; `variant` picks a stricter figure.

    `due_at` is given where the clock began before the act.
    """
    Task(
        id=uuid4(),
        agency_id=agency,
        inbox_id=inbox_id,
        kind=kind.value,
        about_kind=about_kind,
        about_id=about_id,
        reference=reference,
        raised_by_agency_id=act.by.agency,
        raised_at=act.at,
        due_at=due_at or due(kind.value, act.at, variant=variant),
    ).save(force_insert=True)


def raise_for_concern(
    act: Act, concern: Concern, *, inbox_id: UUID, kind: TaskKind, variant: str = ""
) -> None:
    """Start a clock about a concern, owed by an inbox of the same agency."""
    raise_task(
        act,
        agency=concern.agency_id,
        inbox_id=inbox_id,
        kind=kind,
        about_kind="concern",
        about_id=concern.id,
        reference=concern.reference,
        variant=variant,
    )


def finish_tasks(act: Act, *, about_id: UUID, kinds: tuple[TaskKind, ...]) -> int:
    """Stop the clocks of these kinds about one thing; returns how many."""
    names = [kind.value for kind in kinds]
    open_ones = list(open_tasks().filter(about_id=about_id, kind__in=names))
    for task in open_ones:
        _step(act, task, StepKind.DONE)
    return len(open_ones)


def open_tasks() -> QuerySet[Task]:
    """Tasks of the agency in context that are not done; soonest due first."""
    done = TaskStep.objects.filter(task=OuterRef("pk"), kind=StepKind.DONE.value)
    return Task.objects.filter(~Exists(done)).order_by("due_at", "id")


@command(Action.TASKS_TICK, purpose=Purpose.RUN_THE_SERVICE)
def tick(act: Act) -> str:
    """Raise what is overdue in the agency in context; returns how many, as text.

    A task rises when it falls due and again at every interval of the clock `rise`.
    """
    act.require(Resource("tasks"))
    risen = [
        task for task in open_tasks().filter(due_at__lte=act.at) if _rises(task, act.at)
    ]
    officer = inbox_of(act.by.agency, RISES_TO)
    for task in risen:
        rises = _step(act, task, StepKind.RISEN)
        told = [task.inbox_id]
        if rises > 1 and officer and officer.id != task.inbox_id:
            told.append(officer.id)
        for inbox_id in told:
            notify_inbox(
                inbox_id,
                Template.OVERDUE,
                by=act.by,
                reference=task.reference,
                path="/your-work",
                at=act.at,
            )
    act.record("tasks.ticked", kind="agency", id=act.by.agency)
    return str(len(risen))


@command(Action.TASKS_TICK, purpose=Purpose.RUN_THE_SERVICE)
def ask_for_access_review(act: Act, *, inbox_id: UUID) -> str:
    """Start the clock of looking through who may open what; returns its reference."""
    act.require(Resource("tasks"))
    if act.by.agency is None:
        raise TypeError("An agency looks through its own roles.")
    reference = reference_code(secrets.token_bytes(8))
    raise_task(
        act,
        agency=act.by.agency,
        inbox_id=inbox_id,
        kind=TaskKind.REVIEW_ACCESS,
        about_kind="access",
        about_id=act.by.agency,
        reference=reference,
    )
    act.record("access_review.asked_for", kind="agency", id=act.by.agency)
    return reference


def access_review_is_due(agency: UUID, founded_at: datetime, at: datetime) -> bool:
    """Whether a quarter has passed since the last was asked for, or the founding."""
    asked = Task.objects.filter(agency_id=agency, kind=TaskKind.REVIEW_ACCESS.value)
    last = asked.order_by("-raised_at").first()
    since = founded_at if last is None else last.raised_at
    return due("review_access_again", since) <= at


def _rises(task: Task, at: datetime) -> bool:
    last = task.steps.filter(kind=StepKind.RISEN.value).order_by("-sequence").first()
    return last is None or due("rise", last.at) <= at


def _step(act: Act, task: Task, kind: StepKind) -> int:
    """Add the step; returns its number."""
    sequence = task.steps.count() + 1
    TaskStep(
        id=uuid4(),
        agency_id=task.agency_id,
        task=task,
        sequence=sequence,
        kind=kind.value,
        at=act.at,
        by=act.by.id,
    ).save(force_insert=True)
    return sequence
