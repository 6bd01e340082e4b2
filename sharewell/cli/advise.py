"""`sharewell advise FACTS.json`: what the procedure points to.

Facts come from a file or standard input, never from the command line, which others on
the machine can read. Exit: 0 answered, 1 questions are open, 2 the input is no good.
"""

import argparse
import json
import sys
from datetime import date

from sharewell.cli.read_facts import read_facts
from sharewell.cli.show_advice import show
from sharewell.core.errors import SharewellError
from sharewell.core.procedure.evaluate import evaluate
from sharewell.core.procedure.facts import parse_facts
from sharewell.core.procedure.questions import questions
from sharewell.rulebooks.advise import stated
from sharewell.rulebooks.load import edition

ANSWERED, OPEN, BAD_INPUT = 0, 1, 2


def run(arguments: list[str]) -> int:
    """The command. Prints to standard output; faults go to standard error."""
    chosen = _parser().parse_args(arguments)
    try:
        given = read_facts(chosen.facts)
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
