"""A throw-away PostgreSQL of Debian's, with the superuser that its packages make."""

import os
import pwd
import secrets
import shutil
import subprocess
import tempfile
from pathlib import Path

from tests.faults.stack import free_port

UNPRIVILEGED = "nobody"


def binaries() -> Path | None:
    """The newest that is installed, 15 or later."""
    found = [f for f in Path("/usr/lib/postgresql").glob("*/bin") if f.is_dir()]
    found = [f for f in found if int(f.parent.name) >= 15 and (f / "initdb").exists()]
    return max(found, key=lambda f: int(f.parent.name), default=None)


class Cluster:
    """Listens on 127.0.0.1; everything lies below one new folder."""

    def __init__(self) -> None:
        self.folder = Path(tempfile.mkdtemp(prefix="sharewell-walk-", dir="/var/tmp"))
        self.folder.chmod(0o711)
        self.data, self.port = self.folder / "data", free_port()
        self.password = secrets.token_hex(16)
        self.drop: dict[str, int] = {}
        if os.getuid() == 0:
            account = pwd.getpwnam(UNPRIVILEGED)
            self.drop = {"user": account.pw_uid, "group": account.pw_gid}

    def start(self) -> None:
        self.data.mkdir(mode=0o700)
        word = self.folder / "word"
        word.write_text(self.password)
        if self.drop:
            for path in (self.data, word):
                os.chown(path, self.drop["user"], self.drop["group"])
        self._run(
            "initdb", "-D", self.data, "-U", "postgres", f"--pwfile={word}",
            "--auth=scram-sha-256", "--encoding=UTF8", "--locale=C.UTF-8",
            "--data-checksums",
        )  # fmt: skip
        options = (
            f"-p {self.port} -c listen_addresses=127.0.0.1 "
            f"-c unix_socket_directories= -c log_min_error_statement=panic"
        )
        self._run(
            "pg_ctl", "-D", self.data, "-w", "-o", options, "-l",
            self.data / "log", "start",
        )  # fmt: skip

    def stop(self) -> None:
        self._run("pg_ctl", "-D", self.data, "-m", "immediate", "stop")
        shutil.rmtree(self.folder, ignore_errors=True)

    def _run(self, program: str, *arguments: object) -> None:
        # Into a file: a server that was started would hold a pipe open for ever.
        with (self.folder / f"{program}.log").open("ab") as log:
            done = subprocess.run(
                [str(binaries() / program), *map(str, arguments)],
                cwd="/", stdin=subprocess.DEVNULL, stdout=log, stderr=log,
                env={"PATH": "/usr/bin:/bin", "LC_ALL": "C.UTF-8"}, **self.drop,
            )  # fmt: skip
        if done.returncode:
            said = (self.folder / f"{program}.log").read_text()
            raise RuntimeError(f"{program} ended with {done.returncode}: {said}")
