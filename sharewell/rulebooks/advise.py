"""Advice on plain data under the rulebooks that ship with Sharewell."""

from collections.abc import Mapping
from datetime import date

from sharewell.core.procedure.advice import Advice
from sharewell.core.procedure.evaluate import evaluate
from sharewell.core.procedure.facts import Facts, parse_facts
from sharewell.rulebooks.load import edition


def advise(facts: Mapping[str, object], *, on: date | None = None) -> Advice:
    """What the procedure points to for facts shaped as `parse_facts` says.

    `on`: the day whose rules apply; the facts' own date if not given. Raises a
    `FactsError` that names the fact and its allowed values; facts that are merely
    incomplete give `complete=False`.
    """
    day = on or stated(facts).on
    rules = edition(day)
    return evaluate(parse_facts(facts, rules.vocabulary), edition=rules)


def stated(facts: Mapping[str, object]) -> Facts:
    """Parse with the vocabulary in use: it is the same for every edition."""
    return parse_facts(facts, edition(EARLIEST).vocabulary)


EARLIEST = date(2018, 7, 1)
