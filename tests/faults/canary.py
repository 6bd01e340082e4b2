"""`python -m tests.faults.canary [--engine embedded|debian]`: where are the words?

A server of its own, a canary in every free text, jobs done and mail sent, errors
provoked while canaries are at hand. Then every file of the server and of the service,
a dump, the tables of cache, sessions and jobs, the mail, the logs and a core file of
the server's processes are searched. The control plants one in each kind of place.
"""

import argparse
import logging
import os
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from tests.faults.canaries import files, seen_in, seen_in_file, word
from tests.faults.mail_server import MailServer
from tests.faults.restoring import Copies
from tests.faults.stack import Stack

STARTED = time.monotonic()
APART = ("shared_cache", "django_session", "procrastinate_jobs", "procrastinate_events")


def main() -> int:
    """0: found nowhere, and the control everywhere."""
    parser = argparse.ArgumentParser("tests.faults.canary", description=__doc__)
    parser.add_argument("--engine", choices=["embedded", "debian"], default="embedded")
    given = parser.parse_args()
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(1))
    with _running(given.engine) as (copies, mail):
        _seed(mail)
        found = _look(copies, mail)
        planted = _control(copies, mail)
    for place, how in found.items():
        say(f"FOUND in {place}: {', '.join(how)}")
    say(f"canaries found in {len(found)} places")
    missed = [place for place, seen in planted.items() if not seen]
    say(f"control: seen in {', '.join(p for p, seen in planted.items() if seen)}")
    if missed:
        say(f"control: BLIND in {', '.join(missed)}")
    return 0 if not found and not missed else 1


def say(text: str) -> None:
    """A line of progress."""
    sys.stdout.write(f"  {time.monotonic() - STARTED:6.1f} s  {text}\n")
    sys.stdout.flush()


def _seed(mail: MailServer) -> None:
    from tests.factories import make_world
    from tests.faults.seeded import seed
    from tests.faults.stumbling import stumble
    from tests.integration.jobs.working import work
    from tests.integration.ledger.walk import AT

    world = make_world(AT)
    ids = seed(world)
    work()
    stumble(world, ids)
    say(f"seeded; {len(mail.copies)} messages sent; errors provoked")


def _look(copies: Copies, mail: MailServer) -> dict[str, list[str]]:
    """Place -> in which codings."""
    import psycopg

    found = {"the dump": seen_in(_dump(copies))}
    with psycopg.connect(copies.url, autocommit=True) as connection:
        connection.execute("CHECKPOINT")
        for table in APART:
            rows = connection.execute(f"SELECT t::text FROM {table} AS t").fetchall()
            found[f"table {table}"] = seen_in("\n".join(r for (r,) in rows).encode())
    found["the mail"] = [
        one
        for copies_of in mail.copies.values()
        for message in copies_of
        for one in seen_in(message)
    ]
    count = 0
    for one in files(copies.stack.folder):
        count += 1
        found[f"file {one}"] = seen_in_file(one)
    say(f"searched a dump, {len(APART)} tables, the mail and {count} files")
    found |= _cores(copies)
    return {place: how for place, how in found.items() if how}


def _dump(copies: Copies) -> bytes:
    server = copies.server
    done = subprocess.run(
        [server.binaries() / "pg_dump", copies.url, "--no-password"],
        check=True,
        capture_output=True,
        env={"PATH": "/usr/bin:/bin"},
    )
    return done.stdout


def _cores(copies: Copies) -> dict[str, list[str]]:
    """Cores of the database's processes: the words are never theirs.

    Of web and worker none is made: they work with the words, and turn cores off.
    """
    if shutil.which("gcore") is None:
        say("cores: not run, gcore is not installed (apt-get install gdb)")
        return {}
    found = {}
    postmaster = copies.server.postmaster()
    children = Path(f"/proc/{postmaster}/task/{postmaster}/children").read_text()
    with tempfile.TemporaryDirectory() as folder:
        for pid in [str(postmaster), *children.split()]:
            subprocess.run(
                ["gcore", "-o", f"{folder}/core", pid],
                check=False,
                capture_output=True,
            )
            core = Path(f"{folder}/core.{pid}")
            if core.exists():
                found[f"core of {pid}"] = seen_in_file(core)
                core.unlink()
    say(f"searched the cores of {len(found)} processes of the database")
    if not found:
        say("cores: not run, gcore may not look into the database's processes")
    return found


def _control(copies: Copies, mail: MailServer) -> dict[str, bool]:
    """Place -> whether one that is planted there is seen."""
    import psycopg

    logging.getLogger("control").warning("could not keep %s", word("planted"))
    with psycopg.connect(copies.url, autocommit=True) as connection:
        connection.execute(
            "INSERT INTO shared_cache VALUES ('planted', %s, now())", [word("planted")]
        )
        connection.execute("CHECKPOINT")
    data = copies.server.data
    return {
        "a line of the log": bool(seen_in_file(_log(copies.stack))),
        "the dump": bool(seen_in(_dump(copies))),
        "the WAL": any(seen_in_file(one) for one in files(data / "pg_wal")),
        "the tables' files": any(seen_in_file(one) for one in files(data / "base")),
    }


def _log(stack: Stack) -> Path:
    return stack.folder / "application.log"


@contextmanager
def _running(engine: str) -> Iterator[tuple[Copies, MailServer]]:
    """Everything runs, Django is ready and logs to a file; all is gone afterwards."""
    mail = MailServer()
    stack = Stack(engine, mail.port)
    copies = Copies(stack)
    kept = os.dup(sys.stderr.fileno())
    try:
        mail.start()
        copies.start()
        # What the service says on its standard error is its log.
        log = os.open(_log(stack), os.O_WRONLY | os.O_CREAT | os.O_APPEND, 0o600)
        os.dup2(log, sys.stderr.fileno())
        os.environ["ALLOWED_HOSTS"] = "testserver"
        import django

        django.setup()
        yield copies, mail
    finally:
        os.dup2(kept, sys.stderr.fileno())
        signal.signal(signal.SIGINT, signal.SIG_IGN)
        from django.db import connections

        connections.close_all()
        mail.release()
        copies.stop()
        stack.stop()
        mail.stop()


if __name__ == "__main__":
    raise SystemExit(main())
