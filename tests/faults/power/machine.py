"""A database on a volume that forgets, and the cut of its power."""

import os
import shutil
import signal
import time
from contextlib import suppress
from pathlib import Path

from tests.faults.durability.cluster import SETTINGS, Cluster, kill
from tests.faults.durability.crew import end
from tests.faults.durability.workload import fork
from tests.faults.power import kernel
from tests.faults.power.volume import Volume

# After a cut all that is left lies on the disk: to open and sync each file once more
# would only take time.
QUICK = "recovery_init_sync_method = syncfs\n"
GONE_WITHIN_SECONDS = 60


class Machine:
    """Made on an ordinary disk, then moved below a mount of `Volume`."""

    def __init__(self, cluster: Cluster) -> None:
        self.cluster, self.data = cluster, cluster.data
        self.lower = self.data.parent / "lower"
        self.volume = 0

    def build(self) -> None:
        """From a cluster that runs; WAL that lies elsewhere comes along."""
        self.set(SETTINGS + QUICK)
        self.cluster.server.stop()
        wal = self.data / "pg_wal"
        if wal.is_symlink():
            elsewhere = wal.resolve()
            wal.unlink()
            shutil.move(elsewhere, wal)
            for path in (wal, *wal.rglob("*")):
                shutil.chown(path, self.data.stat().st_uid, self.data.stat().st_gid)
        self.data.rename(self.lower)
        self.data.mkdir(mode=0o700)

    def set(self, settings: str) -> None:
        """From the next start on."""
        where = self.lower if self.lower.exists() else self.data
        with (where / "postgresql.conf").open("a") as out:
            out.write(settings)

    def power_on(self, *, patient: bool = True) -> None:
        """Mount, start, recover. Raises the script's Failed if it does not start."""
        handle = kernel.mount(str(self.data))
        self.volume = fork(Volume(str(self.lower)).serve, handle)
        os.close(handle)
        if patient:
            self.cluster.again()
        else:
            server = self.cluster.server
            start = [server.binaries() / "pg_ctl", "-D", self.data, "-w", "start"]
            server.as_server([*start, "-l", self.data / "server.log"])

    def cut(self) -> None:
        """Stop the disk first, so that nothing later can be acknowledged."""
        processes = [self.cluster.postmaster(), *self.cluster.children()]
        os.kill(self.volume, signal.SIGSTOP)
        for process in filter(None, processes):
            with suppress(ProcessLookupError):
                os.kill(process, signal.SIGSTOP)
        for process in filter(None, processes):
            kill(process)
        self.take_away_volume()
        _wait_for_end([one for one in processes if one])

    def take_away_volume(self) -> None:
        """With everything that it had only in memory."""
        end(self.volume)
        self.volume = 0
        kernel.unmount(str(self.data))

    def destroy(self) -> None:
        """Leave neither process nor mount nor folder."""
        if self.volume:
            processes = [self.cluster.postmaster(), *self.cluster.children()]
            for process in filter(None, processes):
                kill(process)
            self.take_away_volume()
            _wait_for_end([one for one in processes if one])
        shutil.rmtree(self.cluster.folder, ignore_errors=True)


def _wait_for_end(processes: list[int]) -> None:
    until = time.monotonic() + GONE_WITHIN_SECONDS
    while any(_runs(process) for process in processes):
        if time.monotonic() > until:
            raise TimeoutError("A process of the database did not end.")
        time.sleep(0.02)


def _runs(process: int) -> bool:
    try:
        state = Path(f"/proc/{process}/stat").read_text().rpartition(")")[2].split()[0]
    except OSError:
        return False
    return state not in {"Z", "X"}
