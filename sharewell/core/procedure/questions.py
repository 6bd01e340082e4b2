"""The questions that can still change the answer, the most decisive first."""

from dataclasses import dataclass

from sharewell.core.procedure.facts import Facts
from sharewell.core.procedure.provision import Edition
from sharewell.core.procedure.situation import Situation
from sharewell.core.procedure.vocabulary import Choice


@dataclass(frozen=True)
class Question:
    """One question to put. `person`: the ref of whom it is about, or None.

    `many`: several values may be ticked, unless one is `alone`. `myth`: the page that
    answers the doubt which this question raises.
    """

    fact: str
    person: str | None
    ask: str
    help: str
    values: tuple[Choice, ...]
    group: str
    myth: str | None
    many: bool = False


def questions(facts: Facts, *, edition: Edition) -> tuple[Question, ...]:
    """Those left to ask, in the vocabulary's order. Empty: advice is complete."""
    return open_questions(Situation(facts, edition))


def open_questions(situation: Situation) -> tuple[Question, ...]:
    """As `questions`, for a situation already made."""
    still_open = situation.open_facts()
    return tuple(
        Question(
            fact.name,
            ref,
            fact.ask,
            fact.help,
            fact.choices,
            fact.group,
            fact.myth,
            fact.many,
        )
        for fact in situation.edition.vocabulary.facts
        for ref in (situation.refs() if fact.of_person else (None,))
        if (ref, fact.name) in still_open
    )


def fact_path(fact: str, ref: str | None) -> str:
    """How a fact is named in lists: "level", or "p1.consent" for a person's."""
    return fact if ref is None else f"{ref}.{fact}"
