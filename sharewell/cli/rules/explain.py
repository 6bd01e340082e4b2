"""`sharewell rules explain FACTS.json`: why a table points where it does.

For those who review rows. Never put it before who is answering the questions: it shows
which answer brings which advice. Exit: 0 explained, 1 questions are open, 2 bad input.
"""

import argparse
import json
import sys
from collections.abc import Iterator, Mapping
from dataclasses import asdict, dataclass
from datetime import date

from sharewell.cli.read_facts import Unreadable, read_facts
from sharewell.core.errors import SharewellError
from sharewell.core.procedure.explain import Held, WhyNot, decided, sufficient, why_not
from sharewell.core.procedure.facts import Facts, parse_facts
from sharewell.core.procedure.nearest_change import Change, Nearest, nearest_changes
from sharewell.core.procedure.provision import TABLES, Edition, Hit
from sharewell.core.procedure.vocabulary import Fact, Vocabulary
from sharewell.rulebooks.advise import stated
from sharewell.rulebooks.load import edition

EXPLAINED, OPEN, BAD_INPUT = 0, 1, 2
BY_TABLE = {table.name: table for table in TABLES if table.hit is Hit.FIRST}


@dataclass(frozen=True)
class Explained:
    """What one table points to, and why."""

    table: str
    person: str | None
    outcome: str | None
    settled_by: tuple[Held, ...]
    why_not: tuple[WhyNot, ...]
    nearest: tuple[Nearest, ...]


def run(arguments: list[str]) -> int:
    """The command. Prints to standard output; faults go to standard error."""
    chosen = _parser().parse_args(arguments)
    try:
        given = read_facts(chosen.facts)
        rules = edition(chosen.on or stated(given).on)
        facts = parse_facts(given, rules.vocabulary)
        found = _explained(facts, rules, chosen.table, chosen.person)
    except SharewellError as fault:
        print(f"sharewell rules explain: {fault}", file=sys.stderr)
        return BAD_INPUT
    if chosen.json:
        print(json.dumps(asdict(found), indent=2, ensure_ascii=False))
    else:
        print("\n".join(_lines(found, rules.vocabulary)))
    return EXPLAINED if found.outcome else OPEN


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser("sharewell rules explain", description=__doc__)
    parser.add_argument("facts", nargs="?", help="JSON file; standard input if absent")
    parser.add_argument("--table", choices=BY_TABLE, default="determination")
    parser.add_argument("--person", metavar="REF", help="of whom, for ask and tell")
    parser.add_argument("--json", action="store_true", help="print it as JSON")
    parser.add_argument(
        "--on",
        type=date.fromisoformat,
        metavar="YYYY-MM-DD",
        help="use the rules in force on this day, not those of the facts' date",
    )
    return parser


def _explained(facts: Facts, rules: Edition, table: str, ref: str | None) -> Explained:
    refs = [person.ref for person in facts.people]
    if BY_TABLE[table].of_person and ref not in refs:
        raise Unreadable(
            f"The table {table} is about one person. Give --person with one of the "
            f"refs: {', '.join(refs) or '(nobody is listed)'}."
        )
    ref = ref if BY_TABLE[table].of_person else None
    outcome = decided(facts, rules, table, ref)
    return Explained(
        table,
        ref,
        outcome,
        sufficient(facts, rules, table, ref),
        why_not(facts, rules, table, ref),
        nearest_changes(facts, rules, table, ref) if outcome else (),
    )


def _lines(found: Explained, vocabulary: Vocabulary) -> Iterator[str]:
    facts = vocabulary.by_name()
    of = f" for {found.person}" if found.person else ""
    if found.outcome is None:
        yield f"{_words(found.table)}{of}: not settled; answer more questions first."
    else:
        yield f"{_words(found.table)}{of}: {_words(found.outcome)}"
        yield "\nThese answers settle it, whatever the others are:"
        if not found.settled_by:
            yield "  none: it is so whatever is answered."
        yield from (f"  {_held(held, facts)}" for held in found.settled_by)
    yield "\nWhy each other row does not apply:"
    yield from (f"  {one.row}: {_why(one, facts)}" for one in found.why_not)
    if found.outcome is not None:
        yield "\nThe nearest change to another answer (for reviewing rows only):"
        if not found.nearest:
            yield "  none by one or two changes."
        for nearest in found.nearest:
            yield f"  {_words(nearest.outcome)}:"
            yield from (f"    {_change(one, facts)}" for one in nearest.changes)


def _held(held: Held, facts: Mapping[str, Fact]) -> str:
    return f"{_question(held, facts)} {_labels(held.values, facts.get(held.fact))}"


def _change(change: Change, facts: Mapping[str, Fact]) -> str:
    fact = facts.get(change.fact)
    was, becomes = _labels(change.was, fact), _labels(change.becomes, fact)
    return f"{_question(change, facts)} {was} -> {becomes}"


def _question(one: Held | Change, facts: Mapping[str, Fact]) -> str:
    return f"{one.person + ': ' if one.person else ''}{facts[one.fact].ask}"


def _why(one: WhyNot, facts: Mapping[str, Fact]) -> str:
    if one.not_in_force:
        return f"not in force yet; it would give {_words(one.would_give)}."
    if one.cell is not None:
        fact = facts.get(one.cell)
        asked = fact.ask if fact else f"{_words(one.cell)}:"
        actual = _labels(one.actual, fact) or "not answered"
        return f"{asked} {actual}; the row asks for {_labels(one.allowed, fact)}."
    if one.went_before:
        return f"it holds as well, but row {one.went_before} goes before."
    return "it hangs on facts that are not given."


def _labels(values: tuple[str, ...], fact: Fact | None) -> str:
    if fact is None:
        return " or ".join(_words(value) for value in values)
    return "; ".join(c.label for c in fact.choices if c.value in values)


def _words(code: str) -> str:
    return code.replace("_", " ")
