"""One notification, one real SMTP conversation, at least once, under one Message-ID."""

import psycopg
import pytest
from procrastinate.contrib.django import app

from sharewell.access.context import context
from sharewell.core.policy.model import Actor, Purpose
from sharewell.outbox.models import Email, EmailSent
from tests.factories import World
from tests.integration.jobs.mail_server import MailServer
from tests.integration.jobs.working import notify, work


def jobs(administrator: psycopg.Connection) -> list[tuple[str, str]]:
    """(task, status) of all that is in the queue for mail."""
    return administrator.execute(
        "SELECT task_name, status FROM procrastinate_jobs "
        "WHERE queue_name = 'mail' ORDER BY id"
    ).fetchall()


def due_now(administrator: psycopg.Connection) -> None:
    administrator.execute("UPDATE procrastinate_jobs SET scheduled_at = NULL")


def sent(world: World) -> int:
    with context(Actor.system(world.agencies["school"]), Purpose.RUN_THE_SERVICE):
        return EmailSent.objects.count()


def test_a_notification_arrives(world: World, mail_server: MailServer) -> None:
    mail_server.start()
    email = notify(world)
    work()
    (message,) = mail_server.messages
    assert message["Message-ID"] == f"<{email}@127.0.0.1>"
    assert message["To"] == "adviser@school.example"
    assert mail_server.envelopes == [["adviser@school.example"]]
    assert "TEST-REF" in message["Subject"]
    assert f"/concerns/{world.agencies['school']}" in message.get_content()
    assert sent(world) == 1


def test_a_server_that_is_down_is_tried_again_under_the_same_message_id(
    world: World, mail_server: MailServer, administrator: psycopg.Connection
) -> None:
    email = notify(world)
    work()
    assert jobs(administrator) == [("send_email", "todo")]
    assert sent(world) == 0
    due_now(administrator)
    work()
    mail_server.start()
    due_now(administrator)
    work()
    assert [m["Message-ID"] for m in mail_server.messages] == [f"<{email}@127.0.0.1>"]
    assert sent(world) == 1
    due_now(administrator)
    work()
    assert len(mail_server.messages) == 1


def test_a_job_run_twice_sends_once(
    world: World, mail_server: MailServer, administrator: psycopg.Connection
) -> None:
    """As when a worker died after the commit and before it could say so."""
    mail_server.start()
    notify(world)
    administrator.execute(
        "INSERT INTO procrastinate_jobs (queue_name, task_name, args) "
        "SELECT queue_name, task_name, args FROM procrastinate_jobs"
    )
    work()
    assert [status for _, status in jobs(administrator)].count("succeeded") == 2
    assert len(mail_server.messages) == 1


def test_an_act_that_is_rolled_back_leaves_no_job(
    world: World, mail_server: MailServer, administrator: psycopg.Connection
) -> None:
    school = Actor.system(world.agencies["school"])

    def act() -> None:
        with context(school, Purpose.RUN_THE_SERVICE):
            notify(world)
            raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        act()
    assert jobs(administrator) == []


def test_a_job_that_is_rolled_back_leaves_no_job(
    world: World, mail_server: MailServer, administrator: psycopg.Connection
) -> None:
    """A job's own notifications are in its transaction, not on the worker's pool."""

    @app.task(name="notify_and_fail", queue="default")
    def notify_and_fail() -> None:
        school = Actor.system(world.agencies["school"])
        with context(school, Purpose.RUN_THE_SERVICE):
            notify(world)
            raise ZeroDivisionError

    try:
        notify_and_fail.defer()
        work()
    finally:
        del app.tasks["notify_and_fail"]
    assert jobs(administrator) == []
    with context(Actor.system(world.agencies["school"]), Purpose.RUN_THE_SERVICE):
        assert not Email.objects.exists()
