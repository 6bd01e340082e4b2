"""`sharewell rules approve --officer "NAME, POST"`: stand for the editions as they are.

Shows exactly what each unapproved edition changes, asks, then keeps the edition and the
approval. Exit: 0 approved or nothing to approve, 1 not approved, 2 wrongly asked.
"""

import argparse
import sys
from datetime import date, datetime

from sharewell.cli.rules.show_pending import shown, summary
from sharewell.core.calendar import LONDON
from sharewell.core.errors import SharewellError
from sharewell.core.procedure.difference import MOST_PEOPLE
from sharewell.rulebooks.gate import Pending, approve, pending

APPROVED, NOT_APPROVED, BAD_INPUT = 0, 1, 2
YES = "approve"


def run(arguments: list[str]) -> int:
    """The command."""
    chosen = _parser().parse_args(arguments)
    name, _, post = (part.strip() for part in chosen.officer.partition(","))
    if not name or not post:
        print(
            'sharewell rules approve: give both name and post: --officer "NAME, POST".',
            file=sys.stderr,
        )
        return BAD_INPUT
    try:
        waiting = [(one, shown(one, chosen.people)) for one in pending()]
    except SharewellError as fault:
        print(f"sharewell rules approve: {fault}", file=sys.stderr)
        return BAD_INPUT
    for _, lines in waiting:
        print("\n".join(lines) + "\n")
    if not waiting:
        print("Nothing to approve: every edition is approved as it ships.")
        return APPROVED
    if not chosen.yes and not _asked(len(waiting), name):
        print("Nothing was approved.")
        return NOT_APPROVED
    _keep(waiting, (name, post), chosen.at or _today())
    print(f"{len(waiting)} editions approved by {name}, {post}.")
    return APPROVED


def _asked(number: int, name: str) -> bool:
    question = f"{name}: you have read the above for {number} editions? Type {YES}: "
    try:
        return input(question).strip() == YES
    except EOFError:
        return False


def _today() -> date:
    return datetime.now(tz=LONDON).date()


def _keep(
    waiting: list[tuple[Pending, tuple[str, ...]]], officer: tuple[str, str], at: date
) -> None:
    for one, lines in waiting:
        approve(one, officer=officer, at=at, shown=summary(one, lines))
        print(f"kept {one.shipped.hash[:12]}, in force from {one.day}")


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser("sharewell rules approve", description=__doc__)
    parser.add_argument("--officer", required=True, metavar='"NAME, POST"')
    parser.add_argument("--yes", action="store_true", help="do not ask once more")
    parser.add_argument(
        "--at", type=date.fromisoformat, metavar="DAY", help="today if not given"
    )
    parser.add_argument(
        "--people", type=int, default=MOST_PEOPLE, help="the most people listed"
    )
    return parser
