"""Sharewell as it really runs: database, web and worker, each a process of its own."""

import os
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import time
import urllib.error
import urllib.request
from pathlib import Path

from sharewell.demo.secrets import environment

CHECKOUT = Path(__file__).resolve().parents[2]
SERVE = ("sharewell.cli.main", "serve")
START_SECONDS = 60


class NotStarted(RuntimeError):
    """A part did not come up; the message ends with its log."""


class Stack:
    """Everything lies below one new folder; only 127.0.0.1 and a socket are used."""

    def __init__(self, engine: str, mail_port: int) -> None:
        self.engine = engine
        self.folder = Path(tempfile.mkdtemp(prefix="sharewell-faults-", dir="/var/tmp"))
        # The database's unprivileged account must pass through, never list.
        self.folder.chmod(0o711)
        self.port = free_port()
        self.base = f"http://127.0.0.1:{self.port}"
        self.smtp = f"smtp://127.0.0.1:{mail_port}"
        self.processes = 1
        self.web: subprocess.Popen[bytes] | None = None
        self.worker: subprocess.Popen[bytes] | None = None

    def start(self) -> None:
        """A fresh database, migrated; then web and worker."""
        self.start_database()
        urls = dict(line.split("=", 1) for line in self._postgres("urls").splitlines())
        os.environ.update(environment(self.folder), **urls)
        os.environ.update(BASE_URL=self.base, SMTP_URL=self.smtp)
        self._environment = dict(os.environ)
        command = [sys.executable, "-m", "sharewell.cli.main", "setup", "--quiet"]
        subprocess.run(command, check=True, cwd=CHECKOUT)

    @property
    def superuser_url(self) -> str:
        """Of the database under test."""
        url = os.environ["SUPERUSER_DATABASE_URL"]
        return url.replace("@/postgres?", "@/sharewell?")

    def start_database(self) -> None:
        self._postgres("start")

    def postmaster(self) -> int:
        file = self.folder / "postgres" / "data" / "postmaster.pid"
        return int(file.read_text().split()[0])

    def start_web(self, *module: str) -> None:
        """The web server, or a module that runs a variant of it; until it answers."""
        web = self._without("OWNER_DATABASE_URL", "LEDGER_DATABASE_URL")
        command = [*(module or SERVE), "--bind", f"127.0.0.1:{self.port}"]
        self.web = self._run(
            "web", *command, "--processes", str(self.processes), "--quiet", env=web
        )
        self._wait_for_web()

    def end_web(self) -> None:
        """At once, with everything it is doing."""
        os.killpg(self.web.pid, signal.SIGKILL)
        self.web.wait()

    def start_worker(self) -> None:
        worker = self._without("OWNER_DATABASE_URL")
        self.worker = self._run("worker", "sharewell.cli.main", "worker", env=worker)

    def stop(self) -> None:
        """End what was started, by its id, and remove the folder."""
        for process in (self.web, self.worker):
            if process and process.poll() is None:
                os.killpg(process.pid, signal.SIGKILL)
                process.wait()
        try:
            self._postgres("destroy")
        finally:
            shutil.rmtree(self.folder, ignore_errors=True)

    def _without(self, *names: str) -> dict[str, str]:
        return {k: v for k, v in self._environment.items() if k not in names}

    def _run(
        self, name: str, *command: str, env: dict[str, str]
    ) -> subprocess.Popen[bytes]:
        with (self.folder / f"{name}.log").open("ab") as log:
            return subprocess.Popen(
                [sys.executable, "-m", *command],
                stdout=log,
                stderr=log,
                env=env,
                cwd=CHECKOUT,
                # A group of its own, so that it is killed whole and misses our Ctrl-C.
                start_new_session=True,
            )

    def _wait_for_web(self) -> None:
        until = time.monotonic() + START_SECONDS
        while time.monotonic() < until and self.web and self.web.poll() is None:
            try:
                with urllib.request.urlopen(f"{self.base}/healthz", timeout=2):
                    return
            except (urllib.error.URLError, OSError):
                time.sleep(0.05)
        raise NotStarted(f"The web server did not answer.\n{self.tail('web')}")

    def tail(self, name: str) -> str:
        """The end of a part's log."""
        return (self.folder / f"{name}.log").read_text()[-1500:]

    def _postgres(self, command: str) -> str:
        done = subprocess.run(
            [
                sys.executable,
                CHECKOUT / "script" / "postgres",
                command,
                "--engine",
                self.engine,
                "--state",
                self.folder / "postgres",
            ],
            check=False,
            text=True,
            capture_output=True,
            start_new_session=True,
        )
        if done.returncode:
            raise NotStarted(f"script/postgres {command} failed: {done.stderr.strip()}")
        return done.stdout


def free_port() -> int:
    """One that nobody has on 127.0.0.1 at the moment."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])
