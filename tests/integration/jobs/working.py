"""Runs the jobs that are due, in this process, and returns."""

import asyncio
import threading
import time
from collections.abc import Callable
from uuid import UUID

from django.db import connections

from sharewell.access.context import context
from sharewell.agencies.notify import notify_inbox
from sharewell.cli.worker import QUEUES, worker_app
from sharewell.core.policy.model import Actor, Purpose
from sharewell.outbox.models import Email
from sharewell.outbox.templates import Template
from tests.factories import World
from tests.integration.ledger.walk import AT


def work() -> None:
    """Everything that is due now, once."""

    async def run() -> None:
        app = worker_app()
        async with app.open_async():
            await app.run_worker_async(
                queues=list(QUEUES),
                wait=False,
                install_signal_handlers=False,
                listen_notify=False,
            )

    # In a thread of its own: a browser test before this one leaves a loop in this one.
    failed: list[BaseException] = []

    def aside() -> None:
        try:
            asyncio.run(run())
        except BaseException as problem:  # noqa: BLE001 - raised again below
            failed.append(problem)
        finally:
            connections.close_all()

    thread = threading.Thread(target=aside)
    thread.start()
    thread.join()
    if failed:
        raise failed[0]


def notify(world: World, template: Template = Template.CONCERN_WAITING) -> UUID:
    """Queue one notification to the school's adviser; returns the e-mail's id."""
    school = Actor.system(world.agencies["school"])
    with context(school, Purpose.RUN_THE_SERVICE):
        notify_inbox(
            world.inboxes["school.adviser"],
            template,
            by=school,
            reference="TEST-REF",
            path=f"/concerns/{school.agency}",
            at=AT,
        )
        return Email.objects.values_list("id", flat=True).get()


def eventually(condition: Callable[[], bool]) -> None:
    """Wait for it; the test run as a whole decides how long is too long."""
    while not condition():
        time.sleep(0.05)
