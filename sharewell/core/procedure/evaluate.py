"""Facts and an edition in, advice with citations out."""

from collections.abc import Iterator
from typing import Any

from sharewell.core.procedure.advice import (
    Advice,
    Answer,
    Basis,
    Finding,
    HowMuch,
    LawfulBasis,
    Outcome,
    Owed,
    Step,
    Withheld,
)
from sharewell.core.procedure.facts import Facts
from sharewell.core.procedure.family import people_advice
from sharewell.core.procedure.fired import Fired, fired, not_in_force
from sharewell.core.procedure.plain import plain
from sharewell.core.procedure.provision import Edition, Provision
from sharewell.core.procedure.questions import fact_path, open_questions
from sharewell.core.procedure.situation import Situation

UNKNOWN = frozenset({"unknown"})


def evaluate(facts: Facts, *, edition: Edition) -> Advice:
    """What the procedure points to. Never raises on facts that parsed.

    While a question can still change the answer, `complete` is False, `outcome` None,
    and only what is owed already is given.
    """
    situation = Situation(facts, edition)
    answer = _partial if situation.open_facts() else _complete
    return answer(fired(situation), situation)


def _partial(rows: Fired, situation: Situation) -> Advice:
    owed = [*rows.all("withhold"), *rows.all("also_owed"), *rows.all("steps")]
    return Advice(
        complete=False,
        outcome=None,
        how_much=None,
        to_whom=None,
        people=(),
        lawful_basis=None,
        findings=tuple(_finding(row) for row in owed),
        plain=None,
        **_either_way(rows, situation),
    )


def _complete(rows: Fired, situation: Situation) -> Advice:
    outcome = Outcome(rows.one("determination").then)
    people = people_advice(rows, situation)
    sought = Answer(rows.one("agreement_sought").then)
    return Advice(
        complete=True,
        outcome=outcome,
        how_much=HowMuch(rows.one("how_much").then),
        to_whom=_text(rows.one("to_whom")),
        people=people,
        lawful_basis=_lawful_basis(rows),
        findings=(*(_finding(row) for row in rows.each()), *_not_in_force(situation)),
        plain=plain(outcome, sought, people),
        **_either_way(rows, situation),
    )


def _either_way(rows: Fired, situation: Situation) -> dict[str, Any]:
    """The fields that do not wait for the last answer."""
    return {
        "withhold": _withheld(rows),
        "also_owed": _owed(rows),
        "steps": _steps(rows),
        "on": situation.facts.on,
        "edition": situation.edition.hash,
        **_accounts(situation),
    }


def _accounts(situation: Situation) -> dict[str, tuple[str, ...]]:
    """Say of every fact whether it was answered, unknown, open or needless."""
    still_open = tuple(fact_path(q.fact, q.person) for q in open_questions(situation))
    given = dict(_every_fact(situation))
    return {
        "open_questions": still_open,
        "answered": tuple(p for p, v in given.items() if v and v != UNKNOWN),
        "unknown": tuple(p for p, v in given.items() if v == UNKNOWN),
        "not_asked": tuple(
            p for p, v in given.items() if v is None and p not in still_open
        ),
    }


def _every_fact(situation: Situation) -> Iterator[tuple[str, frozenset[str] | None]]:
    vocabulary, facts = situation.edition.vocabulary, situation.facts
    for fact in vocabulary.of_case():
        yield fact.name, facts.answers.get(fact.name)
    for person in facts.people:
        for fact in vocabulary.of_person():
            yield fact_path(fact.name, person.ref), person.answers.get(fact.name)


def _withheld(rows: Fired) -> tuple[Withheld, ...]:
    return tuple(
        Withheld(row.then, _text(row), row.says, row.citations)
        for row in rows.all("withhold")
    )


def _owed(rows: Fired) -> tuple[Owed, ...]:
    """One entry per body: the first row that names it is the most pressing."""
    first: dict[str, Provision] = {}
    for row in rows.all("also_owed"):
        first.setdefault(row.then, row)
    return tuple(
        Owed(row.then, row.says, str(row.detail["by_when"]), row.citations)
        for row in first.values()
    )


def _steps(rows: Fired) -> tuple[Step, ...]:
    return tuple(
        Step(
            row.then,
            _text(row),
            _number(row, "hours"),
            _number(row, "working_days"),
            row.citations,
        )
        for row in rows.all("steps")
    )


def _lawful_basis(rows: Fired) -> LawfulBasis:
    return LawfulBasis(
        tuple(
            Basis(
                row.then,
                str(row.detail["special_category_condition"]),
                str(row.detail["regime"]),
                row.citations,
            )
            for row in rows.all("lawful_basis")
        ),
        _text(rows.one("confidence")),
        _text(rows.one("human_rights")),
        _text(rows.one("agreement")),
    )


def _finding(row: Provision) -> Finding:
    return Finding(row.id, row.says, row.citations)


def _not_in_force(situation: Situation) -> Iterator[Finding]:
    for row in not_in_force(situation):
        yield Finding(row.id, row.says, row.citations, False, row.then)


def _text(row: Provision) -> str:
    return str(row.detail["text"])


def _number(row: Provision, key: str) -> int | None:
    value = row.detail.get(key)
    return value if isinstance(value, int) else None
