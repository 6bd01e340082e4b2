"""`make faults-disk`: the disk fills up while people write, again and again.

By turns the volume of the data and the volume of the WAL, each on its own. While it is
full, what was kept must be readable or be refused in words; afterwards the ballast is
thrown off, the server stopped at once and started, and everything acknowledged must be
there. Control: a worker that acknowledges before commit must lose.
"""

import os
import sys
import time
from collections import Counter
from enum import StrEnum

import psycopg

from tests.faults.disk.volume import SmallVolume
from tests.faults.durability.arguments import arguments
from tests.faults.durability.cluster import Cluster
from tests.faults.durability.crew import Crew
from tests.faults.durability.verdict import Judge
from tests.faults.durability.workload import Habit, load

WORKERS = 4
BYTES = 4_000
FREE_DATA_MEGABYTES, FREE_WAL_MEGABYTES, MORE_MEGABYTES = 6, 8, 60
# Nothing is written back to be used again, so that the WAL fills its volume.
SETTINGS = """
max_wal_size = 4GB
min_wal_size = 32MB
checkpoint_timeout = 1h
wal_init_zero = on
shared_buffers = 32MB
autovacuum = off
"""
ERRORS = 40
FULL_WITHIN_SECONDS = 240
CONTROL_FILLINGS = 4


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
        _run_move(old, new)
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


def _run_move(old, new) -> None:
    import shutil

    shutil.move(old, new)


def cannot_run() -> str | None:
    if os.getuid() != 0:
        return "only root may mount"
    return None


def main() -> int:
    given = arguments("make faults-disk", __doc__, trials=20)
    if why := cannot_run():
        say(f"NOT RUN: full disks: {why}")
        return 0
    say(f"faults-disk: seed {given.seed}, engine {given.engine}, {given.trials} times")
    site = Site(given.engine)
    try:
        try:
            site.build()
        except OSError as fault:
            say(f"NOT RUN: full disks: {fault}")
            return 0
        load()
        failed = trials(site, given.trials, given.seed, given.minutes)
        failed |= control(site, given.seed)
    finally:
        site.destroy()
    return int(failed)


class Count(Counter[str]):
    """What happened, by name."""


def trials(site: Site, count: int, seed: int, minutes: float) -> bool:
    judge, counted = Judge(), Count()
    crew = Crew(WORKERS, seed * 1_000_000, least=BYTES, most=BYTES)
    began = time.monotonic()
    try:
        for number in range(count):
            where = list(Where)[number % 2]
            fill(site, crew, where, counted)
            recover(site, where)
            site.cluster.asked(judge.look, crew.heard)
            _say_so_far(number + 1, crew, judge, counted)
            if number + 1 < count and time.monotonic() - began > minutes * 60:
                say(f"NOT RUN: {count - number - 1} of {count}: the time was up")
                break
        site.cluster.asked(judge.look_at_all, crew.heard)
    finally:
        crew.close()
    verdict = judge.verdict
    log = site.cluster.log()
    say(
        f"'No space left' {log.count('No space left')}, PANIC {log.count('PANIC:')} in "
        f"the log; {crew.heard.refused} errors told to clients; reads while full: "
        f"{counted['read']} answered, {counted['refused']} refused in words, "
        f"{counted['wrong']} wrong"
    )
    say(f"LOST {verdict.lost}, HALF {verdict.half}, BAD ROOT {verdict.bad_root}")
    for example in verdict.examples:
        say(f"  {example}")
    blind = "No space left" not in log
    if blind:
        say("BLIND: no disk ever became full")
    bad = verdict.lost or verdict.half or verdict.bad_root or counted["wrong"]
    return bool(bad or blind)


def fill(site: Site, crew: Crew, where: Where, counted: Count) -> None:
    """Until errors come; then read, with everybody still trying to write."""
    site.volume(where).fill_up_to(
        FREE_DATA_MEGABYTES if where is Where.DATA else FREE_WAL_MEGABYTES
    )
    crew.muster()
    refused, until = crew.heard.refused, time.monotonic() + FULL_WITHIN_SECONDS
    while crew.heard.refused < refused + ERRORS and time.monotonic() < until:
        crew.listen(0.1)
    counted[where] += 1
    counted[_read(site, crew)] += 1
    crew.dismiss()


def _read(site: Site, crew: Crew) -> str:
    """Whether the newest acknowledged record is read, or refused in words."""
    newest = crew.heard.acknowledged[-1].hex()
    try:
        with psycopg.connect(site.cluster.url, connect_timeout=10) as connection:
            query = "SELECT length(body) FROM faults_record WHERE id = %s"
            found = connection.execute(query, [newest]).fetchone()
    except psycopg.Error as fault:
        return "refused" if str(fault).strip() else "wrong"
    return "read" if found == (BYTES,) else "wrong"


def recover(site: Site, where: Where) -> None:
    """Room again, then a stop without any good order."""
    site.volume(where).throw_off(MORE_MEGABYTES)
    site.cluster.kill_all()
    site.cluster.again()


def control(site: Site, seed: int) -> bool:
    """Whether acknowledging before commit was not seen to lose anything."""
    judge, counted, done = Judge(), Count(), 0
    crew = Crew(WORKERS, seed * 2_000_000, Habit.EARLY, BYTES, BYTES)
    try:
        while done < CONTROL_FILLINGS and not judge.verdict.lost:
            where = list(Where)[(done + 1) % 2]
            fill(site, crew, where, counted)
            recover(site, where)
            site.cluster.asked(judge.look, crew.heard)
            done += 1
    finally:
        crew.close()
    lost = judge.verdict.lost
    say(
        f"control, a worker that {Habit.EARLY}: {lost} lost in {done} full disks, "
        f"{'seen' if lost else 'BLIND'}"
    )
    return not lost


def _say_so_far(done: int, crew: Crew, judge: Judge, counted: Count) -> None:
    verdict = judge.verdict
    say(
        f"  {done} full ({counted[Where.DATA]} data, {counted[Where.WAL]} WAL), "
        f"{len(crew.heard.acknowledged)} acknowledged, {crew.heard.refused} errors, "
        f"lost {verdict.lost}, half {verdict.half}, bad root {verdict.bad_root}"
    )


def say(text: str) -> None:
    sys.stdout.write(text + "\n")
    sys.stdout.flush()


if __name__ == "__main__":
    raise SystemExit(main())
