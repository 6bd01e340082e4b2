"""A worker killed at the worst moment, and a database that goes away under it."""

import os
import signal
import subprocess
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import psycopg
import pytest
from procrastinate.exceptions import ConnectorException
from procrastinate.manager import JobManager

from sharewell.audit.log_check import latest_head
from sharewell.cli.sequencing import sequence_until
from sharewell.cli.worker import work_until
from tests.factories import World
from tests.integration.jobs.mail_server import MailServer
from tests.integration.jobs.working import eventually, notify

CHECKOUT = Path(__file__).resolve().parents[3]


def start_worker(mail: MailServer) -> subprocess.Popen:
    return subprocess.Popen(
        [sys.executable, "-m", "sharewell.cli.main", "worker"],
        cwd=CHECKOUT,
        env={**os.environ, "SMTP_URL": mail.url},
        stderr=subprocess.DEVNULL,
    )


@contextmanager
def running(target, stop: threading.Event) -> Iterator[None]:
    """The target in a thread, stopped cleanly at the end."""
    thread = threading.Thread(target=target, args=(stop,))
    thread.start()
    try:
        yield
    finally:
        stop.set()
        thread.join()


def cut_connections(administrator: psycopg.Connection) -> None:
    """What a restarted database does to everybody, short of restarting it."""
    administrator.execute(
        "SELECT pg_terminate_backend(pid) FROM pg_stat_activity "
        "WHERE datname = current_database() AND pid <> pg_backend_pid()"
    )


def test_a_worker_killed_in_the_middle_of_a_send(
    world: World, mail_server: MailServer, administrator: psycopg.Connection
) -> None:
    mail_server.hang = True
    mail_server.start()
    email = notify(world)
    killed = start_worker(mail_server)
    eventually(mail_server.was_handed_one.is_set)
    killed.kill()
    killed.wait()
    status = "SELECT status FROM procrastinate_jobs WHERE queue_name = 'mail'"
    assert administrator.execute(status).fetchall() == [("doing",)]

    mail_server.hang = False
    after = start_worker(mail_server)
    eventually(lambda: administrator.execute(status).fetchall() == [])
    after.send_signal(signal.SIGTERM)
    assert after.wait() == 0
    # The dead worker's handing-over and the next one's: seen to be the same message.
    ids = {message["Message-ID"] for message in mail_server.messages}
    assert ids == {f"<{email}@127.0.0.1>"} and len(mail_server.messages) == 2
    sent = administrator.execute("SELECT count(*) FROM outbox_email_sent").fetchone()
    assert sent == (1,)


def test_jobs_go_on_after_every_connection_was_cut(
    world: World, mail_server: MailServer, administrator: psycopg.Connection
) -> None:
    from django.db import connections

    mail_server.start()
    workers = "SELECT count(*) FROM procrastinate_workers"
    with running(work_until, threading.Event()):
        eventually(lambda: administrator.execute(workers).fetchone() == (1,))
        cut_connections(administrator)
        connections.close_all()
        notify(world)
        eventually(lambda: len(mail_server.messages) == 1)


def test_the_sequencer_goes_on_after_its_connection_was_cut(
    world: World, administrator: psycopg.Connection
) -> None:
    from django.db import connections

    with running(sequence_until, threading.Event()):
        eventually(lambda: latest_head().size > 0)
        before = latest_head().size
        cut_connections(administrator)
        connections.close_all()
        notify_something(world)
        eventually(lambda: latest_head().size > before)


def notify_something(world: World) -> None:
    from tests.integration.ledger.walk import AT, tell

    tell(world, AT)


def test_a_worker_without_the_ledgers_role_does_not_start(
    settings, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    from sharewell.cli.main import main

    monkeypatch.delitem(settings.DATABASES, "ledger")
    assert main(["worker"]) == 2
    assert "LEDGER_DATABASE_URL" in capsys.readouterr().err


@pytest.mark.parametrize("only", ["jobs", "sequencer"])
def test_one_kind_of_work_runs_alone(
    settings, monkeypatch: pytest.MonkeyPatch, only: str
) -> None:
    from sharewell.cli import sequencing, worker

    ran: list[str] = []
    monkeypatch.setattr(worker, "work_until", lambda _, **__: ran.append("jobs"))
    monkeypatch.setattr(sequencing, "sequence_until", lambda _: ran.append("sequencer"))
    monkeypatch.setattr(worker.signal, "signal", lambda *_: None)
    if only == "jobs":
        # Without the ledger's role at hand.
        monkeypatch.delitem(settings.DATABASES, "ledger")
    assert worker.run(["--only", only]) == 0
    assert ran == [only]


def test_a_job_whose_result_was_lost_is_taken_up_again(
    world: World,
    mail_server: MailServer,
    administrator: psycopg.Connection,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """The mail went out, then the database was away for the one moment that counts."""
    finish, lost = JobManager.finish_job, threading.Event()

    async def lose_the_first(self, *given, **named) -> None:
        if lost.is_set():
            await finish(self, *given, **named)
        else:
            lost.set()
            raise ConnectorException

    monkeypatch.setattr(JobManager, "finish_job", lose_the_first)
    mail_server.start()
    notify(world)
    queue = "SELECT count(*) FROM procrastinate_jobs WHERE queue_name = 'mail'"
    with running(work_until, threading.Event()):
        eventually(lost.is_set)
        eventually(lambda: administrator.execute(queue).fetchone() == (0,))
    assert len(mail_server.messages) == 1
