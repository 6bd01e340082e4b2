"""The clocks' job: every minute, each agency with something overdue gets its tick."""

from datetime import UTC, datetime
from uuid import UUID

from procrastinate.contrib.django import app

from sharewell.access.context import context
from sharewell.agencies.queries import founded, inbox_for_officers
from sharewell.agencies.rounds import of_every_agency
from sharewell.core.policy.model import Actor, Purpose
from sharewell.decisions.tasks import (
    access_review_is_due,
    ask_for_access_review,
    open_tasks,
    tick,
)


@app.periodic(cron="* * * * *")
@app.task(name="tick_every_agency", queue="default", queueing_lock="tick_every_agency")
def tick_every_agency(timestamp: int) -> None:
    """Run by the worker each minute; `timestamp` is that minute in Unix seconds."""
    tick_all(datetime.now(UTC), minute=timestamp // 60)


def tick_all(at: datetime, *, minute: int) -> int:
    """Tick every agency that has something overdue; returns how many were ticked.

    The key is per agency and minute, so that two workers do it once.
    """
    return of_every_agency(
        lambda agency: _tick_one(agency, at, minute),
        "The clocks of agency %s could not be read.",
    )


@app.periodic(cron="17 6 * * *")
@app.task(
    name="ask_for_access_reviews",
    queue="default",
    queueing_lock="ask_for_access_reviews",
)
def ask_for_access_reviews(timestamp: int) -> None:
    """Run by the worker each morning; `timestamp` is that minute in Unix seconds."""
    ask_for_all(datetime.now(UTC))


def ask_for_all(at: datetime) -> int:
    """Ask every agency whose quarter is over; returns how many were asked."""
    since = founded()
    return of_every_agency(
        lambda agency: _ask_one(agency, since[agency], at),
        "Agency %s could not be asked to look at roles.",
    )


def _ask_one(agency: UUID, founded_at: datetime, at: datetime) -> bool:
    system = Actor.system(agency)
    with context(system, Purpose.RUN_THE_SERVICE):
        inbox = inbox_for_officers(agency)
        if inbox is None or not access_review_is_due(agency, founded_at, at):
            return False
    # Two workers on one morning ask once.
    key = f"access-review:{agency}:{at:%Y-%m-%d}"
    ask_for_access_review(by=system, at=at, key=key, inbox_id=inbox.id)
    return True


def _tick_one(agency: UUID, at: datetime, minute: int) -> bool:
    system = Actor.system(agency)
    with context(system, Purpose.RUN_THE_SERVICE):
        # A tick is a ledger entry: one a minute with nothing to say would be noise.
        if not open_tasks().filter(due_at__lte=at).exists():
            return False
    tick(by=system, at=at, key=f"tick:{agency}:{minute}")
    return True
