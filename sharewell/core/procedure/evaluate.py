"""Facts and an edition in, advice with citations out."""

from collections.abc import Iterator
from typing import Any

from sharewell.core.procedure import parts
from sharewell.core.procedure.advice import (
    Advice,
    Answer,
    HowMuch,
    LawfulBasis,
    Outcome,
)
from sharewell.core.procedure.facts import Facts
from sharewell.core.procedure.family import people_advice
from sharewell.core.procedure.fired import Fired, fired, not_in_force
from sharewell.core.procedure.plain import plain
from sharewell.core.procedure.provision import Edition
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
        findings=tuple(parts.finding(row) for row in owed),
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
        to_whom=parts.text(rows.one("to_whom")),
        people=people,
        lawful_basis=_lawful_basis(rows),
        findings=tuple(
            parts.finding(row) for row in (*rows.each(), *not_in_force(situation))
        ),
        plain=plain(outcome, sought, people),
        **_either_way(rows, situation),
    )


def _either_way(rows: Fired, situation: Situation) -> dict[str, Any]:
    """The fields that do not wait for the last answer."""
    return {
        "withhold": tuple(parts.withheld(row) for row in rows.all("withhold")),
        "also_owed": parts.most_pressing(map(parts.owed, rows.all("also_owed"))),
        "steps": tuple(parts.step(row) for row in rows.all("steps")),
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


def _lawful_basis(rows: Fired) -> LawfulBasis:
    return LawfulBasis(
        tuple(parts.basis(row) for row in rows.all("lawful_basis")),
        parts.text(rows.one("confidence")),
        parts.text(rows.one("human_rights")),
        parts.text(rows.one("agreement")),
    )
