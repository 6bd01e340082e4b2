"""A restored server beside the source: it cannot be mistaken for it, or harm it."""

import os
import pwd
import re
import shlex
import shutil
import time
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from sharewell.cli.backup.programs import Failed, programs, run

NAME = re.compile(r"[a-z][a-z0-9-]{0,39}")
CONFIGURATION = """\
# Written by script/restore. Nothing of the source's own configuration is read.
data_directory = '{data}'
hba_file = '{folder}/hba.conf'
listen_addresses = ''
unix_socket_directories = '{folder}/socket'
unix_socket_permissions = 0700
# Never into the source's archive.
archive_mode = off
# Nobody is let in before the point is reached.
hot_standby = off
restore_command = {command}
recovery_target_timeline = 'latest'
recovery_target_action = 'promote'
{target}
timezone = 'UTC'
log_timezone = 'UTC'
log_min_error_statement = panic
log_parameter_max_length = 0
log_parameter_max_length_on_error = 0
log_error_verbosity = terse
"""
REACHED = re.compile(
    r"(recovery stopping .*|last completed transaction was at log time .*)"
)
# Replaying a day of WAL takes its time.
START_SECONDS = 24 * 3600
READY = "database system is ready to accept connections"
LOOK_SECONDS = 0.1


@dataclass(frozen=True)
class Point:
    """How far to go: a mark's name, a time, or to the end of the archive."""

    words: str = "the end of the archive"
    setting: str = ""

    @classmethod
    def read(cls, text: str) -> "Point":
        """ValueError says what was wrong with it."""
        if text == "latest":
            return cls()
        if NAME.fullmatch(text):
            return cls(f"the mark {text}", f"recovery_target_name = '{text}'")
        try:
            at = datetime.fromisoformat(text)
        except ValueError:
            raise ValueError(f"{text!r} is neither a mark's name nor a time.") from None
        if at.tzinfo is None:
            raise ValueError(f"{text!r} does not say its time zone: add Z for UTC.")
        when = at.astimezone(UTC).isoformat(sep=" ")
        return cls(when, f"recovery_target_time = '{when}'")


class Beside:
    """Everything below one folder: data, socket, configuration, log."""

    def __init__(self, folder: Path, account: str | None) -> None:
        self.folder, self.account = folder, account
        self.data, self.socket = folder / "data", folder / "socket"
        self.log = folder / "server.log"

    def lay_out(self, backup: Path, wal: Path, point: Point) -> None:
        """Copy the backup and write a configuration of our own; starts nothing."""
        self.folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        self.folder.chmod(0o700)
        shutil.copytree(backup, self.data, symlinks=True)
        self.data.chmod(0o700)
        self.socket.mkdir(mode=0o700)
        # These would be obeyed before ours; one may name the source's archive.
        (self.data / "postgresql.auto.conf").write_text("")
        (self.data / "recovery.signal").touch()
        command = f"cp {shlex.quote(str(wal))}/%f %p"
        (self.folder / "restore.conf").write_text(
            CONFIGURATION.format(
                data=_quoted(self.data),
                folder=_quoted(self.folder),
                command="'" + _quoted(command) + "'",
                target=point.setting,
            )
        )
        (self.folder / "hba.conf").write_text("local all all scram-sha-256\n")
        if self.account:
            owner = pwd.getpwnam(self.account)
            for path in (self.folder, *self.folder.rglob("*")):
                os.chown(path, owner.pw_uid, owner.pw_gid, follow_symlinks=False)

    def start(self) -> str:
        """Replay, then answer; returns where it stopped, in PostgreSQL's words."""
        command = [*self._pg_ctl(), "-t", str(START_SECONDS), "-l", self.log]
        options = f"-c config_file={self.folder}/restore.conf"
        try:
            run([*command, "-o", options, "start"], account=self.account)
        except Failed:
            raise Failed(f"it did not start.\n{self._why()}") from None
        self._until_it_answers()
        found = REACHED.findall(self.log.read_text())
        return found[-1] if found else "the end of the archive"

    def _until_it_answers(self) -> None:
        """pg_ctl is content with a server that still replays and lets nobody in."""
        while READY not in self.log.read_text():
            if not (self.data / "postmaster.pid").exists():
                raise Failed(f"it did not start.\n{self._why()}")
            time.sleep(LOOK_SECONDS)

    def stop(self) -> None:
        """In good order; what is restored stays where it is."""
        if not (self.data / "PG_VERSION").exists():
            raise Failed(f"{self.folder} holds no restored server.")
        run([*self._pg_ctl(), "-m", "fast", "stop"], account=self.account)

    def _pg_ctl(self) -> list[str | Path]:
        binaries = programs(int((self.data / "PG_VERSION").read_text()))
        return [binaries / "pg_ctl", "-D", self.data, "-w"]

    def _why(self) -> str:
        said = self.log.read_text() if self.log.exists() else ""
        if "before configured recovery target was reached" in said:
            return (
                "The archive ends before the point that was asked for: it was not yet "
                "archived, or files were removed, or no mark has that name."
            )
        return "\n".join(said.splitlines()[-5:])


def _quoted(text: object) -> str:
    return str(text).replace("'", "''")
