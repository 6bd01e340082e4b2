"""Base backup, archived WAL, a replica and restores beside a running server.

Everything lies below the stack's folder and listens on a socket of its own.
"""

import os
import runpy
import shutil
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from urllib.parse import quote

import psycopg

from tests.faults.stack import CHECKOUT, Stack

POSTGRES = runpy.run_path(str(CHECKOUT / "script" / "postgres"), run_name="postgres")
SUPERUSER = "sharewell_superuser"


class Copies:
    """What can be made of the data of one stack."""

    def __init__(self, stack: Stack) -> None:
        self.stack = stack
        self.server = POSTGRES["Server"](stack.engine, stack.folder / "postgres")
        self.folder = stack.folder / "copies"
        self.archive = self.folder / "archive"
        self.base = self.folder / "base"
        self.running: list[Path] = []

    def start(self) -> None:
        """The stack's database, with its log archived from the first page on."""
        self.stack.start_database()
        for one in (self.folder, self.archive):
            one.mkdir()
            self._give(one)
        with (self.server.data / "postgresql.conf").open("a") as out:
            out.write(
                "archive_mode = on\n"
                f"archive_command = 'cp %p {self.archive}/%f'\n"
                "wal_level = replica\n"
            )
        with (self.server.data / "pg_hba.conf").open("a") as out:
            out.write(f"local replication {SUPERUSER} scram-sha-256\n")
        self.server.stop()
        self.stack.start()

    @property
    def url(self) -> str:
        """Of the running server."""
        return str(self.server.url(SUPERUSER))

    def base_backup(self) -> None:
        """A base backup without its log: that comes from the archive."""
        self._backup(self.base, "--wal-method=none")

    def start_replica(self) -> None:
        """A second server that follows the first as it goes."""
        data = self.folder / "replica"
        self._backup(data, "--wal-method=stream", "--write-recovery-conf")
        self._run(data, "")

    @property
    def replica_url(self) -> str:
        """Of the replica."""
        return self._url(self.folder / "replica")

    def wait_for_replica(self) -> None:
        """Until it has everything that the first has now."""
        with psycopg.connect(self.url, autocommit=True) as first:
            (place,) = first.execute("SELECT pg_current_wal_lsn()").fetchone()
        with psycopg.connect(self.replica_url, autocommit=True) as second:
            while not second.execute(
                "SELECT pg_last_wal_replay_lsn() >= %s::pg_lsn", [place]
            ).fetchone()[0]:
                time.sleep(0.1)

    def keep_keys(self, name: str) -> None:
        """A copy of the key store as it is."""
        shutil.copytree(os.environ["KEY_STORE_DIR"], self.keys(name))

    def keys(self, name: str) -> Path:
        """Where that copy is."""
        return self.folder / f"keys-{name}"

    def restore_point(self, name: str) -> None:
        """A moment to come back to."""
        self._sql("SELECT pg_create_restore_point(%s)", name)

    def finish_wal(self) -> None:
        """Until all that was written is in the archive."""
        with psycopg.connect(self.url, autocommit=True) as connection:
            (last,) = connection.execute(
                "SELECT pg_walfile_name(pg_switch_wal())"
            ).fetchone()
        while not (self.archive / last).exists():
            time.sleep(0.1)

    @contextmanager
    def restored(self, name: str, target: str | None) -> Iterator[str]:
        """The URL of a server restored on the side, to a point or to the end."""
        data = self.folder / name.replace(" ", "-")
        shutil.copytree(self.base, data)
        self._give(data)
        (data / "recovery.signal").touch()
        to = f"recovery_target_name = '{target}'\n" if target else ""
        self._run(
            data,
            f"restore_command = 'cp {self.archive}/%f %p'\n{to}"
            "recovery_target_action = 'promote'\n",
        )
        url = self._url(data)
        with psycopg.connect(url, autocommit=True) as connection:
            while connection.execute("SELECT pg_is_in_recovery()").fetchone()[0]:
                time.sleep(0.1)
        yield url
        self._end(data)

    def stop(self) -> None:
        """End what was started here."""
        for data in list(self.running):
            with suppress(Exception):
                self._end(data)

    def _backup(self, to: Path, *more: str) -> None:
        password = self.server.passwords()[SUPERUSER]
        file = self.folder / "pgpass"
        file.write_text(f"*:*:*:{SUPERUSER}:{password}\n")
        file.chmod(0o600)
        self._give(file)
        place = f"host={self.server.run} user={SUPERUSER} passfile={file}"
        program = self.server.binaries() / "pg_basebackup"
        self.server.as_server(
            [program, "-d", place, "-D", to, "--checkpoint=fast", *more]
        )

    def _run(self, data: Path, more: str) -> None:
        run = data.with_name(f"{data.name}-run")
        run.mkdir(mode=0o700)
        self._give(run)
        with (data / "postgresql.conf").open("a") as out:
            out.write(f"unix_socket_directories = '{run}'\narchive_mode = off\n{more}")
        control = self.server.binaries() / "pg_ctl"
        log = data / "server.log"
        self.running.append(data)
        self.server.as_server(
            [control, "-D", data, "-w", "-t", "120", "-l", log, "start"]
        )

    def _end(self, data: Path) -> None:
        control = self.server.binaries() / "pg_ctl"
        self.server.as_server([control, "-D", data, "-w", "-m", "fast", "stop"])
        self.running.remove(data)

    def _url(self, data: Path) -> str:
        word = self.server.passwords()[SUPERUSER]
        run = quote(str(data.with_name(f"{data.name}-run")))
        return f"postgresql://{SUPERUSER}:{word}@/sharewell?host={run}"

    def _give(self, path: Path) -> None:
        """To the account that the server runs as."""
        account = self.server.account
        if account is not None:
            for one in (path, *path.rglob("*")):
                os.chown(one, account.pw_uid, account.pw_gid)

    def _sql(self, text: str, *given: str) -> None:
        with psycopg.connect(self.url, autocommit=True) as connection:
            connection.execute(text, given)
