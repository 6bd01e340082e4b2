"""The fewest answers that, changed, bring another outcome. For reviewing rows only.

Never for who decides: it would invite the answer that brings the wanted advice.
"""

from collections.abc import Iterator
from copy import deepcopy
from dataclasses import dataclass
from itertools import combinations
from typing import Any

from sharewell.core.procedure.compiled import compile_decider
from sharewell.core.procedure.facts import ContradictoryFacts, Facts, parse_facts
from sharewell.core.procedure.provision import Edition
from sharewell.core.procedure.vocabulary import Fact
from sharewell.core.procedure.whole import as_plain

MOST_CHANGES = 2
Plain = dict[str, Any]


@dataclass(frozen=True)
class Change:
    """One answer and what it would be instead. `person`: the ref, or None."""

    fact: str
    person: str | None
    was: tuple[str, ...]
    becomes: tuple[str, ...]


@dataclass(frozen=True)
class Nearest:
    """Changes that together bring another outcome."""

    outcome: str
    changes: tuple[Change, ...]


@dataclass(frozen=True)
class _Place:
    """Where an answer stands in plain facts, and what else it could be."""

    where: Plain
    fact: Fact
    person: str | None
    was: Any
    others: tuple[Any, ...]


def nearest_changes(
    facts: Facts, edition: Edition, table: str, ref: str | None = None
) -> tuple[Nearest, ...]:
    """One set of changes for each other outcome in reach; all of the same, least size.

    Looks at one change, then at two; () if neither brings another outcome. Of a fact
    with several answers one is added, left out, or stands alone. Only facts that were
    given are changed; those not given are taken as `filled` says.
    """
    whole = filled(facts, edition)
    decide = compile_decider(edition, (table,)).trace_if_fits
    start = decide(whole)
    if start is None:
        raise AssertionError("filled facts always fit")
    places = tuple(_places(whole, facts, edition))
    for size in range(1, MOST_CHANGES + 1):
        found: dict[str, Nearest] = {}
        for changed in combinations(places, size):
            for choice in _settings(changed):
                trace = decide(whole)
                outcome = trace.outcome(table, ref) if trace else None
                if outcome and outcome != start.outcome(table, ref):
                    changes = tuple(map(_change, changed, choice))
                    found.setdefault(outcome, Nearest(outcome, changes))
        if found:
            return tuple(found.values())
    return ()


def filled(facts: Facts, edition: Edition) -> Plain:
    """Whole facts: those not given are "unknown", "none", or the first that fits.

    Raises `ContradictoryFacts` if nothing fits.
    """
    vocabulary = edition.vocabulary
    plain: Plain = deepcopy(dict(as_plain(facts, vocabulary)))
    for fact in vocabulary.facts:
        for where in plain["people"] if fact.of_person else [plain["answers"]]:
            if fact.name not in where:
                _fill(where, fact, plain, edition)
    return plain


def _fill(where: Plain, fact: Fact, plain: Plain, edition: Edition) -> None:
    quiet = sorted(fact.choices, key=lambda c: (c.value != "unknown", not c.alone))
    for choice in quiet:
        where[fact.name] = [choice.value] if fact.many else choice.value
        try:
            parse_facts(plain, edition.vocabulary)
        except ContradictoryFacts:
            continue
        return
    raise ContradictoryFacts(
        f"No answer to {fact.name} fits the others. Give it yourself.", fact.name
    )


def _places(whole: Plain, facts: Facts, edition: Edition) -> Iterator[_Place]:
    answers = {None: facts.answers} | {p.ref: p.answers for p in facts.people}
    plain = {None: whole["answers"]} | {p["ref"]: p for p in whole["people"]}
    for fact in edition.vocabulary.facts:
        for ref, given in answers.items():
            if fact.of_person == (ref is not None) and fact.name in given:
                was = plain[ref][fact.name]
                others = tuple(_others(fact, given[fact.name]))
                yield _Place(plain[ref], fact, ref, was, others)


def _others(fact: Fact, was: frozenset[str]) -> Iterator[Any]:
    if not fact.many:
        yield from (c.value for c in fact.choices if c.value not in was)
        return
    sets = [frozenset({c.value}) for c in fact.choices]
    sets += [was | {c.value} for c in fact.choices if not c.alone]
    sets += [was - {value} for value in sorted(was)]
    seen = [was, frozenset()]
    for one in sets:
        if one not in seen:
            seen.append(one)
            yield [c.value for c in fact.choices if c.value in one]


def _settings(changed: tuple[_Place, ...]) -> Iterator[tuple[Any, ...]]:
    """Each way of changing all of these answers, made in place and put back after."""
    if not changed:
        yield ()
        return
    first, *rest = changed
    for value in first.others:
        first.where[first.fact.name] = value
        yield from ((value, *others) for others in _settings(tuple(rest)))
    first.where[first.fact.name] = first.was


def _change(place: _Place, value: Any) -> Change:
    was, becomes = (tuple(v) if place.fact.many else (v,) for v in (place.was, value))
    return Change(place.fact.name, place.person, was, becomes)
