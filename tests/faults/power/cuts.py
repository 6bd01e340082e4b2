"""`make faults-power`: the power goes while people write, again and again.

The database lies on a volume that drops whatever was not synced. Controls: without
synchronous_commit something must be lost; without fsync something must be lost, or the
database must not start.
"""

import os
import random
import sys
import time
from pathlib import Path

import psycopg

from tests.faults.durability.arguments import arguments
from tests.faults.durability.cluster import Cluster
from tests.faults.durability.crew import Crew
from tests.faults.durability.verdict import Judge, Verdict
from tests.faults.durability.workload import load
from tests.faults.power.machine import Machine

BYTES = 200
SHORTEST_SECONDS, LONGEST_SECONDS = 0.4, 1.2
FIRST_WITHIN_SECONDS = 60
CONTROL_CUTS = 5
CONTROLS = {
    "synchronous_commit = off": "synchronous_commit = off\n",
    "fsync = off": "synchronous_commit = on\nfsync = off\n",
}


def cannot_run() -> str | None:
    """Why not here, or None."""
    if os.getuid() != 0:
        return "only root may mount"
    if not Path("/dev/fuse").exists():
        return "there is no /dev/fuse"
    return None


def main() -> int:
    given = arguments("make faults-power", __doc__, trials=200)
    if why := cannot_run():
        say(f"NOT RUN: power cuts: {why}")
        return 0
    say(f"faults-power: seed {given.seed}, engine {given.engine}, {given.trials} cuts")
    cluster = Cluster(given.engine)
    machine = Machine(cluster)
    try:
        cluster.start()
        machine.build()
        load()
        verdict = cuts(machine, given.trials, given.seed, given.minutes)
        failed = bool(verdict.lost or verdict.half or verdict.bad_root)
        few = 2 if given.sample else CONTROL_CUTS
        for name, settings in CONTROLS.items():
            failed |= control(machine, name, settings, few, given.seed)
    finally:
        machine.destroy()
    return int(failed)


def cuts(machine: Machine, count: int, seed: int, minutes: float) -> Verdict:
    """Cut, switch on, look; the counts are said at the end and on the way."""
    draw, judge = random.Random(seed), Judge()
    crew = Crew(2, seed * 1_000_000, least=BYTES, most=BYTES)
    began, done = time.monotonic(), 0
    try:
        machine.power_on()
        while done < count:
            one_cut(machine, crew, judge, draw)
            done += 1
            if done % 20 == 0:
                _say_so_far(done, crew, judge, time.monotonic() - began)
            if judge.verdict.examples:
                break
            if done < count and time.monotonic() - began > minutes * 60:
                say(f"NOT RUN: {count - done} of {count} cuts: the time was up")
                break
        crew.dismiss()
        machine.cluster.asked(judge.look_at_all, crew.heard)
        machine.cut()
    finally:
        crew.close()
    _say_so_far(done, crew, judge, time.monotonic() - began)
    verdict = judge.verdict
    say(f"LOST {verdict.lost}, HALF {verdict.half}, BAD ROOT {verdict.bad_root}")
    for example in verdict.examples:
        say(f"  {example}")
    return verdict


def one_cut(
    machine: Machine,
    crew: Crew,
    judge: Judge,
    draw: random.Random,
    *,
    patient: bool = True,
) -> None:
    crew.muster()
    crew.until_acknowledged(1, FIRST_WITHIN_SECONDS)
    crew.listen(draw.uniform(SHORTEST_SECONDS, LONGEST_SECONDS))
    machine.cut()
    crew.dismiss()
    machine.power_on(patient=patient)
    machine.cluster.asked(judge.look, crew.heard)


def control(machine: Machine, name: str, settings: str, count: int, seed: int) -> bool:
    """Whether the harm that must come did not, or was not seen."""
    draw, judge = random.Random(seed), Judge()
    crew = Crew(2, seed * 2_000_000, least=BYTES, most=BYTES)
    machine.set(settings)
    done, ended = 0, ""
    try:
        machine.power_on()
        while done < count and not judge.verdict.lost:
            one_cut(machine, crew, judge, draw, patient=False)
            done += 1
    except (machine.cluster.script.Failed, psycopg.Error) as fault:
        done += 1
        ended = f"did not start: {str(fault).strip().splitlines()[-1][:100]}"
    finally:
        crew.close()
        if machine.volume:
            machine.cut()
    lost, kept = judge.verdict.lost, len(crew.heard.acknowledged)
    seen = bool(lost or ended)
    say(
        f"control, {name}: {done} cuts, {lost} of {kept} acknowledged lost"
        f"{', ' + ended if ended else ''}: {'seen' if seen else 'BLIND'}"
    )
    return not seen


def _say_so_far(done: int, crew: Crew, judge: Judge, seconds: float) -> None:
    verdict, heard = judge.verdict, crew.heard
    say(
        f"  {seconds:7.0f} s  {done} cuts, {len(heard.acknowledged)} acknowledged, "
        f"{len(heard.heads)} heads held, lost {verdict.lost}, half {verdict.half}, "
        f"bad root {verdict.bad_root}"
    )


def say(text: str) -> None:
    sys.stdout.write(text + "\n")
    sys.stdout.flush()


if __name__ == "__main__":
    raise SystemExit(main())
