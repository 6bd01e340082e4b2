"""`python -m tests.bench.cold`: how long until the first answer, in fresh processes.

What is timed: making the engine from the rows, and its first answer. Reading the rows
themselves is the same for all and is shown apart; importing a peer is counted for it.
"""

# ruff: noqa: T201

import argparse
import random
import statistics
import subprocess
import sys
from datetime import date
from time import perf_counter

ROUNDS = 5
NAMES = ("decider", "zen", "cedar", "rego")


def main():
    parser = argparse.ArgumentParser("tests.bench.cold", description=__doc__)
    parser.add_argument("--one", choices=NAMES, help="within the fresh process")
    chosen = parser.parse_args()
    if chosen.one:
        print(*once(chosen.one))
        return
    print(f"{'':10}{'read the rows':>16}{'ready, ms':>12}{'first answer, ms':>18}")
    for name in NAMES:
        rounds = [_fresh(name) for _ in range(ROUNDS)]
        read, ready, first = (statistics.median(c) for c in zip(*rounds, strict=True))
        print(f"{name:10}{read:16.1f}{ready:12.1f}{first:18.2f}", flush=True)


def _fresh(name):
    command = [sys.executable, "-m", "tests.bench.cold", "--one", name]
    done = subprocess.run(command, capture_output=True, text=True, check=True)
    return [float(word) for word in done.stdout.split()]


def once(name):
    """Milliseconds: the edition from its files, the engine from it, one answer."""
    from sharewell.rulebooks.load import edition
    from tests.aimed_facts import drawn
    from tests.bench.slice import cut

    start = perf_counter()
    rules = edition(date(2026, 11, 20))
    read = perf_counter() - start
    part = cut("the rules that ship", rules)
    (given,) = drawn(random.Random(1), part.edition, 1, people=1)
    start = perf_counter()
    ask, flat = make(name, part)
    ready = perf_counter() - start
    facts = part.flat(given) if flat else given
    start = perf_counter()
    ask(facts)
    first = perf_counter() - start
    return [f"{seconds * 1000:.3f}" for seconds in (read, ready, first)]


def make(name, part):
    """(how it is asked, whether of flat facts); its import is part of the time."""
    if name == "decider":
        from sharewell.core.procedure.compiled import compile_decider

        return compile_decider(part.edition, part.tables).trace, False
    if name == "zen":
        from tests.bench import zen_engine

        return next(iter(zen_engine.routes(part).values())), True
    if name == "cedar":
        from tests.bench import cedar_engine

        return cedar_engine.Cedar(part), True
    from tests.bench import rego_engine

    return rego_engine.Rego(part, bundle=True), True


if __name__ == "__main__":
    main()
