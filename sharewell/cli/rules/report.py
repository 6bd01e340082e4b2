"""`sharewell rules report`: make the reports anew that the officers' page reads.

Coverage and difference first, then the proof, which needs the solver. No request makes
any of them. Exit: 0 made, 1 made and something is not proved, 2 nothing could be read.
"""

import argparse
import json
import random
import sys
from collections.abc import Callable, Iterator, Mapping
from datetime import date, datetime
from itertools import pairwise
from pathlib import Path
from typing import Any

from sharewell.core.calendar import LONDON
from sharewell.core.errors import SharewellError
from sharewell.core.procedure.difference import difference
from sharewell.core.procedure.difference_words import as_json
from sharewell.rulebooks.authoring.coverage_report import coverage_report
from sharewell.rulebooks.editions import edition_days
from sharewell.rulebooks.load import SHIPPED, edition
from sharewell.rulebooks.reports import FOLDER

DONE, NOT_PROVED, BAD_INPUT = 0, 1, 2
MOST_PEOPLE = 1  # with two it takes many minutes; `diff` compares a single pair so
SEED = 20_180_701  # drawn facts are the same in every run
Found = Mapping[str, Any]


def run(arguments: list[str]) -> int:
    """The command: names each report that it has written."""
    chosen = _parser().parse_args(arguments)
    making: dict[str, Callable[[], Found]] = {
        "coverage": coverage_report,
        "differences": lambda: _differences(chosen.people),
        "proof": lambda: _proof(chosen.on),
    }
    all_proved = True
    try:
        for name, make in making.items():
            found = {"edition": edition(chosen.on).hash, **make()}
            _write(chosen.into / f"{name}.json", found)
            all_proved = all_proved and not found.get("not_proved")
    except SharewellError as fault:
        print(f"sharewell rules report: {fault}", file=sys.stderr)
        return BAD_INPUT
    return DONE if all_proved else NOT_PROVED


def _differences(people: int) -> Found:
    """Between each edition and the next: every answer that comes out otherwise."""
    changes = [
        change
        for before, after in pairwise(edition_days())
        for change in _between(before, after, people)
    ]
    return {"with_up_to_people_listed": people, "answers_that_change": changes}


def _between(before: date, after: date, people: int) -> Iterator[Found]:
    draw = random.Random(SEED).randrange  # noqa: S311 - by seed, on purpose  # nosec B311 # drawn by seed, on purpose
    found = as_json(
        difference(edition(before), edition(after), people=people, draw=draw)
    )
    for table in found["tables"]:
        for one in table["transitions"]:
            yield {
                "on": after.isoformat(),
                "about": table["table"],
                "before": one["before"],
                "after": one["after"],
                "sets_of_answers": int(one["number"]),
                "of": int(one["of"]),
                "exact": one["exact"],
                "example": one["example"],
            }


def _proof(on: date) -> Found:
    # The solver is not installed where requests are served.
    from sharewell.proof.prove import proved

    report = proved(on, SHIPPED)
    failed = len(report.failed)
    return {
        "proved": len(report.obligations) - failed,
        "not_proved": failed,
        "notes": list(report.notes),
        "obligations": [
            {"kind": one.kind, "what": one.says, "proved": one.proved, "note": one.note}
            for one in report.obligations
        ],
    }


def _write(file: Path, found: Found) -> None:
    file.parent.mkdir(exist_ok=True)
    text = json.dumps(found, indent=1, ensure_ascii=False)
    file.write_text(f"{text}\n", encoding="utf-8")
    print(f"made: {file.name}")


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser("sharewell rules report", description=__doc__)
    today = datetime.now(tz=LONDON).date()
    parser.add_argument("--on", type=date.fromisoformat, default=today, metavar="DAY")
    parser.add_argument("--into", type=Path, default=FOLDER, metavar="FOLDER")
    parser.add_argument(
        "--people", type=int, default=MOST_PEOPLE, help="the most people listed"
    )
    return parser
