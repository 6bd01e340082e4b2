"""A few kills and power cuts, and their controls, on one database: for `script/test`.

The counts that mean something are those of `make faults-kill` and `make faults-power`;
full disks and failing system calls take longer and have targets of their own only. What
cannot run here says so and is not counted.
"""

import sys
import time

from tests.faults.durability import kills
from tests.faults.durability.arguments import arguments
from tests.faults.durability.cluster import Cluster
from tests.faults.durability.workload import load
from tests.faults.power import cuts
from tests.faults.power.machine import Machine

BEGAN = time.monotonic()
KILLS, CUTS = 2, 1
# Each must harm at the first try or soon after.
CONTROL_TRIES, CONTROL_CUTS = 1, 3


def main() -> int:
    given = arguments("tests.faults.sample", __doc__, trials=1)
    failed = False
    cluster = Cluster(given.engine)
    machine = Machine(cluster)
    try:
        cluster.start()
        load()
        step("kill -9")
        failed |= kills.trials(cluster, KILLS, given.seed, given.minutes)
        failed |= kills.controls(cluster, given.seed, CONTROL_TRIES)
        if why := cuts.cannot_run():
            say(f"NOT RUN: power cuts: {why}")
        else:
            step("power cuts")
            failed |= power(machine, given.seed)
        step("done")
    finally:
        machine.destroy()
        cluster.destroy()
    return int(failed)


def power(machine: Machine, seed: int) -> bool:
    """One cut that loses nothing, and one that must."""
    machine.build()
    verdict = cuts.cuts(machine, CUTS, seed, minutes=10)
    name = "synchronous_commit = off"
    blind = cuts.control(machine, name, cuts.CONTROLS[name], CONTROL_CUTS, seed)
    return bool(verdict.lost or verdict.half or verdict.bad_root or blind)


def step(what: str) -> None:
    say(f"-- {time.monotonic() - BEGAN:.1f} s: {what}")


def say(text: str) -> None:
    sys.stdout.write(text + "\n")
    sys.stdout.flush()


if __name__ == "__main__":
    raise SystemExit(main())
