"""A database whose data and WAL lie on small volumes, each its own."""

import os
import shutil
import time
from enum import StrEnum

from tests.faults.disk.volume import SmallVolume
from tests.faults.durability.cluster import Cluster

# Nothing is written back to be used again, so that the WAL fills its volume.
SETTINGS = """
max_wal_size = 4GB
min_wal_size = 32MB
checkpoint_timeout = 1h
wal_init_zero = on
shared_buffers = 32MB
autovacuum = off
"""


class Where(StrEnum):
    """Which volume fills up."""

    DATA = "data"
    WAL = "WAL"


class Site:
    """A database whose data and WAL lie on small volumes."""

    def __init__(self, engine: str) -> None:
        self.cluster = Cluster(engine)
        self.data = SmallVolume(self.cluster.folder / "postgres")
        self.wal = SmallVolume(self.cluster.folder / "wal")

    def build(self) -> None:
        for volume in (self.data, self.wal):
            volume.folder.mkdir(mode=0o711)
        self.data.mount(400)
        self.wal.mount(400)
        self.cluster.start(SETTINGS)
        self.cluster.server.stop()
        self._move_wal()
        self.cluster.again()

    def _move_wal(self) -> None:
        old = self.cluster.data / "pg_wal"
        new = self.wal.folder / "pg_wal"
        owner = old.stat()
        shutil.move(old, new)
        old.symlink_to(new)
        os.lchown(old, owner.st_uid, owner.st_gid)
        for path in (new, *new.rglob("*")):
            os.chown(path, owner.st_uid, owner.st_gid)

    def volume(self, where: Where) -> SmallVolume:
        return self.data if where is Where.DATA else self.wal

    def destroy(self) -> None:
        self.cluster.kill_all()
        time.sleep(0.2)
        self.data.unmount()
        self.wal.unmount()
        self.cluster.destroy()


def cannot_run() -> str | None:
    if os.getuid() != 0:
        return "only root may mount"
    return None
