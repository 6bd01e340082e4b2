"""`sharewell rules gate`: whether an officer has approved every edition as it ships.

Each edition that differs is shown against the approved one, exactly. Exit: 0 all are
approved, 1 some are not, 2 what was approved cannot be read.
"""

import argparse
import sys

from sharewell.cli.rules.show_pending import shown
from sharewell.core.errors import SharewellError
from sharewell.core.procedure.difference import MOST_PEOPLE
from sharewell.rulebooks.approval import approvals
from sharewell.rulebooks.gate import pending

OPEN, SHUT, UNREADABLE = 0, 1, 2


def run(arguments: list[str]) -> int:
    """The command."""
    chosen = _parser().parse_args(arguments)
    try:
        waiting = pending()
        kept = approvals()
    except SharewellError as fault:
        print(f"sharewell rules gate: {fault}", file=sys.stderr)
        return UNREADABLE
    for one in waiting:
        print("\n".join(shown(one, chosen.people)) + "\n")
    if waiting:
        print(
            f"NOT APPROVED: {len(waiting)} editions. An officer who has read this runs"
        )
        print('  sharewell rules approve --officer "NAME, POST"')
        return SHUT
    last = kept[-1]
    print(
        f"Every edition is approved as it ships. Last: {last.officer}, {last.post}, "
        f"on {last.approved}."
    )
    return OPEN


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser("sharewell rules gate", description=__doc__)
    parser.add_argument(
        "--people", type=int, default=MOST_PEOPLE, help="the most people listed"
    )
    return parser
