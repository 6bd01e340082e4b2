"""`sharewell advise FACTS.json`: what the procedure points to.

Facts come from a file or standard input, never from the command line, which others on
the machine can read. Exit: 0 answered, 1 questions are open, 2 the input is no good.
"""

import argparse
import json
import sys
from collections.abc import Mapping
from datetime import date
from pathlib import Path

from sharewell.cli.show_advice import show
from sharewell.core.errors import SharewellError
from sharewell.core.procedure.evaluate import evaluate
from sharewell.core.procedure.facts import parse_facts
from sharewell.core.procedure.questions import questions
from sharewell.rulebooks.advise import stated
from sharewell.rulebooks.load import edition

ANSWERED, OPEN, BAD_INPUT = 0, 1, 2
MOST_BYTES = 1_000_000


class Unreadable(SharewellError):
    """The input is no JSON object of a reasonable size."""


def run(arguments: list[str]) -> int:
    """The command. Prints to standard output; faults go to standard error."""
    chosen = _parser().parse_args(arguments)
    try:
        given = _read(chosen.facts)
        rules = edition(chosen.on or stated(given).on)
        facts = parse_facts(given, rules.vocabulary)
    except SharewellError as fault:
        print(f"sharewell advise: {fault}", file=sys.stderr)
        return BAD_INPUT
    advice = evaluate(facts, edition=rules)
    if chosen.json:
        print(json.dumps(advice.to_json(), indent=2, ensure_ascii=False))
    else:
        print(show(advice, questions(facts, edition=rules)))
    return ANSWERED if advice.complete else OPEN


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser("sharewell advise", description=__doc__)
    parser.add_argument("facts", nargs="?", help="JSON file; standard input if absent")
    parser.add_argument("--json", action="store_true", help="print the advice as JSON")
    parser.add_argument(
        "--on",
        type=date.fromisoformat,
        metavar="YYYY-MM-DD",
        help="use the rules in force on this day, not those of the facts' date",
    )
    return parser


def _read(path: str | None) -> Mapping[str, object]:
    try:
        raw = Path(path).read_bytes() if path else sys.stdin.buffer.read(MOST_BYTES + 1)
        if len(raw) > MOST_BYTES:
            raise Unreadable(f"The facts are over {MOST_BYTES} bytes. Send fewer.")
        given = json.loads(raw, object_pairs_hook=_no_repeats)
    except OSError as fault:
        raise Unreadable(f"Cannot read the facts: {fault.strerror}.") from fault
    except (ValueError, RecursionError) as fault:
        raise Unreadable(f"The facts are not valid JSON: {fault}.") from fault
    if not isinstance(given, dict):
        raise Unreadable('The facts must be a JSON object with "date" and "answers".')
    return given


def _no_repeats(pairs: list[tuple[str, object]]) -> dict[str, object]:
    """Refuse a name given twice: JSON would silently keep the last."""
    names = [name for name, _ in pairs]
    for name in names:
        if names.count(name) > 1:
            raise Unreadable(f"{name[:80]!r} is given twice. Keep one.")
    return dict(pairs)
