"""`python -m tests.exhaustive.rls [--pairs N] [--layer rls|app|both] [--no-mutants]`

Every person x every row of a drawn partnership, in a database of its own. Row-level
security alone (as the runtime role, under each person's signed context) and the
application's filter alone (with row-level security bypassed) are compared with an
oracle that shares no code with either; then each policy and clause is broken in turn.
"""

import argparse
import sys
import time

from tests.exhaustive.database import (
    as_runtime,
    as_superuser,
    own_database,
    unprotected,
)
from tests.exhaustive.oracle import TABLES, Oracle
from tests.exhaustive.partnership import Size, draw

FULL = 100_000_000
SMALL = Size(5, 40, 40, 60, 60, 80)
# So many people are asked about one thing at a time, as an act does.
THING_BY_THING = 40
STARTED = time.monotonic()


def main() -> int:
    """0 when nothing differs and every mutant is noticed."""
    given = _arguments()
    with own_database():
        well = _compare(given)
        if well and not given.no_mutants and given.layer != "app":
            well = _break(given.seed)
    return 0 if well else 1


def say(text: str) -> None:
    """A line of progress."""
    sys.stdout.write(f"  {time.monotonic() - STARTED:6.1f} s  {text}\n")
    sys.stdout.flush()


def sized(pairs: int) -> Size:
    """A partnership whose people x (children .. disclosures) are about that many."""
    people = max(20, int((pairs / 25) ** 0.5))
    things = pairs // people + 1
    share = things // 4 + 1
    return Size(max(4, people // 80), people, share, share, share, share)


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser("tests.exhaustive.rls", description=__doc__)
    parser.add_argument("--pairs", type=float, default=FULL, help="at least so many")
    parser.add_argument("--layer", choices=["rls", "app", "both"], default="both")
    parser.add_argument(
        "--things", type=int, default=200, help="of each kind, asked one by one"
    )
    parser.add_argument("--no-mutants", action="store_true")
    parser.add_argument("--seed", type=int, default=1)
    return parser.parse_args()


def _compare(given: argparse.Namespace) -> bool:
    from tests.exhaustive.differences import (
        differences,
        differences_of_lists,
        differences_of_policy,
    )

    world = draw(sized(int(given.pairs)), given.seed)
    with as_superuser() as superuser:
        say(f"{fill_in(superuser, world):,} rows, {len(world.hats):,} people in posts")
    oracle, well = Oracle(world), True
    if given.layer in {"rls", "both"}:
        with as_runtime() as connection:
            found = differences(connection, oracle, world.hats, TABLES)
            well &= _report("row-level security alone", found)
    if given.layer in {"app", "both"}:
        with unprotected():
            found = differences_of_lists(oracle, world.hats)
            well &= _report("the application's lists alone", found)
            some = world.hats[:: len(world.hats) // THING_BY_THING + 1]
            found = differences_of_policy(oracle, some, given.things)
            well &= _report("the application's policy, thing by thing", found)
    return well


def fill_in(superuser, world) -> int:
    """As `fill`; Django must be ready first."""
    from tests.exhaustive.filling import fill

    return fill(superuser, world)


def _report(layer, found) -> bool:
    pairs = seen = number = 0
    wrong = []
    for one in found:
        pairs, seen, number = pairs + one.pairs, seen + one.seen, number + 1
        if one.wrong:
            wrong.append(one)
        if number % 500 == 0:
            say(f"{layer}: {number:,} people, {pairs:,} pairs, {len(wrong)} differ")
    say(f"{layer}: {pairs:,} pairs, {seen:,} of them seen, {len(wrong)} people differ")
    for one in wrong[:5]:
        say(f"    {one.hat}: table: (shown wrongly, hidden wrongly) {one.wrong}")
    return not wrong


def _break(seed: int) -> bool:
    from tests.exhaustive.mutants import mutants, not_noticed

    world = draw(SMALL, seed)
    escaped = []
    with as_superuser() as superuser:
        fill_in(superuser, world)
        oracle, all_of_them = Oracle(world), mutants(superuser)
        for one in all_of_them:
            why = not_noticed(superuser, oracle, world.hats, one)
            say(f"{'NOT NOTICED: ' + why if why else 'noticed':12} {one.name}")
            if why:
                escaped.append(one.name)
    say(f"{len(all_of_them)} mutants, {len(escaped)} not noticed")
    return not escaped


if __name__ == "__main__":
    sys.exit(main())
