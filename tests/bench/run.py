"""`python -m tests.bench.run`: advice with citations against other engines.

First all must agree on drawn facts; then they answer in alternating blocks in one
process, so that noise meets all alike; processor time is counted. All answer the same
few sets over and over: a quick engine would otherwise go through more facts and wait
for memory more often. Only ratios are worth keeping.
"""

# ruff: noqa: T201

import argparse
import gc
import random
import statistics
import sys
from datetime import date
from time import process_time

from sharewell.rulebooks.load import edition
from tests.aimed_facts import drawn
from tests.bench.engines import ALL, BY_HAND, DECIDER, ZEN, engine
from tests.bench.slice import cut
from tests.bench.small_rules import RULES

ON = date(2026, 11, 20)
SEED = 11
POOL = 50  # sets of facts that are timed


def main():
    parser = argparse.ArgumentParser("tests.bench.run", description=__doc__)
    parser.add_argument("--sets", type=int, default=2000, help="of facts, to agree on")
    parser.add_argument("--rounds", type=int, default=40)
    parser.add_argument("--block", type=float, default=0.03, help="seconds, roughly")
    chosen = parser.parse_args()
    shipped = cut("the rules that ship", edition(ON))
    small = cut("the small rules", RULES)
    by_machine = tuple(name for name in ALL if name != BY_HAND)
    for part, names in ((shipped, by_machine), (small, ALL)):
        print(f"\n{part.name}, one person: {part.size()}", flush=True)
        sets = drawn(random.Random(SEED), part.edition, chosen.sets, people=1)
        engines = [engine(name, part, sets[:40]) for name in names]
        disagree(part, engines, sets)
        print(f"All {len(engines)} agree on {len(sets)} sets of facts.", flush=True)
        pool = random.Random(SEED).sample(sets, POOL)
        show(measure(part, engines, pool, chosen.rounds, chosen.block))


def disagree(part, engines, sets):
    """Stop unless every row, outcome and citation is the same."""
    asked = [(one, one.facts(part, sets)) for one in engines]
    for number, given in enumerate(sets):
        answers = {one.name: one.rows(one.ask(facts[number])) for one, facts in asked}
        if any(answer != answers[DECIDER] for answer in answers.values()):
            sys.exit(f"They disagree on {given}:\n{answers}")


def measure(part, engines, pool, rounds, block):
    """Seconds for one answer, by engine: one figure for each round."""
    asked = [(one, one.facts(part, pool)) for one in engines]
    sizes = {one.name: _size(one, facts, block) for one, facts in asked}
    found = {one.name: [] for one in engines}
    gc.collect()
    gc.freeze()  # what was made before is nobody's to look through
    for number in range(rounds):
        for one, facts in asked if number % 2 else asked[::-1]:
            size = sizes[one.name]
            start = number * size % len(facts)
            some = [facts[(start + n) % len(facts)] for n in range(size)]
            found[one.name].append(_seconds(one.ask, some) / size)
    gc.unfreeze()
    return found


def _size(one, facts, block):
    """How many answers make a block of that many seconds, but no fewer than five."""
    _seconds(one.ask, facts)
    return max(5, int(block / (_seconds(one.ask, facts) / len(facts))))


def _seconds(ask, facts):
    start = process_time()
    for given in facts:
        ask(given)
    return process_time() - start


def show(found):
    """Median, and 10th to 90th percentile, of the ratios round by round."""
    print(f"{'':14}{'µs, median':>12}  {'times as fast as zen':>28}", end="")
    print(f"  {'time, by hand = 1':>24}" if BY_HAND in found else "")
    for name, times in found.items():
        line = f"{name:14}{statistics.median(times) * 1e6:12.1f}"
        line += f"  {_ratio(found[ZEN], times):>28}"
        if BY_HAND in found:
            line += f"  {_ratio(times, found[BY_HAND]):>24}"
        print(line, flush=True)


def _ratio(above, below):
    ratios = [a / b for a, b in zip(above, below, strict=True)]
    tenths = statistics.quantiles(ratios, n=10)
    return f"{statistics.median(ratios):.2f} ({tenths[0]:.2f}-{tenths[-1]:.2f})"


if __name__ == "__main__":
    main()
