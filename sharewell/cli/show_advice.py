"""Advice as plain text for a terminal."""

from collections.abc import Iterator, Sequence

from sharewell.core.procedure.advice import Advice, Citations, Step
from sharewell.core.procedure.questions import Question


def show(advice: Advice, left: Sequence[Question]) -> str:
    """What is owed, what to do, and either the answer or the questions left."""
    return "\n".join((*_answer(advice), *_owed(advice), *_rest(advice), *_next(left)))


def _answer(advice: Advice) -> Iterator[str]:
    if advice.outcome is None:
        yield "Not settled yet. This is not an answer of 'do not share'."
        return
    yield f"The procedure points to: {_words(advice.outcome)}"
    yield f"How much: {_words(advice.how_much or '')}"
    yield f"To whom: {advice.to_whom}"


def _owed(advice: Advice) -> Iterator[str]:
    for owed in advice.also_owed:
        yield f"Also owed: {_words(owed.to_whom)}, {owed.by_when}. {owed.why}"


def _rest(advice: Advice) -> Iterator[str]:
    for person in advice.people:
        again = person.look_again_days
        look = f" Look again in {_count(again, 'day')}." if again else ""
        yield (
            f"Person {person.ref} ({_words(person.relation)}): {_words(person.ask)}, "
            f"{_words(person.tell)}. {' '.join(person.why)}{look}"
        )
    for withheld in advice.withhold:
        yield f"Keep back: {withheld.what}"
    for step in advice.steps:
        yield f"Step: {step.text}{_limit(step)}{_cited(step.citations)}"
    for finding in advice.findings:
        state = "" if finding.operative else " (not in force)"
        yield f"{finding.provision}{state}: {finding.text}{_cited(finding.citations)}"


def _next(left: Sequence[Question]) -> Iterator[str]:
    for question in left:
        whom = f" (person {question.person})" if question.person else ""
        values = ", ".join(choice.value for choice in question.values)
        yield f"Ask next: {question.fact}{whom}: {question.ask} [{values}]"


def _limit(step: Step) -> str:
    if step.by_when_hours is not None:
        hours = step.by_when_hours
        return f" Within {_count(hours, 'hour')}." if hours else " Now."
    if step.by_when_working_days is not None:
        return f" Within {_count(step.by_when_working_days, 'working day')}."
    return ""


def _count(number: int, unit: str) -> str:
    return f"{number} {unit}" if number == 1 else f"{number} {unit}s"


def _cited(citations: Citations) -> str:
    return " [" + "; ".join(f"{c.document} {c.ref}" for c in citations) + "]"


def _words(value: str) -> str:
    return value.replace("_", " ")
