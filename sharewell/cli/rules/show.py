"""`sharewell rules show [NAME]`: rows as sentences, or what a named condition means.

Exit: 0 shown, 1 nothing has that name, 2 the rulebook cannot be read.
"""

import argparse
import sys
from collections.abc import Iterable
from datetime import date

from sharewell.core.errors import SharewellError
from sharewell.core.procedure.provision import Provision
from sharewell.core.procedure.sentences import row_sentence, term_sentence
from sharewell.rulebooks.authoring.book import read_book
from sharewell.rulebooks.authoring.contents import Contents, contents
from sharewell.rulebooks.authoring.faults import meant

SHOWN, NOTHING, CANNOT_RUN = 0, 1, 2


def run(arguments: list[str]) -> int:
    """The command: one paragraph for each row."""
    chosen = _parser().parse_args(arguments)
    try:
        book = read_book()
        held = contents(book)
        rows = held.rows
        if chosen.on:
            rows = book.edition(chosen.on, chosen.layer).provisions
    except SharewellError as fault:
        print(f"sharewell rules show: {fault}", file=sys.stderr)
        return CANNOT_RUN
    if chosen.name in held.terms:
        print(term_sentence(held.terms[chosen.name], held.vocabulary))
        return SHOWN
    wanted = [
        row
        for row in rows
        if chosen.name in (None, row.id) and chosen.table in (None, row.table)
    ]
    for row in wanted:
        print(_paragraph(row, held))
    if not wanted:
        print(f"sharewell rules show: {_absent(chosen, rows, held)}", file=sys.stderr)
    return SHOWN if wanted else NOTHING


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser("sharewell rules show", description=__doc__)
    parser.add_argument("name", nargs="?", help="a row, or a named condition")
    parser.add_argument("--table", help="every row of this table")
    parser.add_argument(
        "--on",
        type=date.fromisoformat,
        metavar="YYYY-MM-DD",
        help="the rows in force on this day, those that win first",
    )
    parser.add_argument("--layer", help="with --on: of this layer; surrey if absent")
    return parser


def _paragraph(row: Provision, held: Contents) -> str:
    where = f"{row.id} ({row.layer}, {row.table})"
    return f"{where}\n  {row_sentence(row, held.vocabulary)}\n"


def _absent(
    chosen: argparse.Namespace, rows: Iterable[Provision], held: Contents
) -> str:
    if chosen.table is not None and chosen.table not in held.tables():
        near = meant(chosen.table, held.tables())
        return f"no table {chosen.table!r} has rows: {', '.join(held.tables())}.{near}"
    near = meant(chosen.name or "", [*(row.id for row in rows), *held.terms])
    return f"no row or named condition {chosen.name!r} is in force then.{near}"
