"""Asking and telling, person by person."""

from sharewell.core.procedure import parts
from sharewell.core.procedure.advice import PersonAdvice
from sharewell.core.procedure.facts import Person
from sharewell.core.procedure.fired import Fired
from sharewell.core.procedure.situation import Situation


def people_advice(rows: Fired, situation: Situation) -> tuple[PersonAdvice, ...]:
    """One entry for each person of the facts, in their order."""
    return tuple(_person(rows, person) for person in situation.facts.people)


def _person(rows: Fired, person: Person) -> PersonAdvice:
    relation = next(iter(person.answers.get("relation", ())), "unknown")
    ask, tell = rows.one("ask", person.ref), rows.one("tell", person.ref)
    return parts.person(person.ref, relation, ask, tell)
