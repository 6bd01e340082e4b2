"""`sharewell worker`: jobs, clocks and the ledger's sequencer, until told to stop.

It outlives its database: when the connection is lost it waits and begins again. Jobs
that a killed worker left half done are taken up again by the next one. With --only the
two kinds of work run as two system users, of which one holds no key of a record.
"""

import argparse
import asyncio
import logging
import signal
import sys
import threading
from contextlib import suppress
from typing import Any

from sharewell.cli.django import start

log = logging.getLogger("sharewell.worker")

JOBS, SEQUENCER = "jobs", "sequencer"
QUEUES = ("mail", "default")
HEARTBEAT_SECONDS = 2.0
# A worker silent for so long is dead; its jobs go to another.
STALLED_AFTER_SECONDS = 10.0
STALLED_LOOK_SECONDS = 2.0
STOP_GRACE_SECONDS = 25.0
SHORTEST_PAUSE_SECONDS, LONGEST_PAUSE_SECONDS = 0.5, 10.0


def run(arguments: list[str]) -> int:
    """Work until SIGTERM or SIGINT, then finish what is running. Exit 2: no ledger."""
    given = _parser().parse_args(arguments)
    start()
    from django.conf import settings

    from sharewell.cli.sequencing import sequence_until

    if given.only != JOBS and "ledger" not in settings.DATABASES:
        print(
            "sharewell worker: LEDGER_DATABASE_URL is not set. The worker numbers the "
            "ledger's entries as the role sharewell_ledger.",
            file=sys.stderr,
        )
        return 2
    if given.only != JOBS and settings.LEDGER_SIGNING_KEY is None:
        print(
            "sharewell worker: LEDGER_SIGNING_KEY is not set. The worker signs the "
            "ledger's checkpoints with it.",
            file=sys.stderr,
        )
        return 2
    stop = threading.Event()
    for number in (signal.SIGTERM, signal.SIGINT):
        signal.signal(number, lambda *_: stop.set())
    if given.only == SEQUENCER:
        sequence_until(stop)
        return 0
    if given.only == JOBS:
        work_until(stop, concurrency=given.concurrency)
        return 0
    sequencer = threading.Thread(target=sequence_until, args=(stop,), name="sequencer")
    sequencer.start()
    try:
        work_until(stop, concurrency=given.concurrency)
    finally:
        stop.set()
        sequencer.join()
    return 0


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser("sharewell worker", description=__doc__)
    parser.add_argument("--concurrency", type=int, default=2, help="jobs at a time")
    parser.add_argument("--only", choices=[JOBS, SEQUENCER], help="one kind of work")
    return parser


def work_until(stop: threading.Event, *, concurrency: int = 2) -> None:
    """Run jobs until `stop` is set; whatever ends a round otherwise, start another."""
    pause = SHORTEST_PAUSE_SECONDS
    while not stop.is_set():
        try:
            asyncio.run(_round(stop, concurrency))
            pause = SHORTEST_PAUSE_SECONDS
            stop.wait(pause)
        except Exception as fault:  # noqa: BLE001
            # A dead worker stops every notification: any fault is met by a new round.
            log.warning("Jobs paused for %.1f s: %s", pause, _named(fault))
            stop.wait(pause)
            pause = min(pause * 2, LONGEST_PAUSE_SECONDS)


def _named(fault: BaseException) -> str:
    """The first line of a fault; its traceback may hold what was being worked on."""
    return f"{type(fault).__name__}: {str(fault).strip().partition(chr(10))[0]}"


async def _round(stop: threading.Event, concurrency: int) -> None:
    from asgiref.sync import sync_to_async
    from django.db import connections

    # Left from a round that lost its database.
    await sync_to_async(connections.close_all)()
    app = worker_app()
    async with app.open_async():
        jobs = asyncio.create_task(
            app.run_worker_async(
                queues=list(QUEUES),
                concurrency=concurrency,
                install_signal_handlers=False,
                shutdown_graceful_timeout=STOP_GRACE_SECONDS,
                update_heartbeat_interval=HEARTBEAT_SECONDS,
                stalled_worker_timeout=STALLED_AFTER_SECONDS,
                delete_jobs="successful",
            )
        )
        side = [
            asyncio.create_task(_stop_when_told(stop, jobs)),
            asyncio.create_task(_take_up_stalled(app)),
        ]
        _end_round_on_lost_result(jobs)
        try:
            with suppress(asyncio.CancelledError):
                await jobs
        finally:
            for task in side:
                task.cancel()


def worker_app() -> Any:
    """Fetches jobs over a pool of its own; what a job defers stays in its transaction.

    The tasks keep their link to Django's connector. Replacing that connector, as
    procrastinate's own command does, would commit a notification apart from its act.
    """
    from procrastinate.contrib.django import app

    return app.with_connector(app.connector.get_worker_connector())


async def _stop_when_told(stop: threading.Event, jobs: asyncio.Task[None]) -> None:
    # The event is set by a signal or another thread, which no asyncio event survives.
    while not stop.is_set():  # noqa: ASYNC110
        await asyncio.sleep(0.1)
    jobs.cancel()


async def _take_up_stalled(app: Any) -> None:
    """Give jobs of dead workers back to the queue, again and again."""
    while True:
        try:
            await retry_stalled(app)
        except Exception as fault:  # noqa: BLE001
            log.warning("Stalled jobs could not be looked for: %s", _named(fault))
        await asyncio.sleep(STALLED_LOOK_SECONDS)


async def retry_stalled(app: Any) -> int:
    """Queue again every job whose worker is gone; returns how many."""
    manager = app.job_manager
    await manager.prune_stalled_workers(STALLED_AFTER_SECONDS)
    stalled = await manager.get_stalled_jobs(
        seconds_since_heartbeat=STALLED_AFTER_SECONDS
    )
    for job in stalled:
        # Another worker may have taken it up a moment ago; the next look will tell.
        with suppress(Exception):
            await manager.retry_job(job)
    return len(list(stalled))


def _end_round_on_lost_result(jobs: asyncio.Task[None]) -> None:
    """A job whose result could not be written would stay "doing" under a live worker.

    Ending the round signs the worker off, which makes such a job a stalled one.
    """

    def handle(loop: asyncio.AbstractEventLoop, about: dict[str, Any]) -> None:
        fault = about.get("exception")
        log.warning("A job's result was lost: %s", _named(fault) if fault else about)
        # A second cancelling would cut short the jobs that are being waited for.
        if not jobs.cancelling():
            jobs.cancel()

    asyncio.get_running_loop().set_exception_handler(handle)
