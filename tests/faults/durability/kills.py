"""`make faults-kill`: kill -9 of any process, again and again, while people write.

With SIGKILL alone the operating system keeps what was written, so this asks for
atomicity; whether anything is on the disk is asked by `make faults-power`.
"""

import random
import sys
import time
from collections import Counter
from enum import StrEnum

import psycopg

from tests.faults.durability.arguments import arguments
from tests.faults.durability.cluster import Cluster, kill
from tests.faults.durability.crew import Crew
from tests.faults.durability.verdict import Judge
from tests.faults.durability.workload import Habit, load

WORKERS = 3
SHORTEST_SECONDS, LONGEST_SECONDS = 0.35, 0.85
# A cycle in which nobody could write would be no trial.
FIRST_WITHIN_SECONDS = 60
CONTROL_CYCLES = 12
ALL_EVERY = 250
ENOUGH = 10


class Victim(StrEnum):
    """Whom SIGKILL hits."""

    POSTMASTER = "postmaster alone"
    ALL = "postmaster and all children"
    BACKEND = "one backend"
    WALWRITER = "walwriter"
    CHECKPOINTER = "checkpointer"
    WORKERS = "the workers"
    SEQUENCER = "the sequencer"


def main() -> int:
    given = arguments("make faults-kill", __doc__, trials=1_000)
    say(f"faults-kill: seed {given.seed}, engine {given.engine}, {given.trials} kills")
    cluster = Cluster(given.engine)
    try:
        cluster.start()
        load()
        failed = trials(cluster, given.trials, given.seed, given.minutes)
        failed |= controls(cluster, given.seed, 2 if given.sample else CONTROL_CYCLES)
    finally:
        cluster.destroy()
    return int(failed)


def trials(cluster: Cluster, count: int, seed: int, minutes: float) -> bool:
    """Whether anything was lost, half or wrong."""
    draw, judge = random.Random(seed), Judge()
    crew = Crew(WORKERS, seed * 1_000_000)
    kills: Counter[Victim] = Counter()
    recoveries: list[float] = []
    began = time.monotonic()
    try:
        for number in range(1, count + 1):
            victim = list(Victim)[number % len(Victim)] if count < 20 else None
            victim = victim or draw.choice(list(Victim))
            recoveries.append(cycle(cluster, crew, judge, victim, draw))
            kills[victim] += 1
            if number % ALL_EVERY == 0:
                look_at_all(cluster, crew, judge)
            if number % 25 == 0 or judge.verdict.examples:
                _progress(number, crew, judge, time.monotonic() - began)
            if len(judge.verdict.examples) >= ENOUGH:
                break
            if time.monotonic() - began > minutes * 60:
                say(f"NOT RUN: {count - number} of {count} kills: the time was up")
                break
        look_at_all(cluster, crew, judge)
    finally:
        crew.close()
    verdict, heard = judge.verdict, crew.heard
    for victim in Victim:
        say(f"  {victim:<32} {kills[victim]:>6}")
    recoveries.sort()
    middle, worst = recoveries[len(recoveries) // 2], recoveries[-1]
    say(
        f"kills {kills.total()}, acknowledged {len(heard.acknowledged)}, tried "
        f"{len(heard.tried)}, heads held {len(heard.heads)}, leaves {judge.tree.size}; "
        f"answering again after {middle:.1f} s (median), {worst:.1f} s (worst)"
    )
    say(f"LOST {verdict.lost}, HALF {verdict.half}, BAD ROOT {verdict.bad_root}")
    for example in verdict.examples:
        say(f"  {example}")
    return bool(verdict.lost or verdict.half or verdict.bad_root)


def cycle(
    cluster: Cluster, crew: Crew, judge: Judge, victim: Victim, draw: random.Random
) -> float:
    """Write, kill, recover, look; returns the seconds until it answered again."""
    crew.muster()
    crew.until_acknowledged(1, FIRST_WITHIN_SECONDS)
    crew.listen(draw.uniform(SHORTEST_SECONDS, LONGEST_SECONDS))
    began = time.monotonic()
    strike(cluster, crew, victim, draw)
    if victim in {Victim.POSTMASTER, Victim.ALL}:
        cluster.again()
    cluster.asked(_select_one, None)
    back = time.monotonic() - began
    crew.drain()
    cluster.asked(judge.look, crew.heard)
    return back


def _select_one(connection: psycopg.Connection, _: None) -> None:
    connection.execute("SELECT 1")


def strike(cluster: Cluster, crew: Crew, victim: Victim, draw: random.Random) -> None:
    match victim:
        case Victim.POSTMASTER:
            kill(cluster.postmaster())
        case Victim.ALL:
            cluster.kill_all()
        case Victim.WORKERS:
            crew.kill_workers()
        case Victim.SEQUENCER:
            crew.kill_sequencer()
        case Victim.BACKEND:
            ours = _named(cluster, "sharewell_app") or _named(cluster, "sharewell_")
            kill(draw.choice(ours or list(cluster.children())))
        case Victim.WALWRITER | Victim.CHECKPOINTER:
            for process in _named(cluster, victim.value):
                kill(process)


def _named(cluster: Cluster, word: str) -> list[int]:
    return [process for process, title in cluster.children().items() if word in title]


def look_at_all(cluster: Cluster, crew: Crew, judge: Judge) -> None:
    """With everybody dismissed, so that nothing is under way."""
    crew.dismiss()
    cluster.asked(judge.look_at_all, crew.heard)


def controls(cluster: Cluster, seed: int, cycles: int) -> bool:
    """Whether a careless worker did no harm that was seen: then we are blind."""
    blind = False
    for habit, kind in ((Habit.EARLY, "lost"), (Habit.APART, "half")):
        draw, judge = random.Random(seed), Judge()
        crew = Crew(WORKERS, seed * 1_000_000, habit)
        tried = 0
        try:
            # The hardest victims only; more of them when the first did no harm.
            while tried < cycles or (tried < 40 and not getattr(judge.verdict, kind)):
                cycle(cluster, crew, judge, Victim.ALL, draw)
                tried += 1
        finally:
            crew.close()
        found = getattr(judge.verdict, kind)
        say(
            f"control, a worker that {habit}: {found} {kind} in {tried} kills, "
            f"{'seen' if found else 'BLIND'}"
        )
        blind |= not found
    return blind


def _progress(number: int, crew: Crew, judge: Judge, seconds: float) -> None:
    verdict, heard = judge.verdict, crew.heard
    say(
        f"  {seconds:7.0f} s  {number} kills, {len(heard.acknowledged)} acknowledged, "
        f"lost {verdict.lost}, half {verdict.half}, bad root {verdict.bad_root}"
    )


def say(text: str) -> None:
    sys.stdout.write(text + "\n")
    sys.stdout.flush()


if __name__ == "__main__":
    raise SystemExit(main())
