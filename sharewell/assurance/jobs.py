"""Every minute: what two people agreed to erase, once its delay is over."""

import logging
from datetime import UTC, datetime
from uuid import UUID

from procrastinate.contrib.django import app

from sharewell.access.context import context
from sharewell.agencies.rounds import of_every_agency
from sharewell.assurance.carrying_out import (
    carry_out_erasures,
    destroy_again,
    due_now,
)
from sharewell.core.policy.model import Actor, Purpose

log = logging.getLogger(__name__)


@app.periodic(cron="* * * * *")
@app.task(name="erase_what_is_due", queue="default", queueing_lock="erase_what_is_due")
def erase_what_is_due(timestamp: int) -> None:
    """Run by the worker each minute; `timestamp` is that minute in Unix seconds."""
    erase_all(datetime.now(UTC), minute=timestamp // 60)


def erase_all(at: datetime, *, minute: int) -> int:
    """Carry out for every agency that has something due; returns how many agencies."""
    return of_every_agency(
        lambda agency: _erase_one(agency, at, minute),
        "What agency %s agreed to erase is still there.",
    )


def _erase_one(agency: UUID, at: datetime, minute: int) -> bool:
    system = Actor.system(agency)
    with context(system, Purpose.RUN_THE_SERVICE):
        is_due = bool(due_now(agency, at))
    if is_due:
        carry_out_erasures(by=system, at=at, key=f"erase:{agency}:{minute}")
    with context(system, Purpose.RUN_THE_SERVICE):
        if back := destroy_again(agency):
            log.warning("%d keys of what agency %s erased were there.", back, agency)
    return is_due
