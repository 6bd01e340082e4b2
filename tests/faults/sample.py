"""A few of each fault and of each control, on one database: for `script/test`.

The counts that mean something are those of `make faults-kill`, `faults-power`,
`faults-disk` and `faults-syscalls`. What cannot run here says so and is not counted.
"""

import sys
import time

from tests.faults.disk import full
from tests.faults.durability import kills
from tests.faults.durability.arguments import arguments
from tests.faults.durability.workload import load
from tests.faults.power import cuts
from tests.faults.power.machine import Machine
from tests.faults.syscalls import run as syscalls
from tests.faults.syscalls import tracer

BEGAN = time.monotonic()
KILLS, FULL, POINTS, CUTS = 3, 2, 3, 1
# Each must harm at the first try or soon after.
CONTROL_TRIES = 1


def main() -> int:
    given = arguments("script/faults sample", __doc__, trials=1)
    failed = False
    site = full.Site(given.engine)
    cluster, small = site.cluster, full.cannot_run() is None
    machine = Machine(cluster)
    try:
        site.build() if small else cluster.start()
        load()
        step("kill -9")
        failed |= kills.trials(cluster, KILLS, given.seed, given.minutes)
        failed |= kills.controls(cluster, given.seed, CONTROL_TRIES)
        if runs("failing system calls", tracer.cannot_run()):
            step("failing system calls")
            failed |= syscalls.trials(cluster, POINTS, given.seed, given.minutes)
            failed |= syscalls.control(cluster, given.seed)
        if runs("full disks", full.cannot_run()):
            step("full disks")
            failed |= full.trials(site, FULL, given.seed, given.minutes)
        if runs("power cuts", cuts.cannot_run()):
            step("power cuts")
            failed |= power(machine, given.seed)
        step("done")
    finally:
        machine.destroy()
        site.destroy()
    return int(failed)


def power(machine: Machine, seed: int) -> bool:
    """One cut that loses nothing, and one that must."""
    machine.build()
    verdict = cuts.cuts(machine, CUTS, seed, minutes=10)
    name = "synchronous_commit = off"
    blind = cuts.control(machine, name, cuts.CONTROLS[name], CONTROL_TRIES, seed)
    return bool(verdict.lost or verdict.half or verdict.bad_root or blind)


def runs(what: str, why_not: str | None) -> bool:
    """Say what is not run, and why."""
    if why_not:
        say(f"NOT RUN: {what}: {why_not}")
    return why_not is None


def step(what: str) -> None:
    say(f"-- {time.monotonic() - BEGAN:.1f} s: {what}")


def say(text: str) -> None:
    sys.stdout.write(text + "\n")
    sys.stdout.flush()


if __name__ == "__main__":
    raise SystemExit(main())
