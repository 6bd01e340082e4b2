"""`python -m tests.exhaustive.hostile [--turns N] [--people N]`

Forged contexts, turns on a shared pool, and hostile statements as the runtime role,
over a drawn partnership in a database of its own.
"""

import argparse
import sys

from tests.exhaustive.database import as_runtime, as_superuser, own_database
from tests.exhaustive.oracle import Oracle
from tests.exhaustive.partnership import draw
from tests.exhaustive.rls import SMALL, fill_in, say

TURNS = 100_000
PEOPLE = 10


def main() -> int:
    """0 when nobody was believed, saw or changed anything that is not theirs."""
    parser = argparse.ArgumentParser("tests.exhaustive.hostile", description=__doc__)
    parser.add_argument("--turns", type=int, default=TURNS)
    parser.add_argument("--people", type=int, default=PEOPLE, help="whose are forged")
    given = parser.parse_args()
    with own_database():
        world = draw(SMALL)
        with as_superuser() as superuser:
            fill_in(superuser, world)
        oracle = Oracle(world)
        well = _forge(oracle, given.people)
        well &= _inject(oracle)
        with as_superuser() as superuser:
            fill_in(superuser, world)
        well &= _share_a_pool(oracle, given.turns)
    return 0 if well else 1


def _forge(oracle, people) -> bool:
    from tests.exhaustive.forgeries import forgeries, good, tries

    hats = oracle.world.hats[-people:]
    with as_runtime() as connection, as_runtime() as other:
        pid, other_pid = connection.info.backend_pid, other.info.backend_pid
        _, control = tries(connection, iter([("good", good(hats[0], pid))]))
        refused, believed = tries(connection, forgeries(hats, pid, other_pid))
    for kind, number in refused.items():
        say(f"refused {number:7,}  {kind}")
    say(f"forged contexts: {refused.total():,} refused, {len(believed)} believed")
    say(f"control: the good one {'is believed' if control else 'IS REFUSED'}")
    return not believed and bool(control)


def _inject(oracle) -> bool:
    from tests.exhaustive.injecting import (
        changed,
        estimates,
        foreign_rows,
        not_refused,
    )

    hat = oracle.world.hats[-1]
    with as_runtime() as connection:
        refused, allowed = not_refused(connection, oracle, hat)
        reads, told = foreign_rows(connection, oracle, hat)
        writes, different = changed(connection, oracle, hat)
        say(f"noted: EXPLAIN estimates over hidden rows: {estimates(connection, hat)}")
    for kind, number in refused.items():
        say(f"refused {number:4}  {kind}")
    for one in (*allowed, *told, *different):
        say(f"    NOT REFUSED OR SEEN: {one}")
    say(f"statements: {refused.total()} refused, {len(allowed)} not")
    say(f"readings: {reads}, of a foreign row {len(told)}")
    say(f"changes: {writes}, to another's {len(different)}")
    return not (allowed or told or different)


def _share_a_pool(oracle, turns) -> bool:
    from tests.exhaustive.pool_leak import take_turns, take_turns_carelessly

    two = two_people(oracle)
    found = take_turns(oracle, two, turns)
    leak = found.pop("leak")
    say(", ".join(f"{number:,} {name}" for name, number in found.items()))
    say(f"turns on a pool: {found.total():,}, leaks {leak}")
    careless = take_turns_carelessly(oracle, two, max(20, turns // 1000))
    say(f"control: {careless['leak']} of {careless['turns']} leak at session level")
    return leak == 0 and careless["leak"] > 0


def two_people(oracle):
    """Of two agencies, each with something to see."""
    first, *others = oracle.world.hats[::-1]
    second = next(one for one in others if one.agency != first.agency)
    return [first, second]


if __name__ == "__main__":
    sys.exit(main())
