"""`make faults-syscalls`: system calls fail while people write.

Trials are counted in points: calls that strace really made to fail. An error must not
be acknowledged; the database may stop itself and start again. Control: a client that
tries again after an error and acknowledges must lose.
"""

import sys
import time
from collections import Counter

from tests.faults.durability.arguments import arguments
from tests.faults.durability.cluster import Cluster
from tests.faults.durability.crew import Crew
from tests.faults.durability.verdict import Judge
from tests.faults.durability.workload import Habit, load
from tests.faults.syscalls.plans import Plan, Target, plans
from tests.faults.syscalls.tracer import NotAttached, Tracer, cannot_run

POINTS = 500
INSERTS = 40
LASTS_SECONDS = 2.5
FIRST_WITHIN_SECONDS = 60
CONTROL_PLANS = 20
TITLES = {
    Target.BACKEND: "sharewell_app",
    Target.LEDGER_BACKEND: "sharewell_ledger",
    Target.CHECKPOINTER: "checkpointer",
    Target.WALWRITER: "walwriter",
}


def main() -> int:
    given = arguments("make faults-syscalls", __doc__, trials=POINTS)
    if why := cannot_run():
        say(f"NOT RUN: failing system calls: {why}")
        return 0
    say(
        f"faults-syscalls: seed {given.seed}, engine {given.engine}, {given.trials} "
        "points"
    )
    cluster = Cluster(given.engine)
    try:
        cluster.start()
        load()
        failed = trials(cluster, given.trials, given.seed, given.minutes)
        failed |= control(cluster, given.seed)
    finally:
        cluster.destroy()
    return int(failed)


def trials(cluster: Cluster, points: int, seed: int, minutes: float) -> bool:
    judge, crew = Judge(), Crew(2, seed * 1_000_000)
    hit: Counter[Target] = Counter()
    tried = without = 0
    began = time.monotonic()
    try:
        for plan in plans():
            had = carry_out(cluster, crew, judge, plan)
            tried, without = tried + 1, without + (had == 0)
            hit[plan.target] += had
            if tried % 20 == 0:
                _say_so_far(hit.total(), tried, crew, judge)
            if hit.total() >= points or judge.verdict.examples:
                break
            if time.monotonic() - began > minutes * 60:
                left = points - hit.total()
                say(f"NOT RUN: {left} of {points} points: the time was up")
                break
        crew.dismiss()
        cluster.asked(judge.look_at_all, crew.heard)
    finally:
        crew.close()
    for target in Target:
        say(f"  {target:<28} {hit[target]:>6} points")
    _say_so_far(hit.total(), tried, crew, judge)
    log, verdict = cluster.log(), judge.verdict
    say(f"{without} plans without effect, {log.count('PANIC:')} PANIC lines in the log")
    say(f"LOST {verdict.lost}, HALF {verdict.half}, BAD ROOT {verdict.bad_root}")
    for example in verdict.examples:
        say(f"  {example}")
    return bool(verdict.lost or verdict.half or verdict.bad_root)


def carry_out(cluster: Cluster, crew: Crew, judge: Judge, plan: Plan) -> int:
    """Attach, let 40 inserts be tried, let go, recover, look; returns the points."""
    crew.muster()
    crew.until_acknowledged(2, FIRST_WITHIN_SECONDS)
    target = find(cluster, crew, plan.target)
    points = 0
    if target:
        try:
            tracer = Tracer(target, str(plan))
        except NotAttached:
            # It ended by itself a moment ago.
            return 0
        tried, until = len(crew.heard.tried), time.monotonic() + LASTS_SECONDS
        if plan.target is Target.CHECKPOINTER:
            _checkpoint(cluster)
        while time.monotonic() < until and len(crew.heard.tried) < tried + INSERTS:
            crew.listen(0.05)
        points = tracer.stop()
    if cluster.postmaster() is None:
        cluster.again()
    crew.drain()
    cluster.asked(judge.look, crew.heard)
    return points


def find(cluster: Cluster, crew: Crew, target: Target) -> int | None:
    """The process to be hit, if it is there."""
    if target is Target.WORKER:
        return crew.workers[0]
    if target is Target.SEQUENCER:
        return crew.sequencer
    word = TITLES[target]
    return next((p for p, title in cluster.children().items() if word in title), None)


def _checkpoint(cluster: Cluster) -> None:
    """Ask for one without waiting for its end, which may never come."""
    import psycopg

    try:
        with psycopg.connect(cluster.url, autocommit=True) as connection:
            connection.execute("SET statement_timeout = '2s'")
            connection.execute("CHECKPOINT")
    except psycopg.Error:
        pass


def control(cluster: Cluster, seed: int) -> bool:
    """Whether a client that acknowledges after an error did no harm that was seen."""
    judge, crew = Judge(), Crew(2, seed * 2_000_000, Habit.STUBBORN)
    points = tried = 0
    try:
        for plan in plans():
            if plan.target is not Target.BACKEND or "error" not in plan.how:
                continue
            points += carry_out(cluster, crew, judge, plan)
            tried += 1
            if judge.verdict.lost or tried >= CONTROL_PLANS:
                break
    finally:
        crew.close()
    lost = judge.verdict.lost
    say(
        f"control, a client that {Habit.STUBBORN}: {lost} lost at {points} points, "
        f"{'seen' if lost else 'BLIND'}"
    )
    return not lost


def _say_so_far(points: int, tried: int, crew: Crew, judge: Judge) -> None:
    verdict, heard = judge.verdict, crew.heard
    say(
        f"  {points} points in {tried} plans, {len(heard.acknowledged)} acknowledged, "
        f"{heard.refused} errors told, lost {verdict.lost}, half {verdict.half}, "
        f"bad root {verdict.bad_root}"
    )


def say(text: str) -> None:
    sys.stdout.write(text + "\n")
    sys.stdout.flush()


if __name__ == "__main__":
    raise SystemExit(main())
