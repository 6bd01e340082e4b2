"""`sharewell rules check [FOLDER]`: every fault of the rows, with file and line.

Exit: 0 none found, 1 something to put right, 2 there is no rulebook to check.
"""

import argparse
import sys
from pathlib import Path

from sharewell.rulebooks.authoring.book import SHIPPED_FOLDER, NoRulebook
from sharewell.rulebooks.authoring.check import check

FINE, FAULTS, CANNOT_RUN = 0, 1, 2


def run(arguments: list[str]) -> int:
    """The command: each fault on a line of its own, then how many."""
    parser = argparse.ArgumentParser("sharewell rules check", description=__doc__)
    parser.add_argument(
        "folder", nargs="?", type=Path, default=SHIPPED_FOLDER,
        help="the rulebook; the one in use if absent",
    )  # fmt: skip
    folder = parser.parse_args(arguments).folder
    try:
        found = check(folder)
    except NoRulebook as fault:
        print(f"sharewell rules check: {fault}", file=sys.stderr)
        return CANNOT_RUN
    for fault in found:
        print(f"- {fault}")
    count = len(found)
    print(f"{count} to put right." if count else "Nothing to put right.")
    return FAULTS if found else FINE
