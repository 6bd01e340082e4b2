"""`sharewell rules dmn FILE.dmn`: the rules of one day as DMN 1.3, for other tools.

An export, not a source: nothing is read back. Exit: 0 written, 2 not.
"""

import argparse
import sys
from datetime import date
from pathlib import Path

from sharewell.core.errors import SharewellError
from sharewell.rulebooks.authoring.book import SHIPPED_FOLDER, read_book
from sharewell.rulebooks.authoring.dmn.model import dmn

WRITTEN, NOT_WRITTEN = 0, 2


def run(arguments: list[str]) -> int:
    """The command."""
    parser = argparse.ArgumentParser("sharewell rules dmn", description=__doc__)
    parser.add_argument("file", type=Path, metavar="FILE.dmn")
    parser.add_argument(
        "--on", type=date.fromisoformat, metavar="YYYY-MM-DD", required=True,
        help="the rules in force on this day",
    )  # fmt: skip
    parser.add_argument("--layer", help="of this layer; surrey if absent")
    parser.add_argument("--folder", type=Path, default=SHIPPED_FOLDER)
    chosen = parser.parse_args(arguments)
    try:
        model = dmn(read_book(chosen.folder).edition(chosen.on, chosen.layer))
        chosen.file.write_text(model, encoding="utf-8")
    except (SharewellError, OSError) as fault:
        print(f"sharewell rules dmn: {fault}", file=sys.stderr)
        return NOT_WRITTEN
    print(f"Written: {chosen.file}")
    return WRITTEN
