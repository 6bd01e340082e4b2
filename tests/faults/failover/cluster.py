"""Three PostgreSQL servers under Patroni and one etcd, on loopback, in one new folder.

Settings as in deploy/patroni, but for what a test on one machine cannot have: three
members of etcd and TLS between them. Everything is Debian's: patroni, etcd, postgresql.
"""

import json
import os
import pwd
import secrets
import shutil
import signal
import subprocess
import tempfile
import time
import urllib.error
import urllib.request
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

from tests.faults.failover.delay import Way
from tests.faults.failover.processes import children
from tests.faults.failover.settings import told
from tests.faults.stack import free_port
from tests.operating.cluster import binaries

NODES = ("one", "two", "three")
NEEDED = ("/usr/bin/patroni", "/usr/bin/etcd")
UNPRIVILEGED = "nobody"
# A busy machine takes its time to recover from a crash; nothing is measured by it.
PATIENCE_SECONDS = 600


class NotReady(RuntimeError):
    """Something did not come about in time; the message says what."""


def missing() -> list[str]:
    """What is to be installed first."""
    lacking = [one for one in NEEDED if not Path(one).exists()]
    return lacking if binaries() else [*lacking, "postgresql-15"]


class Cluster:
    """`synchronous`: no commit is answered before a standby has it."""

    def __init__(self, *, synchronous: bool, delay: float) -> None:
        self.synchronous, self.delay = synchronous, delay
        self.folder = Path(
            tempfile.mkdtemp(prefix="sharewell-failover-", dir="/var/tmp")
        )
        self.folder.chmod(0o711)
        self.words = {
            r: secrets.token_hex(16) for r in ("postgres", "replicator", "app")
        }
        self.ports = {n: (free_port(), free_port(), free_port()) for n in NODES}
        self.etcd_port, self.peer_port = free_port(), free_port()
        self.running: dict[str, subprocess.Popen[bytes]] = {}
        self.ways: dict[str, Way] = {}
        self.drop = {}
        if os.getuid() == 0:
            account = pwd.getpwnam(UNPRIVILEGED)
            self.drop = {
                "user": account.pw_uid, "group": account.pw_gid, "extra_groups": [],
            }  # fmt: skip

    # -- starting and ending --------------------------------------------------
    def start(self) -> None:
        """Until one leads, the others follow and, if asked for, one is synchronous."""
        etcd = self._home("etcd")
        own, peer = (f"http://127.0.0.1:{p}" for p in (self.etcd_port, self.peer_port))
        self._run(
            "etcd", "/usr/bin/etcd", "--name", "etcd", "--data-dir", str(etcd / "data"),
            "--listen-client-urls", own, "--advertise-client-urls", own,
            "--listen-peer-urls", peer, "--initial-advertise-peer-urls", peer,
            "--initial-cluster", f"etcd={peer}",
        )  # fmt: skip
        for name in NODES:
            home = self._home(name)
            file = home / "patroni.json"
            file.write_text(json.dumps(self._told(name, home)))  # JSON is YAML too
            file.chmod(0o600)
            self._own(file)
            server, _, way = self.ports[name]
            self.ways[name] = Way(way, server, self.delay)
            self.start_node(name)
            # The first makes the database; the others copy it.
            self._until(lambda: self.leader() is not None, "somebody to lead")
        self.wait_until_whole()

    def start_node(self, name: str) -> None:
        file = str(self.folder / name / "patroni.json")
        self._run(name, "/usr/bin/patroni", file)

    def kill_node(self, name: str) -> None:
        """Patroni, the server and all its processes, and what was on the way."""
        file = self.folder / name / "data" / "postmaster.pid"
        postmaster = int(file.read_text().split()[0])
        group = [self.running[name].pid, postmaster, *children(postmaster)]
        for pid in group:
            with suppress(ProcessLookupError):
                os.kill(pid, signal.SIGKILL)
        self.ways[name].cut()
        self.running.pop(name).wait()

    def stop(self) -> None:
        """End what was started, by its id, and remove the folder."""
        for name in [n for n in NODES if n in self.running]:
            with suppress(OSError, ValueError):
                self.kill_node(name)
        for one in self.running.values():
            one.kill()
            one.wait()
        for way in self.ways.values():
            way.close()
        shutil.rmtree(self.folder, ignore_errors=True)

    # -- looking --------------------------------------------------------------
    def members(self) -> list[dict[str, object]]:
        """What the nodes say of each other."""
        for name in self.running:
            if name in NODES:
                address = f"http://127.0.0.1:{self.ports[name][1]}/cluster"
                with (
                    suppress(urllib.error.URLError, OSError, ValueError),
                    urllib.request.urlopen(address, timeout=3) as reply,
                ):
                    return json.load(reply)["members"]
        return []

    def leader(self) -> str | None:
        """Who leads and runs, if anybody."""
        for one in self.members():
            if one["role"] == "leader" and one["state"] == "running":
                return str(one["name"])
        return None

    def wait_until_whole(self) -> None:
        """All run; two follow the leader; with `synchronous` one answers for it."""

        def whole() -> bool:
            members = self.members()
            roles = sorted(str(one["role"]) for one in members)
            follower = "sync_standby" if self.synchronous else "replica"
            up = all(one["state"] in {"running", "streaming"} for one in members)
            return up and len(roles) == 3 and "leader" in roles and follower in roles

        self._until(whole, "all three to run")

    def wait_for_another(self, than: str) -> str:
        """The new leader."""
        self._until(lambda: self.leader() not in {None, than}, "another to lead")
        return str(self.leader())

    def url(self, user: str, database: str = "postgres") -> str:
        """All nodes; the driver takes the one that may be written to."""
        ports = ",".join(str(self.ports[n][0]) for n in NODES)
        hosts = ",".join(["127.0.0.1"] * len(NODES))
        return (
            f"host={hosts} port={ports} user={user} password={self.words[user]} "
            f"dbname={database} target_session_attrs=read-write connect_timeout=3"
        )

    # -- small ----------------------------------------------------------------
    def _told(self, name: str, home: Path) -> dict[str, object]:
        return told(
            name, home=home, binaries=binaries(), ports=self.ports[name],
            etcd_port=self.etcd_port, passwords=self.words,
            synchronous=self.synchronous,
        )  # fmt: skip

    def _home(self, name: str) -> Path:
        home = self.folder / name
        home.mkdir(mode=0o700)
        self._own(home)
        return home

    def _own(self, path: Path) -> None:
        if self.drop:
            os.chown(path, self.drop["user"], self.drop["group"])

    def _run(self, name: str, *command: str) -> None:
        log = (self.folder / f"{name}.log").open("ab")
        self.running[name] = subprocess.Popen(
            command, stdout=log, stderr=log, cwd="/",
            env={"PATH": "/usr/bin:/bin", "LC_ALL": "C.UTF-8"}, **self.drop,
        )  # fmt: skip
        log.close()

    def _until(self, holds: Callable[[], bool], what: str) -> None:
        end = time.monotonic() + PATIENCE_SECONDS
        while not holds():
            if time.monotonic() > end:
                raise NotReady(
                    f"Waited {PATIENCE_SECONDS} s for {what}: {self._tails()}"
                )
            time.sleep(0.2)

    def _tails(self) -> str:
        logs = sorted(self.folder.glob("*.log"))
        return "\n".join(f"{one.name}: {one.read_text()[-600:]}" for one in logs)
