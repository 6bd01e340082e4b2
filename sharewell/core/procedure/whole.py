"""Facts of which every one is answered."""

from collections.abc import Iterator, Mapping
from typing import Any

from sharewell.core.procedure.facts import Answers, Facts, MissingFact
from sharewell.core.procedure.vocabulary import Fact, Vocabulary

Plain = Mapping[str, Any]  # {"date", "answers", "people"}, as JSON has it


def refuse_gaps(facts: Facts, vocabulary: Vocabulary) -> None:
    """Raise `MissingFact` naming the first fact that nobody answered."""
    for fact, whose, answers in _every(facts, vocabulary):
        if fact.name not in answers:
            raise MissingFact(
                f"{fact.name}{whose} is not answered. It may be: {fact.listed()}.",
                fact.name,
                tuple(choice.value for choice in fact.choices),
            )


def is_whole(facts: Facts, vocabulary: Vocabulary) -> bool:
    """Whether every fact of the case and of each person is answered."""
    return all(f.name in answers for f, _, answers in _every(facts, vocabulary))


def as_plain(facts: Facts, vocabulary: Vocabulary) -> Plain:
    """The JSON-shaped mapping that gives these facts; lists in declared order."""
    people = [
        {"ref": p.ref, **_plain(p.answers, vocabulary.of_person())}
        for p in facts.people
    ]
    answers = _plain(facts.answers, vocabulary.of_case())
    return {"date": facts.on.isoformat(), "answers": answers, "people": people}


def _every(facts: Facts, vocabulary: Vocabulary) -> Iterator[tuple[Fact, str, Answers]]:
    yield from ((fact, "", facts.answers) for fact in vocabulary.of_case())
    for person in facts.people:
        for fact in vocabulary.of_person():
            yield fact, f" of {person.ref}", person.answers


def _plain(answers: Answers, facts: tuple[Fact, ...]) -> Mapping[str, object]:
    return {
        fact.name: _answer(fact, answers[fact.name])
        for fact in facts
        if fact.name in answers
    }


def _answer(fact: Fact, chosen: frozenset[str]) -> str | list[str]:
    listed = [choice.value for choice in fact.choices if choice.value in chosen]
    return listed if fact.many else listed[0]
