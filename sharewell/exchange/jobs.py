"""Every minute each agency takes in what it must answer: in its own custody, by itself.

An e-mail or a task written by the act that asked would show in the asker's transaction
that something is hidden.
"""

import logging
from datetime import UTC, datetime
from uuid import UUID

from procrastinate.contrib.django import app

from sharewell.access.context import context
from sharewell.agencies.queries import agency_ids
from sharewell.core.policy.model import Actor, Purpose
from sharewell.exchange.taking_in import take_in, waiting_looks

log = logging.getLogger(__name__)


@app.periodic(cron="* * * * *")
@app.task(name="take_in_contacts", queue="default", queueing_lock="take_in_contacts")
def take_in_contacts(timestamp: int) -> None:
    """Run by the worker each minute; `timestamp` is that minute in Unix seconds."""
    take_in_all(datetime.now(UTC), minute=timestamp // 60)


def take_in_all(at: datetime, *, minute: int) -> int:
    """Take in for every agency that owes something; returns how many agencies did.

    A fault in one agency is logged and does not hold up the others.
    """
    done = 0
    for agency in agency_ids():
        try:
            done += _take_in_one(agency, at, minute)
        except Exception:
            log.exception("What agency %s must answer could not be taken in.", agency)
    return done


def _take_in_one(agency: UUID, at: datetime, minute: int) -> int:
    system = Actor.system(agency)
    with context(system, Purpose.RUN_THE_SERVICE):
        if not waiting_looks():
            return 0
    take_in(by=system, at=at, key=f"contacts:{agency}:{minute}")
    return 1
