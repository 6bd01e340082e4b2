"""A service with archived WAL, written to through the product's own acts."""

import os
import random
import subprocess
import sys
import time
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from uuid import uuid4

import psycopg

from tests.faults.stack import CHECKOUT, Stack
from tests.personas import Who

ARCHIVED_WITHIN_SECONDS = 120
ROLE = """
CREATE ROLE sharewell_backup LOGIN REPLICATION NOSUPERUSER NOBYPASSRLS PASSWORD '{}';
GRANT pg_monitor TO sharewell_backup;
GRANT CONNECT ON DATABASE sharewell TO sharewell_backup;
"""
SERVER = """
wal_level = replica
archive_mode = on
archive_command = '{python} {script} {wal} %p %f'
"""
LET_IN = (
    "local replication sharewell_backup scram-sha-256\n"
    "local all sharewell_backup scram-sha-256\n"
)


@dataclass(frozen=True)
class Said:
    """How a command ended, and what it printed."""

    code: int
    text: str


class Source:
    """The database that is backed up."""

    def __init__(self, engine: str) -> None:
        self.stack = Stack(engine, mail_port=9)
        self.folder = self.stack.folder
        self.wal, self.backups = self.folder / "wal", self.folder / "backups"
        self.data = self.folder / "postgres" / "data"

    def start(self) -> None:
        """Migrated, with the settings and the role that the how-to names."""
        for folder in (self.wal, self.backups):
            folder.mkdir(mode=0o700)
        self.stack.start()
        owner = self.data.stat()
        os.chown(self.wal, owner.st_uid, owner.st_gid)
        script = self.folder / "archive-wal"
        script.write_bytes((CHECKOUT / "script" / "archive-wal").read_bytes())
        script.chmod(0o755)
        with (self.data / "postgresql.conf").open("a") as out:
            python = "/usr/bin/python3"
            out.write(SERVER.format(python=python, script=script, wal=self.wal))
        with (self.data / "pg_hba.conf").open("a") as out:
            out.write(LET_IN)
        self.stack._postgres("stop")
        self.stack.start_database()
        word = uuid4().hex
        with self.superuser() as connection:
            connection.execute(ROLE.format(word))
        admin = self.stack.superuser_url
        os.environ["ADMIN_DATABASE_URL"] = admin
        socket = admin.partition("@")[2]
        os.environ["BACKUP_DATABASE_URL"] = (
            f"postgresql://sharewell_backup:{word}@{socket}"
        )

    def superuser(self) -> psycopg.Connection:
        return psycopg.connect(self.stack.superuser_url, autocommit=True)

    def head_of(self, size: int) -> str:
        """The root that the source has over so many entries."""
        query = "SELECT encode(root, 'hex') FROM audit_tree_head WHERE size = %s"
        with self.superuser() as connection:
            found = connection.execute(query, [size]).fetchone()
        return found[0] if found else "none"

    def archived(self, lsn: str) -> None:
        """The archive holds everything up to there."""
        with self.superuser() as connection:
            (name,) = connection.execute(
                "SELECT pg_walfile_name(%s::pg_lsn)", [lsn]
            ).fetchone()
        until = time.monotonic() + ARCHIVED_WITHIN_SECONDS
        while not (self.wal / name).exists():
            if time.monotonic() > until:
                raise TimeoutError(f"{name} did not reach the archive.")
            time.sleep(0.05)


def write(world, draw: random.Random, cases: int) -> None:
    """Concerns told, decided and sent; the ledger numbered up to here."""
    from sharewell.exchange.sending import preview_disclosure, send_disclosure
    from tests.faults.ledger import number
    from tests.faults.sends import prepare

    for _ in range(cases):
        send = prepare(world, Who.LENA, draw)
        by = {"by": world.actors[Who.LENA], "at": datetime.now(UTC)}
        preview = preview_disclosure(**by, decision_id=send.decision)
        send_disclosure(
            **by,
            key=f"send:{send.decision}",
            decision_id=send.decision,
            inbox_id=world.inboxes["childrens_services.front_door"],
            refs=tuple(item.ref for item in preview.chosen),
            previewed=preview.digest,
            answered_by="Sam Duty",
        )
    number()


def command(name: str, *given: object, **environment: str) -> Said:
    """A script of the project, as an operator runs it."""
    program = CHECKOUT / "script" / name
    done = subprocess.run(
        [sys.executable, program, *map(str, given)],
        text=True,
        capture_output=True,
        env=os.environ | environment,
        cwd="/",
    )
    return Said(done.returncode, done.stdout + done.stderr)


def verify(socket: Path) -> Said:
    """`sharewell ledger verify` of the restored server, in a process of its own."""
    there = {name: beside(os.environ[name], socket) for name in URLS}
    done = subprocess.run(
        [sys.executable, "-m", "sharewell.cli.main", "ledger", "verify", "--json"],
        text=True,
        capture_output=True,
        env=os.environ | there,
        cwd=CHECKOUT,
    )
    return Said(done.returncode, done.stdout)


URLS = ("DATABASE_URL", "LEDGER_DATABASE_URL", "OWNER_DATABASE_URL")


def beside(url: str, socket: Path) -> str:
    """The same role and database at another server's socket."""
    return f"{url.partition('?')[0]}?host={socket}"
