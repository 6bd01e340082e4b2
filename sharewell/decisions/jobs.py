"""The clocks' job: every minute, each agency with something overdue gets its tick."""

import logging
from datetime import UTC, datetime
from uuid import UUID

from procrastinate.contrib.django import app

from sharewell.access.context import context
from sharewell.agencies.queries import agency_ids, founded, inbox_for_officers
from sharewell.core.policy.model import Actor, Purpose
from sharewell.decisions.tasks import (
    access_review_is_due,
    ask_for_access_review,
    open_tasks,
    tick,
)

log = logging.getLogger(__name__)


@app.periodic(cron="* * * * *")
@app.task(name="tick_every_agency", queue="default", queueing_lock="tick_every_agency")
def tick_every_agency(timestamp: int) -> None:
    """Run by the worker each minute; `timestamp` is that minute in Unix seconds."""
    tick_all(datetime.now(UTC), minute=timestamp // 60)


def tick_all(at: datetime, *, minute: int) -> int:
    """Tick every agency that has something overdue; returns how many were ticked.

    The key is per agency and minute, so that two workers do it once. A fault in one
    agency is logged and does not stop the clocks of the others.
    """
    ticked = 0
    for agency in agency_ids():
        try:
            ticked += _tick_one(agency, at, minute)
        except Exception:
            log.exception("The clocks of agency %s could not be read.", agency)
    return ticked


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
    asked = 0
    for agency, founded_at in founded().items():
        try:
            asked += _ask_one(agency, founded_at, at)
        except Exception:
            log.exception("Agency %s could not be asked to look at roles.", agency)
    return asked


def _ask_one(agency: UUID, founded_at: datetime, at: datetime) -> int:
    system = Actor.system(agency)
    with context(system, Purpose.RUN_THE_SERVICE):
        inbox = inbox_for_officers(agency)
        if inbox is None or not access_review_is_due(agency, founded_at, at):
            return 0
    # Two workers on one morning ask once.
    key = f"access-review:{agency}:{at:%Y-%m-%d}"
    ask_for_access_review(by=system, at=at, key=key, inbox_id=inbox.id)
    return 1


def _tick_one(agency: UUID, at: datetime, minute: int) -> int:
    system = Actor.system(agency)
    with context(system, Purpose.RUN_THE_SERVICE):
        # A tick is a ledger entry: one a minute with nothing to say would be noise.
        if not open_tasks().filter(due_at__lte=at).exists():
            return 0
    tick(by=system, at=at, key=f"tick:{agency}:{minute}")
    return 1
