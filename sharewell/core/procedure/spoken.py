"""Facts and outcomes in the words of the questions, for people who approve rows."""

from collections.abc import Iterator

from sharewell.core.procedure.examples import Example
from sharewell.core.procedure.space import Asked
from sharewell.core.procedure.vocabulary import Fact, Vocabulary


def words(code: str) -> str:
    """A code as words: "share_now" reads "share now"."""
    return code.replace("_", " ")


def spoken(example: Example, vocabulary: Vocabulary) -> tuple[str, ...]:
    """One line for each answer of an example; empty if any facts will do."""
    facts = vocabulary.by_name()
    asked = dict.fromkeys((*example.ticked, *example.not_ticked))
    return tuple(line for one in asked for line in _lines(example, one, facts[one[1]]))


def _lines(example: Example, asked: Asked, fact: Fact) -> Iterator[str]:
    who = "" if asked[0] is None else f"Person {asked[0] + 1}: "
    ticked = _labels(fact, example.ticked.get(asked, frozenset()))
    out = example.not_ticked.get(asked, frozenset())
    if ticked:
        # What stands alone is left out by any other answer: no need to say so.
        out -= {choice.value for choice in fact.choices if choice.alone}
        yield f"{who}{fact.ask} {'; '.join(ticked)}"
    if out:
        yield f"{who}{fact.ask} Not: {'; '.join(_labels(fact, out))}"


def _labels(fact: Fact, values: frozenset[str]) -> list[str]:
    return [choice.label for choice in fact.choices if choice.value in values]
