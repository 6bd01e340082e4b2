"""Every minute each agency takes in what it must answer: in its own custody, by itself.

An e-mail or a task written by the act that asked would show in the asker's transaction
that something is hidden.
"""

from datetime import UTC, datetime
from uuid import UUID

from procrastinate.contrib.django import app

from sharewell.access.context import context
from sharewell.agencies.rounds import of_every_agency
from sharewell.core.policy.model import Actor, Purpose
from sharewell.exchange.taking_in import take_in, waiting_looks


@app.periodic(cron="* * * * *")
@app.task(name="take_in_contacts", queue="default", queueing_lock="take_in_contacts")
def take_in_contacts(timestamp: int) -> None:
    """Run by the worker each minute; `timestamp` is that minute in Unix seconds."""
    take_in_all(datetime.now(UTC), minute=timestamp // 60)


def take_in_all(at: datetime, *, minute: int) -> int:
    """Take in for every agency that owes something; returns how many agencies did."""
    return of_every_agency(
        lambda agency: _take_in_one(agency, at, minute),
        "What agency %s must answer could not be taken in.",
    )


def _take_in_one(agency: UUID, at: datetime, minute: int) -> bool:
    system = Actor.system(agency)
    with context(system, Purpose.RUN_THE_SERVICE):
        if not waiting_looks():
            return False
    take_in(by=system, at=at, key=f"contacts:{agency}:{minute}")
    return True
