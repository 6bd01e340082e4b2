"""Two roads to the same numbers: C straight from the rows, and the decision diagram.

Where every fact set can be tried the counts must be equal. Where there are too many, a
fixed-seed draw is compared with the diagram's shares, and a part of it, one by one,
with the evaluator that advises. Without a C compiler nothing ran, and it says so.
"""

import shutil
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum
from math import sqrt

from sharewell.core.procedure.cone import BY_TABLE
from sharewell.core.procedure.counts import count
from sharewell.core.procedure.diagram import NO_ROW, Diagrams
from sharewell.core.procedure.facts import Facts, Person
from sharewell.core.procedure.provision import Edition
from sharewell.core.procedure.situation import Situation
from sharewell.core.procedure.space import Asked
from sharewell.proof.counting_run import drew, ran
from sharewell.proof.enumerate_c import Written, written
from sharewell.proof.enumerate_c_text import drawn, exhaustive, ways

BUDGET, DRAWS, SHOWN = 10**10, 10**9, 1_000
LARGEST = 2**127  # the counters are 128 bits wide
# A row outside these bounds by chance: less often than once in a hundred million.
DEVIATIONS, SLACK = 6.0, 12.0
Alter = Callable[[str], str]


class Result(StrEnum):
    """How a table came out. Only EQUAL and AGREES are passes."""

    EQUAL = "equal"  # every fact set tried, every count the same
    AGREES = "agrees"  # drawn: shares within bounds, each shown one as evaluated
    DIFFERS = "DIFFERS"
    NOT_RUN = "NOT RUN"


@dataclass(frozen=True)
class Counted:
    """One table: how many fact sets there are, how many were seen, what differed."""

    table: str
    people: int
    result: Result
    sets: int = 0
    passes: int = 0
    evaluated: int = 0
    faults: tuple[str, ...] = ()


def compiler() -> str | None:
    """The path of a C compiler, if the machine has one."""
    return shutil.which("gcc") or shutil.which("cc")


def counted(
    diagrams: Diagrams,
    table: str,
    *,
    edition: Edition | None = None,
    budget: int = BUDGET,
    draws: int = DRAWS,
    shown: int = SHOWN,
    alter: Alter = str,
) -> Counted:
    """Compare one first-hit table. `edition`: whose rows the C is written from.

    `alter` changes the C before it is compiled: a planted fault must be noticed.
    """
    people = diagrams.space.people
    gcc = compiler()
    if gcc is None:
        return Counted(table, people, Result.NOT_RUN, faults=("no C compiler",))
    rules = edition or diagrams.edition
    out = written(rules, table, people)
    facts = out.facts(rules)
    scope = diagrams.space.closed(out.number)
    exact = _exact(diagrams, table, scope)
    sets, passes = sum(exact.values()), ways(facts)
    if passes <= budget and sets < LARGEST:
        text = exhaustive(out, facts)
        found = _numbers(out, ran(gcc, alter(text), passes))
        faults = tuple(_unequal(exact, found))
        result = Result.DIFFERS if faults else Result.EQUAL
        return Counted(table, people, result, sets, passes, 0, faults)
    shown = min(shown, draws)
    lines, found = drew(gcc, alter(drawn(out, rules)), draws, shown)
    faults = (
        *_unlikely(exact, _numbers(out, found), draws),
        *_otherwise(out, rules, table, lines),
    )
    result = Result.DIFFERS if faults else Result.AGREES
    return Counted(table, people, result, sets, draws, shown, faults)


def _exact(diagrams: Diagrams, table: str, scope: frozenset[Asked]) -> dict[str, int]:
    who = 0 if BY_TABLE[table].of_person else None
    counts = count(diagrams.space, diagrams.table(table, who), scope)
    return {str(label): number for label, number in counts.items()}


def _numbers(out: Written, lines: Iterable[str | int]) -> dict[str, int]:
    names = [*(row.id for row in out.rows), NO_ROW]
    return dict(zip(names, map(int, lines), strict=True))


def _unequal(exact: Mapping[str, int], found: Mapping[str, int]) -> Iterator[str]:
    for name in dict.fromkeys((*exact, *found)):
        one, other = exact.get(name, 0), found.get(name, 0)
        if one != other:
            yield f"{name}: the diagram counts {one:,}, the C {other:,}"


def _unlikely(
    exact: Mapping[str, int], found: Mapping[str, int], draws: int
) -> Iterator[str]:
    total = sum(exact.values())
    for name in dict.fromkeys((*exact, *found)):
        share = exact.get(name, 0) / total
        expected, seen = draws * share, found.get(name, 0)
        bound = DEVIATIONS * sqrt(expected * (1 - share)) + SLACK
        if abs(seen - expected) > bound or (seen and not share):
            yield (
                f"{name}: {seen:,} of {draws:,} draws; the diagram expects "
                f"{expected:,.1f}, give or take {bound:,.1f}"
            )


def _otherwise(
    out: Written, edition: Edition, table: str, lines: list[str]
) -> Iterator[str]:
    """Each drawn fact set that the evaluator decides by another row than the C."""
    ids = [row.id for row in out.rows]
    for line in lines:
        place, *bits = map(int, line.split())
        facts = _facts(out, edition, bits)
        who = facts.people[0].ref if BY_TABLE[table].of_person else None
        decides = Situation(facts, edition).possible(table, who)[0].id
        if place >= len(ids) or decides != ids[place]:
            yield f"the evaluator says {decides}, the C row {place}, for {facts}"


def _facts(out: Written, edition: Edition, bits: list[int]) -> Facts:
    """The drawn answers; a fact that the table cannot look at is left unanswered."""
    by_name = edition.vocabulary.by_name()
    answers: dict[int | None, dict[str, frozenset[str]]] = {None: {}}
    for (who, name), mask in zip(out.number, bits, strict=True):
        choices = by_name[name].choices
        chosen = (one.value for n, one in enumerate(choices) if mask >> n & 1)
        answers.setdefault(who, {})[name] = frozenset(chosen)
    people = [
        Person(f"p{who}", given) for who, given in answers.items() if who is not None
    ]
    people.sort(key=lambda person: person.ref)
    return Facts(edition.on, answers[None], tuple(people))
