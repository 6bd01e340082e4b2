"""The answers given so far, checked at the door: nothing undeclared gets past here.

A missing or misspelt answer that slips through would read as "do not share"; so an
undeclared answer is always an error, and an absent one is never given a default.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from sharewell.core.errors import SharewellError
from sharewell.core.procedure.vocabulary import Fact, Vocabulary

REF = re.compile(r"[A-Za-z0-9][A-Za-z0-9_-]{0,63}")
MOST_PEOPLE = 30
NOTHING: frozenset[str] = frozenset()


class FactsError(SharewellError):
    """A set of facts that cannot be used; `fact` names which, `allowed` what fits."""

    def __init__(self, message: str, fact: str, allowed: tuple[str, ...] = ()) -> None:
        super().__init__(message)
        self.fact = fact
        self.allowed = allowed


class MissingFact(FactsError):
    """Something that no case can be stated without is absent."""


class UndeclaredValue(FactsError):
    """An answer that is not one of those declared, or of the wrong JSON type."""


class UnknownFact(FactsError):
    """A name that is no fact of the vocabulary."""


class ContradictoryFacts(FactsError):
    """Answers that cannot hold together."""


Answers = Mapping[str, frozenset[str]]


@dataclass(frozen=True)
class Person:
    """What is known of one person; `ref` is the caller's own, never a name."""

    ref: str
    answers: Answers


@dataclass(frozen=True)
class Facts:
    """A partial or whole statement of a case. Valid by construction: see `parse_facts`.

    Every answer is a set of declared values, of one member unless the fact is `many`.
    """

    on: date
    answers: Answers
    people: tuple[Person, ...] = ()


def parse_facts(given: Mapping[str, object], vocabulary: Vocabulary) -> Facts:
    """Check a JSON-shaped mapping {"date", "answers", "people"} and freeze it.

    Answers may be partial. Raises a `FactsError` that names the fact, what is wrong
    with it and the allowed answers.
    """
    _only_keys(given, ("date", "answers", "people"), "the facts")
    answers = _answers(given.get("answers", {}), vocabulary.of_case(), "")
    facts = Facts(_date(given), answers, _people(given, vocabulary))
    _refuse_contradictions(facts, vocabulary)
    return facts


def _only_keys(given: object, allowed: tuple[str, ...], where: str) -> None:
    if not isinstance(given, Mapping):
        raise UndeclaredValue(
            f"{where} must be a JSON object with the keys: {', '.join(allowed)}.",
            where,
            allowed,
        )
    for key in given:
        if key not in allowed:
            raise UnknownFact(
                f"{str(key)[:80]!r} is not known in {where}. "
                f"Known are: {', '.join(allowed)}. Remove it or correct its spelling.",
                str(key)[:80],
                allowed,
            )


def _date(given: Mapping[str, object]) -> date:
    if "date" not in given:
        raise MissingFact(
            'The date is missing. Add "date", the day of the decision, as YYYY-MM-DD.',
            "date",
        )
    written = given["date"]
    if isinstance(written, str) and re.fullmatch(r"\d{4}-\d{2}-\d{2}", written):
        try:
            return date.fromisoformat(written)
        except ValueError:
            pass  # a day that is not in the calendar: same message as a bad form
    raise UndeclaredValue(
        f"date is {str(written)[:40]!r}: give a real day as YYYY-MM-DD.", "date"
    )


def _people(given: Mapping[str, object], vocabulary: Vocabulary) -> tuple[Person, ...]:
    listed = given.get("people", [])
    if not isinstance(listed, list | tuple) or len(listed) > MOST_PEOPLE:
        raise UndeclaredValue(
            f"people must be a list of at most {MOST_PEOPLE} people.", "people"
        )
    people = tuple(_person(entry, vocabulary) for entry in listed)
    refs = [person.ref for person in people]
    for ref in refs:
        if refs.count(ref) > 1:
            raise ContradictoryFacts(
                f"Two people have the ref {ref!r}. Give each person their own.",
                "ref",
            )
    return people


def _person(entry: object, vocabulary: Vocabulary) -> Person:
    facts = vocabulary.of_person()
    _only_keys(entry, ("ref", *(fact.name for fact in facts)), "a person")
    assert isinstance(entry, Mapping)  # nosec B101 # tells mypy what was just checked
    ref = entry.get("ref")
    if ref is None:
        raise MissingFact(
            'A person has no "ref". Give each a short one of your own, such as "p1".',
            "ref",
        )
    if not isinstance(ref, str) or not REF.fullmatch(ref):
        raise UndeclaredValue(
            "A ref is 1 to 64 letters, digits, hyphens or underscores, and no name.",
            "ref",
        )
    rest = {key: value for key, value in entry.items() if key != "ref"}
    return Person(ref, _answers(rest, facts, f" of {ref}"))


def _answers(given: object, facts: tuple[Fact, ...], whose: str) -> Answers:
    by_name = {fact.name: fact for fact in facts}
    _only_keys(given, tuple(by_name), f"the answers{whose}")
    assert isinstance(given, Mapping)  # nosec B101 # tells mypy what was just checked
    return {
        name: _answer(by_name[name], given[name], whose)
        for name in by_name
        if name in given
    }


def _answer(fact: Fact, given: object, whose: str) -> frozenset[str]:
    listed = given if fact.many and isinstance(given, list | tuple) else (given,)
    allowed = tuple(choice.value for choice in fact.choices)
    if not listed:
        raise MissingFact(
            f"{fact.name}{whose} is an empty list. Give at least one of: "
            f"{fact.listed()}.",
            fact.name,
            allowed,
        )
    for value in listed:
        if not isinstance(value, str) or value not in fact.values:
            raise UndeclaredValue(
                f"{fact.name}{whose} is {str(value)[:80]!r}. "
                f"It may be: {fact.listed()}.",
                fact.name,
                allowed,
            )
    chosen = frozenset(str(value) for value in listed)
    for choice in fact.choices:
        if choice.alone and choice.value in chosen and len(chosen) > 1:
            raise ContradictoryFacts(
                f"{fact.name}{whose} says {choice.value!r} and something else too. "
                f"Keep {choice.value!r} alone, or take it out.",
                fact.name,
                allowed,
            )
    return chosen


def _refuse_contradictions(facts: Facts, vocabulary: Vocabulary) -> None:
    _refuse_nevers(facts.answers, vocabulary, "")
    for person in facts.people:
        of = f" (person {person.ref})"
        _refuse_nevers({**facts.answers, **person.answers}, vocabulary, of)


def _refuse_nevers(known: Answers, vocabulary: Vocabulary, of: str) -> None:
    for never in vocabulary.nevers:
        if all(known.get(name, NOTHING) & cell for name, cell in never.cells.items()):
            names = ", ".join(sorted(never.cells))
            raise ContradictoryFacts(f"{never.says}{of} Look again at: {names}.", names)
