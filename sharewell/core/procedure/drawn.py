"""Two editions compared on drawn facts: for tables too large for a diagram.

It can miss what is rare, and whoever shows it must say so.
"""

from collections.abc import Callable, Iterator, Mapping
from datetime import date

from sharewell.core.procedure.common import common
from sharewell.core.procedure.examples import Example
from sharewell.core.procedure.facts import Facts, FactsError, parse_facts
from sharewell.core.procedure.provision import Edition, Hit, RulebookError, Table
from sharewell.core.procedure.situation import Situation, Truth
from sharewell.core.procedure.transitions import Transition
from sharewell.core.procedure.vocabulary import Fact, Vocabulary

Draw = Callable[[int], int]
MOST_PEOPLE, MOST_TRIES = 2, 100_000


def drawn_transitions(
    old: Edition, new: Edition, table: Table, draw: Draw, draws: int
) -> tuple[Transition, ...]:
    """Transitions seen in so many drawn fact sets, the most frequent first."""
    found: dict[tuple[str | None, str | None], Transition] = {}
    numbers: dict[tuple[str | None, str | None], int] = {}
    vocabulary = common(old.vocabulary, new.vocabulary)
    for _ in range(draws):
        facts = drawn_facts(vocabulary, new.on, draw, int(table.of_person))
        was, now = (said(_only(facts, one), one, table) for one in (old, new))
        for key in _changes(was, now, table):
            numbers[key] = numbers.get(key, 0) + 1
            if key not in found:
                found[key] = _transition(table, key, facts, draws)
    order = sorted(found, key=lambda key: -numbers[key])
    return tuple(_numbered(found[key], numbers[key]) for key in order)


def _numbered(one: Transition, number: int) -> Transition:
    return Transition(
        one.table, one.before, one.after, number, one.of, one.people, one.example,
        exact=False,
    )  # fmt: skip


def drawn_facts(vocabulary: Vocabulary, on: date, draw: Draw, least: int) -> Facts:
    """One valid fact set with `least` to two people, every answer equally likely."""
    people = least + draw(MOST_PEOPLE + 1 - least)
    for _ in range(MOST_TRIES):
        listed = [
            {"ref": f"p{n}", **_answers(vocabulary.of_person(), draw)}
            for n in range(people)
        ]
        answers = _answers(vocabulary.of_case(), draw)
        given = {"date": on.isoformat(), "answers": answers, "people": listed}
        try:
            return parse_facts(given, vocabulary)
        except FactsError:
            continue  # a contradiction: draw again
    raise RulebookError(
        f"{MOST_TRIES} draws in a row contradict themselves. Look at the nevers."
    )


def _answers(facts: tuple[Fact, ...], draw: Draw) -> dict[str, object]:
    return {fact.name: _answer(fact, draw) for fact in facts}


def _answer(fact: Fact, draw: Draw) -> object:
    values = [choice.value for choice in fact.choices]
    if not fact.many:
        return values[draw(len(values))]
    alone = [choice.value for choice in fact.choices if choice.alone]
    free = [value for value in values if value not in alone]
    sets = 2 ** len(free) - 1 + len(alone)
    number = draw(sets)
    if number < len(alone):
        return [alone[number]]
    chosen = number - len(alone) + 1
    return [value for bit, value in enumerate(free) if chosen >> bit & 1]


def _only(facts: Facts, edition: Edition) -> Facts:
    """The facts that this edition asks for."""
    names = edition.vocabulary.by_name()
    people = tuple(
        type(one)(one.ref, {n: v for n, v in one.answers.items() if n in names})
        for one in facts.people
    )
    answers = {name: v for name, v in facts.answers.items() if name in names}
    return Facts(facts.on, answers, people)


def said(facts: Facts, edition: Edition, table: Table) -> frozenset[str]:
    """What the rows of a table give on whole facts: one outcome, or every code."""
    situation = Situation(facts, edition)
    who = facts.people[0].ref if table.of_person else None
    if table.hit is Hit.FIRST:
        return frozenset({situation.possible(table.name, who)[0].then})
    rows = (row for row in edition.rows(table.name) if row.operative)
    met = (row for row in rows if situation.row(row, who) is Truth.CERTAIN)
    return frozenset(row.then for row in met)


def _changes(
    was: frozenset[str], now: frozenset[str], table: Table
) -> Iterator[tuple[str | None, str | None]]:
    if was == now:
        return
    if table.hit is Hit.FIRST:
        yield min(was), min(now)
        return
    yield from ((code, None) for code in sorted(was - now))
    yield from ((None, code) for code in sorted(now - was))


def _transition(
    table: Table, key: tuple[str | None, str | None], facts: Facts, draws: int
) -> Transition:
    given: dict[tuple[int | None, str], frozenset[str]] = {
        (None, name): values for name, values in facts.answers.items()
    }
    for number, person in enumerate(facts.people):
        given |= _persons(number, person.answers)
    shown = Example(given, {})
    return Transition(table.name, *key, 1, draws, len(facts.people), shown, exact=False)


def _persons(
    number: int, answers: Mapping[str, frozenset[str]]
) -> dict[tuple[int | None, str], frozenset[str]]:
    return {(number, name): values for name, values in answers.items()}
