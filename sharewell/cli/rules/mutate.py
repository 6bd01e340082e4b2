"""`sharewell rules mutate`: whether every fault of one edit in the rows is noticed.

The exact difference names every fault that changes an answer. Beside it stands how many
the invariants notice alone, by kind of fault. Exit: 0 done, 2 wrongly asked.
"""

import argparse
import os
import random
import sys
import time
from datetime import date, datetime
from multiprocessing import get_context

from sharewell.core.calendar import LONDON
from sharewell.core.errors import SharewellError
from sharewell.core.procedure.invariants import Invariants
from sharewell.core.procedure.read_invariants import parse_invariants
from sharewell.core.procedure.sources import parse_sources
from sharewell.proof.mutation import DRAWN, Judge, Judged, missed_by_draws, scores
from sharewell.proof.mutation_faults import Fault, faults
from sharewell.rulebooks.load import SHIPPED, edition, read_folder

DONE, BAD_INPUT = 0, 2
_here: list[tuple[Judge, list[Fault]]] = []  # what a fork judges


def run(arguments: list[str]) -> int:
    """The command. Prints to standard output; faults go to standard error."""
    chosen = _parser().parse_args(arguments)
    began = time.perf_counter()
    try:
        rules = edition(chosen.on or datetime.now(tz=LONDON).date(), chosen.layers)
        judge = Judge(rules, shipped_invariants(), chosen.people)
        edits = _chosen(list(faults(rules)), chosen)
        found = _judged(judge, edits, chosen.jobs)
    except SharewellError as fault:
        print(f"sharewell rules mutate: {fault}", file=sys.stderr)
        return BAD_INPUT
    print(f"Rules of {rules.on}, {' + '.join(rules.layers)}, {rules.hash[:12]}")
    if judge.failing:
        print(f"Broken as the rows are, so left out: {', '.join(judge.failing)}")
    _table(found)
    _missed(found, everything=chosen.all)
    print(f"{time.perf_counter() - began:.1f} s")
    return DONE


def _judged(judge: Judge, edits: list[Fault], jobs: int) -> list[Judged]:
    """Each fault judged, on several cores; how far it is goes to standard error."""
    found: list[Judged] = []
    # A fork has diagrams and faults already; only what became of each comes back.
    with get_context("fork").Pool(jobs, _take, (judge, edits)) as pool:
        for place, verdict in enumerate(pool.imap(_verdict, range(len(edits)), 4)):
            found.append(Judged(edits[place], *verdict))
            if len(found) % EVERY == 0:
                print(f"  {len(found)} of {len(edits)}", file=sys.stderr, flush=True)
    return found


def _take(judge: Judge, edits: list[Fault]) -> None:
    _here[:] = [(judge, edits)]


def _verdict(place: int) -> tuple[float, str, bool]:
    judge, edits = _here[0]
    one = judge.judge(edits[place])
    return one.share, one.broken, one.settled


def shipped_invariants() -> Invariants:
    """What is asked of the shipped rows. Raises `RulebookError`."""
    sources = parse_sources(read_folder("sources"))
    return parse_invariants(read_folder("invariants"), sources)


def _chosen(edits: list[Fault], chosen: argparse.Namespace) -> list[Fault]:
    if chosen.table:
        edits = [fault for fault in edits if fault.table.name in chosen.table]
    if not chosen.people:
        # Nobody is listed, so nothing can be asked of a row about a person.
        edits = [fault for fault in edits if not fault.table.of_person]
    if chosen.sample and chosen.sample < len(edits):
        return random.Random(chosen.seed).sample(edits, chosen.sample)  # noqa: S311  # nosec B311 # drawn by seed, on purpose
    return edits


def _table(found: list[Judged]) -> None:
    print(f"{'':<16} {'faults':>7} {'real':>7} {'difference':>11} {'invariants':>11}")
    for one in scores(found):
        print(
            f"{one.kind:<16} {one.all:>7} {one.real:>7} {one.real:>11} "
            f"{one.by_invariants:>11}"
        )
    unsettled = sum(not one.settled for one in found)
    if unsettled:
        print(f"NOT SETTLED: {unsettled}, whose diagrams grew too large.")
    real = sum(one.real for one in found)
    alone = sum(bool(one.broken) for one in found)
    print(f"{'all':<16} {len(found):>7} {real:>7} {real:>11} {alone:>11}")
    if real:
        print(
            f"The exact difference names {real} of {real}; the invariants alone notice "
            f"{alone} ({100 * alone / real:.0f} %); {DRAWN:,} random fact sets would "
            f"miss about {missed_by_draws(found):.1f}."
        )


def _missed(found: list[Judged], *, everything: bool) -> None:
    missed = [one for one in found if one.real and not one.broken]
    shown = missed if everything else missed[:SHOWN]
    if missed:
        print("\nNoticed by the difference only:")
    for one in shown:
        fault = one.fault
        print(f"  {fault.table.name} {fault.row}: {fault.kind} {fault.what}".rstrip())
    if len(shown) < len(missed):
        print(f"  and {len(missed) - len(shown)} more: --all lists them")


SHOWN, EVERY = 40, 200


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser("sharewell rules mutate", description=__doc__)
    add = parser.add_argument
    add("table", nargs="*", help="only faults in these tables")
    add("--on", type=date.fromisoformat, metavar="DAY", help="today if not given")
    add("--layers", type=lambda text: tuple(text.split(",")), default=SHIPPED)
    add("--people", type=int, choices=(0, 1, 2), default=1, help="how many are listed")
    add("--sample", type=int, default=0, help="so many faults; all if not given")
    add("--seed", type=int, default=1, help="which sample")
    add("--jobs", type=int, default=os.cpu_count() or 1, help="on so many cores")
    add("--all", action="store_true", help="list every fault that invariants miss")
    return parser
