"""`sharewell rules docs`: make the pages that are made from the rulebook anew.

They are docs/procedure/*.md and docs/procedure-coverage.md of a checkout. `--check`
changes nothing. Exit: 0 done or nothing stale, 1 stale pages, 2 nothing to read.
"""

import argparse
import sys
from pathlib import Path

from sharewell.core.errors import SharewellError
from sharewell.rulebooks.authoring.book import SHIPPED_FOLDER
from sharewell.rulebooks.authoring.made import made_pages, stale

DONE, STALE, CANNOT_RUN = 0, 1, 2
CHECKOUT = SHIPPED_FOLDER.parents[1]


def run(arguments: list[str]) -> int:
    """The command: names each page that it writes, or that is stale."""
    parser = argparse.ArgumentParser("sharewell rules docs", description=__doc__)
    parser.add_argument("--check", action="store_true", help="only say what is stale")
    parser.add_argument("--into", type=Path, default=CHECKOUT / "docs", metavar="DOCS")
    chosen = parser.parse_args(arguments)
    try:
        pages = made_pages()
    except SharewellError as fault:
        print(f"sharewell rules docs: {fault}", file=sys.stderr)
        return CANNOT_RUN
    names = stale(pages, chosen.into)
    for name in names:
        print(f"{'stale' if chosen.check else 'made'}: {name}")
        if not chosen.check:
            _write(chosen.into / name, pages.get(name))
    if not names:
        print("Nothing is stale.")
    return STALE if chosen.check and names else DONE


def _write(path: Path, text: str | None) -> None:
    """A page that is no longer made is removed."""
    if text is None:
        path.unlink()
        return
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text)
