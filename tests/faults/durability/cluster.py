"""A throw-away database of Sharewell's with two tables more, and how to break it."""

import json
import os
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from contextlib import suppress
from importlib.machinery import SourceFileLoader
from pathlib import Path
from types import ModuleType
from typing import Any

import psycopg

from sharewell.demo.secrets import environment

CHECKOUT = Path(__file__).resolve().parents[3]
# Recovery has work to do: little WAL is kept, and checkpoints come often.
SETTINGS = """
max_wal_size = 64MB
min_wal_size = 32MB
checkpoint_timeout = 30s
wal_init_zero = on
shared_buffers = 32MB
autovacuum = off
"""
# As a record and its decision: written in one transaction with the ledger's leaf.
TABLES = """
CREATE TABLE public.faults_record (id uuid PRIMARY KEY, body bytea NOT NULL);
CREATE TABLE public.faults_decision
    (id uuid PRIMARY KEY, record_id uuid NOT NULL REFERENCES public.faults_record);
GRANT SELECT, INSERT ON public.faults_record, public.faults_decision TO sharewell_app
"""
UP_WITHIN_SECONDS = 120


def postgres_script() -> ModuleType:
    """`script/postgres` as a module: a process for each command would cost too much."""
    path = str(CHECKOUT / "script" / "postgres")
    loader = SourceFileLoader("postgres_script", path)
    module = ModuleType(loader.name)
    module.__file__ = path
    loader.exec_module(module)
    return module


class Cluster:
    """Everything below one new folder of `base`; signals go to its processes only."""

    def __init__(self, engine: str, base: str = "/var/tmp") -> None:
        self.folder = Path(tempfile.mkdtemp(prefix="sharewell-fault-", dir=base))
        self.folder.chmod(0o711)
        self.script = postgres_script()
        self.server = self.script.Server(engine, self.folder / "postgres")
        self.data = self.server.data

    def start(self, settings: str = SETTINGS) -> None:
        """Migrated, with the tables of the workload; the environment is filled."""
        self.server.make_folders()
        self.server.initialise()
        with (self.data / "postgresql.conf").open("a") as out:
            out.write(settings)
        self.server.start()
        os.environ.update(environment(self.folder), **self.server.urls())
        # Known at once, so that no worker waits ten seconds for an answer.
        command = [sys.executable, "-m", "sharewell.cli.main", "setup", "--quiet"]
        subprocess.run(command, check=True, cwd=CHECKOUT)
        with self.superuser() as connection:
            connection.execute(TABLES)

    @property
    def url(self) -> str:
        url = os.environ["SUPERUSER_DATABASE_URL"]
        return url.replace("@/postgres?", "@/sharewell?")

    def superuser(self) -> psycopg.Connection:
        """As soon as it answers again."""
        until = time.monotonic() + UP_WITHIN_SECONDS
        while True:
            try:
                return psycopg.connect(self.url, autocommit=True)
            except psycopg.OperationalError:
                if time.monotonic() > until:
                    raise
                time.sleep(0.05)

    def asked(self, ask: Callable[[psycopg.Connection, Any], None], heard: Any) -> None:
        """Ask; again if it went away meanwhile: a server that lost a child restarts."""
        until = time.monotonic() + UP_WITHIN_SECONDS
        while True:
            try:
                with self.superuser() as connection:
                    return ask(connection, heard)
            except psycopg.OperationalError:
                if time.monotonic() > until:
                    raise
                time.sleep(0.1)

    def again(self) -> None:
        """Start after a kill: orphans may hold the shared memory for a while."""
        self.server.start_with_retries()

    def postmaster(self) -> int | None:
        return self.server.postmaster()

    def children(self) -> dict[int, str]:
        """The postmaster's own processes and what each calls itself."""
        postmaster, found = self.postmaster(), {}
        for folder in Path("/proc").glob("[0-9]*"):
            with suppress(OSError, ValueError):
                fields = (folder / "stat").read_text().rpartition(")")[2].split()
                if int(fields[1]) == postmaster:
                    title = (folder / "cmdline").read_text().replace("\0", " ")
                    found[int(folder.name)] = title
        return found

    def kill_all(self) -> None:
        """The postmaster first stopped, so that it starts nothing meanwhile."""
        if (postmaster := self.postmaster()) is None:
            return
        with suppress(ProcessLookupError):
            os.kill(postmaster, signal.SIGSTOP)
        for child in self.children():
            kill(child)
        kill(postmaster)

    def log(self) -> str:
        file = self.data / "server.log"
        return file.read_text(errors="replace") if file.exists() else ""

    def destroy(self) -> None:
        """Nothing of it is left."""
        self.kill_all()
        shutil.rmtree(self.folder, ignore_errors=True)

    def passwords(self) -> dict[str, str]:
        return json.loads((self.folder / "postgres" / "passwords.json").read_text())


def kill(process: int) -> None:
    """SIGKILL; who is gone already is gone."""
    with suppress(ProcessLookupError):
        os.kill(process, signal.SIGKILL)
