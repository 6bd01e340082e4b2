"""Facts and an edition in, advice with citations out."""

from collections.abc import Iterator

from sharewell.core.procedure.advice import (
    Advice,
    Basis,
    Citations,
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


def evaluate(facts: Facts, *, edition: Edition) -> Advice:
    """What the procedure points to. Never raises on facts that parsed.

    While a question can still change the answer, `complete` is False, `outcome` None,
    and only what is owed already is given.
    """
    situation = Situation(facts, edition)
    still_open = tuple(
        fact_path(question.fact, question.person)
        for question in open_questions(situation)
    )
    rows = fired(situation)
    advice = _complete(rows, situation) if not still_open else _partial(rows, situation)
    return _with_accounts(advice, situation, still_open)


def _partial(rows: Fired, situation: Situation) -> Advice:
    steps = _steps(rows)
    kept = [*rows.all("withhold"), *rows.all("also_owed"), *rows.all("steps")]
    return Advice(
        complete=False,
        outcome=None,
        how_much=None,
        to_whom=None,
        withhold=_withheld(rows),
        people=(),
        also_owed=_owed(rows),
        lawful_basis=None,
        steps=steps,
        findings=tuple(_finding(row) for row in kept),
        plain=None,
        open_questions=(),
        answered=(),
        unknown=(),
        not_asked=(),
        on=situation.facts.on,
        edition=situation.edition.hash,
    )


def _complete(rows: Fired, situation: Situation) -> Advice:
    outcome = Outcome(rows.one("determination").then)
    people = people_advice(rows, situation)
    return Advice(
        complete=True,
        outcome=outcome,
        how_much=HowMuch(rows.one("how_much").then),
        to_whom=_text(rows.one("to_whom")),
        withhold=_withheld(rows),
        people=people,
        also_owed=_owed(rows),
        lawful_basis=_lawful_basis(rows),
        steps=_steps(rows),
        findings=(*(_finding(row) for row in rows.each()), *_not_in_force(situation)),
        plain=plain(outcome, people),
        open_questions=(),
        answered=(),
        unknown=(),
        not_asked=(),
        on=situation.facts.on,
        edition=situation.edition.hash,
    )


def _with_accounts(
    advice: Advice, situation: Situation, still_open: tuple[str, ...]
) -> Advice:
    """Say of every fact whether it was answered, unknown, open or needless."""
    answered, unknown, rest = [], [], []
    for path, given in _every_fact(situation):
        if given is None:
            rest.append(path)
        else:
            (unknown if given == {"unknown"} else answered).append(path)
    return Advice(
        **{
            **{name: getattr(advice, name) for name in Advice.__dataclass_fields__},
            "open_questions": still_open,
            "answered": tuple(answered),
            "unknown": tuple(unknown),
            "not_asked": tuple(path for path in rest if path not in still_open),
        }
    )


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


__all__ = ["Citations", "evaluate"]
