"""`sharewell rules count`: how many fact sets each table decides, counted in two ways.

A C program made from the rows tries every fact set where there are few enough, and
otherwise draws; the decision diagram says how many there must be. Exit: 0 they agree,
1 they differ or did not run, 2 wrongly asked.
"""

import argparse
import sys
import time
from datetime import date, datetime

from sharewell.core.calendar import LONDON
from sharewell.core.errors import SharewellError
from sharewell.core.procedure.diagram import Diagrams, diagrams
from sharewell.core.procedure.nodes import NODE_LIMIT
from sharewell.core.procedure.provision import TABLES, Hit
from sharewell.proof.counting import BUDGET, DRAWS, Counted, Result, counted
from sharewell.rulebooks.load import SHIPPED, edition

AGREE, DIFFER, BAD_INPUT = 0, 1, 2
PASSES = {Result.EQUAL, Result.AGREES}


def run(arguments: list[str]) -> int:
    """The command. Prints a line for each table; faults go to standard error."""
    chosen = _parser().parse_args(arguments)
    try:
        rules = edition(chosen.on or datetime.now(tz=LONDON).date(), chosen.layers)
        made = diagrams(rules, chosen.people, chosen.limit)
        print(f"Rules of {rules.on}, {' + '.join(rules.layers)}, {rules.hash[:12]}")
        results = [_table(made, name, chosen) for name in _names(chosen)]
    except SharewellError as fault:
        print(f"sharewell rules count: {fault}", file=sys.stderr)
        return BAD_INPUT
    if any(result is Result.NOT_RUN for result in results):
        print("NOT RUN: there is no C compiler here. Install one: apt install gcc")
    return AGREE if set(results) <= PASSES else DIFFER


def _names(chosen: argparse.Namespace) -> list[str]:
    return [
        table.name
        for table in TABLES
        if table.hit is Hit.FIRST
        and (chosen.people or not table.of_person)
        and (not chosen.table or table.name in chosen.table)
    ]


def _table(made: Diagrams, name: str, chosen: argparse.Namespace) -> Result:
    began = time.perf_counter()
    one = counted(
        made,
        name,
        budget=int(chosen.budget),
        draws=int(chosen.draws),
        shown=chosen.shown,
    )
    seconds = time.perf_counter() - began
    print(f"{name:<17} {one.result:<8} {_how(one)} ({seconds:.1f} s)", flush=True)
    for fault in one.faults:
        print(f"  {fault}")
    return one.result


def _how(one: Counted) -> str:
    if one.result is Result.NOT_RUN:
        return "nothing was counted"
    if one.evaluated:
        return (
            f"{one.passes:,} drawn of {one.sets:,} fact sets, "
            f"{one.evaluated:,} of them put to the evaluator"
        )
    return f"all {one.sets:,} fact sets in {one.passes:,} passes"


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser("sharewell rules count", description=__doc__)
    add = parser.add_argument
    add("table", nargs="*", help="tables to count; all that a first row decides")
    add("--on", type=date.fromisoformat, metavar="DAY", help="today if not given")
    add("--layers", type=lambda text: tuple(text.split(",")), default=SHIPPED)
    add("--people", type=int, default=1, help="how many are listed")
    add("--budget", type=float, default=BUDGET, help="try all up to so many passes")
    add("--draws", type=float, default=DRAWS, help="draw so many where there are more")
    add("--shown", type=int, default=1_000, help="how many the evaluator is asked")
    add("--limit", type=int, default=NODE_LIMIT, help="the most nodes of the diagram")
    return parser
