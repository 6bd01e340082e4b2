"""Asking and telling, person by person."""

from sharewell.core.procedure.advice import Ask, PersonAdvice, Tell
from sharewell.core.procedure.facts import Person
from sharewell.core.procedure.fired import Fired
from sharewell.core.procedure.situation import Situation


def people_advice(rows: Fired, situation: Situation) -> tuple[PersonAdvice, ...]:
    """One entry for each person of the facts, in their order."""
    return tuple(_person(rows, person) for person in situation.facts.people)


def _person(rows: Fired, person: Person) -> PersonAdvice:
    ask, tell = rows.one("ask", person.ref), rows.one("tell", person.ref)
    look_again = tell.detail.get("look_again_days")
    return PersonAdvice(
        person.ref,
        next(iter(person.answers.get("relation", ())), "unknown"),
        Ask(ask.then),
        Tell(tell.then),
        (ask.says, tell.says),
        look_again if isinstance(look_again, int) else None,
        tuple(dict.fromkeys((*ask.citations, *tell.citations))),
    )
