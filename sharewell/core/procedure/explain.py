"""Why a table points where it does: for those who review rows, never for who decides.

Shown at the point of decision, it would teach which answer brings the wanted advice.
"""

from collections.abc import Iterator
from dataclasses import dataclass, replace

from sharewell.core.procedure.facts import Answers, Facts
from sharewell.core.procedure.provision import Edition, Hit, Provision
from sharewell.core.procedure.situation import BY_TABLE, Situation, Truth


@dataclass(frozen=True)
class WhyNot:
    """Why one row did not apply: the first of these that is so.

    `not_in_force`: the law it rests on awaits confirmation. `cell`: the first condition
    that failed; `actual` is what holds instead of `allowed`. `went_before`: the row
    that decided, ahead of this one. None of them: it hangs on a fact not yet given.
    """

    row: str
    would_give: str
    not_in_force: bool = False
    cell: str | None = None
    actual: tuple[str, ...] = ()
    allowed: tuple[str, ...] = ()
    went_before: str | None = None


@dataclass(frozen=True)
class Held:
    """One fact and its answer. `person`: the ref of whom it is about, or None."""

    fact: str
    person: str | None
    values: tuple[str, ...]


def decided(
    facts: Facts, edition: Edition, table: str, ref: str | None = None
) -> str | None:
    """What a first-hit table points to; None while that hangs on facts not given."""
    outcomes = _outcomes(Situation(facts, edition), table, ref)
    return outcomes[0] if len(outcomes) == 1 else None


def why_not(
    facts: Facts, edition: Edition, table: str, ref: str | None = None
) -> tuple[WhyNot, ...]:
    """For each row of a table that did not apply, in the order of the rows, why."""
    situation = Situation(facts, edition)
    first = BY_TABLE[table].hit is Hit.FIRST
    possible = situation.possible(table, ref) if first else ()
    decider = possible[0] if len(possible) == 1 else None
    return tuple(
        _why_not(row, situation, ref, decider)
        for row in edition.rows(table)
        if row is not decider
        and not (not first and row.operative and _holds(row, situation, ref))
    )


def _why_not(
    row: Provision, situation: Situation, ref: str | None, decider: Provision | None
) -> WhyNot:
    if not row.operative:
        return WhyNot(row.id, row.then, not_in_force=True)
    for name, allowed in row.when.items():
        if situation.cell(name, allowed, ref) is Truth.IMPOSSIBLE:
            actual = _actual(name, situation, ref)
            return WhyNot(row.id, row.then, False, name, actual, tuple(sorted(allowed)))
    return WhyNot(row.id, row.then, went_before=decider.id if decider else None)


def _holds(row: Provision, situation: Situation, ref: str | None) -> bool:
    return situation.row(row, ref) is Truth.CERTAIN


def _actual(name: str, situation: Situation, ref: str | None) -> tuple[str, ...]:
    """The answer, the truth of a term, or what an earlier table points to."""
    edition = situation.edition
    fact = edition.vocabulary.by_name().get(name)
    if fact:
        return tuple(
            sorted(_answers(situation.facts, fact.of_person, ref).get(name, ()))
        )
    if name in edition.terms:
        true = situation.cell(name, frozenset({"true"}), ref) is Truth.CERTAIN
        return ("true",) if true else ("false",)
    return _outcomes(situation, name, ref)


def _answers(facts: Facts, of_person: bool, ref: str | None) -> Answers:
    if not of_person:
        return facts.answers
    return next(person.answers for person in facts.people if person.ref == ref)


def _outcomes(situation: Situation, table: str, ref: str | None) -> tuple[str, ...]:
    rows = situation.possible(table, ref)
    return tuple(sorted({row.then for row in rows}))


def sufficient(
    facts: Facts, edition: Edition, table: str, ref: str | None = None
) -> tuple[Held, ...]:
    """Facts that force the outcome of a first-hit table, whatever the others are.

    None of them can be spared, as far as reasoning on what is known can tell; another
    such set may be smaller. The later questions are spared first. () while it is open.
    """
    outcome = decided(facts, edition, table, ref)
    if outcome is None:
        return ()
    kept = facts
    for held in reversed(tuple(_every(facts, edition))):
        fewer = _without(kept, held)
        if decided(fewer, edition, table, ref) == outcome:
            kept = fewer
    return tuple(_every(kept, edition))


def _every(facts: Facts, edition: Edition) -> Iterator[Held]:
    """Every answer given, in the order in which the questions are asked."""
    for fact in edition.vocabulary.facts:
        for ref in [p.ref for p in facts.people] if fact.of_person else [None]:
            values = _answers(facts, fact.of_person, ref).get(fact.name)
            if values:
                yield Held(fact.name, ref, tuple(sorted(values)))


def _without(facts: Facts, held: Held) -> Facts:
    if held.person is None:
        return replace(facts, answers=_drop(facts.answers, held.fact))
    people = tuple(
        replace(person, answers=_drop(person.answers, held.fact))
        if person.ref == held.person
        else person
        for person in facts.people
    )
    return replace(facts, people=people)


def _drop(answers: Answers, name: str) -> Answers:
    return {key: values for key, values in answers.items() if key != name}
