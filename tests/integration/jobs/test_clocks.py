"""The minute's job: overdue work rises, once a minute at most, agency by agency."""

from datetime import datetime, timedelta

import pytest

from sharewell.access.context import context
from sharewell.core.policy.model import Actor, Purpose
from sharewell.decisions import jobs
from sharewell.decisions.models import TaskStep
from tests.factories import World
from tests.integration.ledger.walk import AT, tell

LATER = AT + timedelta(days=30)


def rises(world: World) -> int:
    with context(Actor.system(world.agencies["school"]), Purpose.RUN_THE_SERVICE):
        return TaskStep.objects.filter(kind="risen").count()


def test_nothing_overdue_writes_nothing(world: World) -> None:
    tell(world, AT)
    assert jobs.tick_all(AT, minute=1) == 0
    assert rises(world) == 0


def test_what_is_overdue_rises_once_however_many_workers_look(world: World) -> None:
    tell(world, AT)
    assert jobs.tick_all(LATER, minute=1) == 1
    assert rises(world) == 1
    jobs.tick_all(LATER, minute=1)
    assert rises(world) == 1


def test_it_goes_on_rising(world: World) -> None:
    tell(world, AT)
    for day in range(3):
        jobs.tick_all(LATER + timedelta(days=day), minute=day)
    assert rises(world) == 3


def test_a_fault_in_one_agency_does_not_stop_the_others(
    world: World, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    tell(world, AT)
    first = min(world.agencies.values())
    whole = jobs._tick_one

    def broken(agency, at: datetime, minute: int) -> int:
        if agency == first:
            raise ZeroDivisionError
        return whole(agency, at, minute)

    monkeypatch.setattr(jobs, "_tick_one", broken)
    ticked = jobs.tick_all(LATER, minute=1)
    assert ticked == (0 if first == world.agencies["school"] else 1)
    assert str(first) in caplog.text


def test_the_worker_has_the_job_every_minute() -> None:
    from procrastinate.contrib.django import app

    app.perform_import_paths()
    registered = app.periodic_registry.periodic_tasks
    assert [
        task.cron
        for (name, _), task in registered.items()
        if name == "tick_every_agency"
    ] == ["* * * * *"]
