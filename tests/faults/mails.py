"""Every queued message arrives at least once, and its copies are one message."""

import time
from collections.abc import Iterator

import psycopg

from tests.faults.verdict import Fault, FaultKind

HOST = "127.0.0.1"
QUEUED = """
SELECT e.id,
  EXISTS (SELECT FROM outbox_email_sent s WHERE s.email_id = e.id),
  EXISTS (SELECT FROM procrastinate_jobs j WHERE j.args ->> 'email_id' = e.id::text
             AND j.status IN ('todo', 'doing'))
  FROM outbox_email e
"""
UNFINISHED = "SELECT count(*) FROM procrastinate_jobs WHERE queue_name = 'mail'"
# Jobs that will never end by themselves: given up, or held by a worker that is gone.
STUCK = """
SELECT j.id, j.task_name, j.status::text FROM procrastinate_jobs j
  LEFT JOIN procrastinate_workers w ON w.id = j.worker_id
 WHERE j.status = 'failed' OR j.status = 'doing' AND w.id IS NULL
    OR j.queue_name = 'mail'
"""
Copies = dict[str, list[bytes]]


def wait_until_sent(connection: psycopg.Connection, seconds: float) -> None:
    """Until no job for a message is left, or the time is up; the judge then tells."""
    until = time.monotonic() + seconds
    while time.monotonic() < until:
        if connection.execute(UNFINISHED).fetchone() == (0,):
            return
        time.sleep(0.2)


def judge_mails(connection: psycopg.Connection, copies: Copies) -> Iterator[Fault]:
    """Messages that neither arrived nor are still to be sent, and strange arrivals."""
    queued = set()
    for email, is_sent, is_to_be_sent in connection.execute(QUEUED).fetchall():
        message_id = f"<{email}@{HOST}>"
        queued.add(message_id)
        if is_sent and message_id not in copies:
            yield Fault(FaultKind.MAIL, f"{email} never arrived")
        if not is_sent and not is_to_be_sent:
            yield Fault(FaultKind.MAIL, f"{email} was not sent and has no job")
    for message_id, arrived in copies.items():
        if message_id not in queued:
            yield Fault(FaultKind.MAIL, f"{message_id} arrived and was never queued")
        if len(set(arrived)) > 1:
            yield Fault(FaultKind.MAIL, f"{message_id}: its copies differ")


def judge_jobs(connection: psycopg.Connection) -> Iterator[Fault]:
    """Jobs still there after everything was given the time to finish."""
    for job, task, status in connection.execute(STUCK).fetchall():
        yield Fault(FaultKind.JOB, f"job {job}, {task}, is {status}")
