"""Kill -9 of the leading server and its Patroni, again and again, while people write.

    python -m tests.faults.failover.run [--rounds N] [--seed S] [--seconds WRITING]

First with synchronous replication: nothing that was answered may be lost. Then the
control, which must lose: asynchronous, with what the leader sends 200 ms on its way. In
between the same way of 200 ms with synchronous replication, which must not. Loopback
only, a folder of its own, nothing left behind. Exit: 0 as it should be, 1 not, 77 not
run.
"""

# ruff: noqa: T201
import argparse
import random
import threading
import time
from dataclasses import dataclass, field

import psycopg

from tests.faults.failover import cluster as servers
from tests.faults.failover.writers import Writer, kept, longest_gap, make_tables

WRITERS = 4
FEWEST = 100
NOT_RUN = 77
DELAY_SECONDS = 0.2


@dataclass
class Found:
    """What one series of kills showed."""

    acknowledged: int = 0
    lost: int = 0
    warned: int = 0
    kept_unacknowledged: int = 0
    gaps: list[float] = field(default_factory=list)

    def words(self, kills: int) -> str:
        gaps = ", ".join(f"{one:.0f}" for one in self.gaps)
        return (
            f"{kills} kills; {self.acknowledged:,} acknowledged, {self.lost:,} lost; "
            f"{self.kept_unacknowledged} kept though not acknowledged, {self.warned} "
            f"warned and not counted; without writes {gaps} s"
        )


def series(
    draw: random.Random, kills: int, writing: float, *, synchronous: bool, delay: float
) -> Found:
    """Kill as often as asked; then look whether all that was answered is there."""
    group = servers.Cluster(synchronous=synchronous, delay=delay)
    stop = threading.Event()
    try:
        group.start()
        make_tables(group.url("postgres"))
        people = [Writer(n, group.url("postgres"), stop) for n in range(WRITERS)]
        for one in people:
            one.start()
        gaps = [_one_kill(group, people, draw, writing) for _ in range(kills)]
        time.sleep(writing)
        stop.set()
        for one in people:
            one.join(30)
        return _counted(people, _read(group), gaps)
    finally:
        stop.set()
        group.stop()


def _one_kill(
    group: servers.Cluster, people: list[Writer], draw: random.Random, writing: float
) -> float:
    _until_busy(people, writing + draw.random())
    killed = group.leader()
    if killed is None:
        raise servers.NotReady("Nobody led at the moment of the kill.")
    at = time.monotonic()
    group.kill_node(killed)
    leader = group.wait_for_another(killed)
    _until_written(people, at)
    answered = {key for one in people for _, key in list(one.acknowledged)}
    lost = len(answered - _read(group))
    times = [t for one in people for t, _ in list(one.acknowledged) if t > at]
    gap = longest_gap([at, *times])
    print(
        f"  {killed} killed, {leader} leads, {gap:.1f} s without writes, "
        f"{len(answered):,} acknowledged so far, {lost} of them lost",
        flush=True,
    )
    group.start_node(killed)
    group.wait_until_whole()
    return gap


def _until_busy(people: list[Writer], seconds: float) -> None:
    """So long, and until enough was written that a loss would show."""
    before = sum(len(one.acknowledged) for one in people)
    time.sleep(seconds)
    while sum(len(one.acknowledged) for one in people) < before + FEWEST:
        time.sleep(0.05)


def _until_written(people: list[Writer], at: float) -> None:
    end = time.monotonic() + servers.PATIENCE_SECONDS
    # What was answered in the moment of the kill is no sign of life.
    while not any(
        one.acknowledged[-1][0] > at + 1 for one in people if one.acknowledged
    ):
        if time.monotonic() > end:
            raise servers.NotReady("Nobody could write after the new leader was there.")
        time.sleep(0.1)


def _read(group: servers.Cluster) -> set:
    end = time.monotonic() + 60
    while True:
        try:
            return kept(group.url("postgres"))
        except psycopg.Error:
            if time.monotonic() > end:
                raise
            time.sleep(0.5)


def _counted(people: list[Writer], there: set, gaps: list[float]) -> Found:
    answered = {key for one in people for _, key in one.acknowledged}
    unknown = {key for one in people for key in one.unknown | one.warned}
    return Found(
        acknowledged=len(answered),
        lost=len(answered - there),
        warned=sum(len(one.warned) for one in people),
        kept_unacknowledged=len(unknown & there),
        gaps=gaps,
    )


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--seed", type=int, default=2026)
    parser.add_argument("--seconds", type=float, default=8.0)
    given = parser.parse_args()
    if lacking := servers.missing():
        print(f"NOT RUN: missing {', '.join(lacking)}. As root: apt-get install "
              "--no-install-recommends patroni etcd-server postgresql-15")  # fmt: skip
        return NOT_RUN
    draw = random.Random(given.seed)
    faults = []
    for name, kills, synchronous, delay, may_lose in (
        ("Synchronous", given.rounds, True, 0.0, False),
        ("Synchronous, 200 ms on the way", 1, True, DELAY_SECONDS, False),
        ("Control: asynchronous, 200 ms on the way", 2, False, DELAY_SECONDS, True),
    ):
        print(f"== {name}", flush=True)
        found = series(draw, kills, given.seconds, synchronous=synchronous, delay=delay)
        print(f"  {found.words(kills)}", flush=True)
        if found.acknowledged == 0 or bool(found.lost) is not may_lose:
            faults.append(name)
    for one in faults:
        print(f"FAILED: {one}")
    return 1 if faults else 0


if __name__ == "__main__":
    raise SystemExit(main())
