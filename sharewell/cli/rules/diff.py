"""`sharewell rules diff A B`: exactly what changes from one edition to another.

A and B are days, with layers if need be: 2024-04-18 2024-04-19, or 2026-11-20:national
2026-11-20:national,surrey. Exit: 0 the editions are the same, 1 they differ, 2 wrongly
asked.
"""

import argparse
import json
import random
import sys
from datetime import date

from sharewell.core.errors import SharewellError
from sharewell.core.procedure.difference import MOST_PEOPLE, difference
from sharewell.core.procedure.difference_words import as_json, told
from sharewell.core.procedure.nodes import NODE_LIMIT
from sharewell.core.procedure.provision import Edition
from sharewell.rulebooks.load import SHIPPED, edition

SAME, DIFFER, BAD_INPUT = 0, 1, 2
SEED = 20_180_701  # drawn facts are the same in every run


def run(arguments: list[str]) -> int:
    """The command. Prints to standard output; faults go to standard error."""
    chosen = _parser().parse_args(arguments)
    try:
        old, new = _edition(chosen.before), _edition(chosen.after)
        shown = difference(
            old,
            new,
            people=chosen.people,
            limit=chosen.limit,
            draw=random.Random(SEED).randrange,  # noqa: S311 - by seed, on purpose  # nosec B311 # drawn by seed, on purpose
        )
    except (SharewellError, ValueError) as fault:
        print(f"sharewell rules diff: {fault}", file=sys.stderr)
        return BAD_INPUT
    if chosen.json:
        print(json.dumps(as_json(shown), indent=2, ensure_ascii=False))
    else:
        print("\n".join(told(shown)))
    return SAME if shown.same else DIFFER


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser("sharewell rules diff", description=__doc__)
    parser.add_argument("before", metavar="A", help="YYYY-MM-DD or YYYY-MM-DD:layers")
    parser.add_argument("after", metavar="B", help="the same")
    parser.add_argument("--json", action="store_true", help="for programs")
    parser.add_argument(
        "--people", type=int, default=MOST_PEOPLE, help="the most people listed"
    )
    parser.add_argument(
        "--limit", type=int, default=NODE_LIMIT, help="the most nodes of a diagram"
    )
    return parser


def _edition(written: str) -> Edition:
    day, _, layers = written.partition(":")
    chosen = tuple(layers.split(",")) if layers else SHIPPED
    return edition(date.fromisoformat(day), chosen)
