"""`sharewell rules schema`: the JSON Schemas of facts and advice.

Prints the names of those that are stale; `--write` makes them anew. Exit: 0 none is
stale or all are made, 1 stale, 2 the rulebook cannot be read.
"""

import argparse
import json
import sys
from pathlib import Path

from sharewell.core.errors import SharewellError
from sharewell.rulebooks.authoring.book import SHIPPED_FOLDER, read_book
from sharewell.rulebooks.authoring.contents import contents
from sharewell.rulebooks.authoring.json_schemas import schemas, taken_away

DONE, STALE, CANNOT_RUN = 0, 1, 2
SCHEMAS = SHIPPED_FOLDER / "schemas"


def run(arguments: list[str]) -> int:
    """The command: says what a caller of the published schema would lose."""
    parser = argparse.ArgumentParser("sharewell rules schema", description=__doc__)
    parser.add_argument("--write", action="store_true", help="make them anew")
    parser.add_argument("--into", type=Path, default=SCHEMAS, metavar="FOLDER")
    chosen = parser.parse_args(arguments)
    try:
        made = schemas(contents(read_book()).vocabulary)
    except SharewellError as fault:
        print(f"sharewell rules schema: {fault}", file=sys.stderr)
        return CANNOT_RUN
    stale = [name for name, text in made.items() if _old(chosen.into / name) != text]
    for name in stale:
        print(f"{'made' if chosen.write else 'stale'}: {name}")
        _say_what_is_lost(chosen.into / name, made[name])
        if chosen.write:
            chosen.into.mkdir(parents=True, exist_ok=True)
            (chosen.into / name).write_text(made[name])
    if not stale:
        print("Nothing is stale.")
    return STALE if stale and not chosen.write else DONE


def _old(path: Path) -> str | None:
    return path.read_text() if path.exists() else None


def _say_what_is_lost(path: Path, text: str) -> None:
    old = _old(path)
    if old is None or not path.name.startswith("facts-"):
        return
    lost = list(taken_away(json.loads(old), json.loads(text)))
    if lost:
        print(
            "  Callers may have used these, which are no longer taken. If this version "
            f"was published, raise FACTS_VERSION: {', '.join(lost)}."
        )
