"""Whether what people read can be read: every sentence, question and label."""

from collections.abc import Iterator

from sharewell.core.procedure.provision import Because, RulebookError
from sharewell.core.procedure.sentences import row_sentence, term_sentence
from sharewell.core.procedure.vocabulary import Fact, Vocabulary
from sharewell.rulebooks.authoring.check_items import Items, Placed, facts_of
from sharewell.rulebooks.authoring.faults import Fault, attempt

MOST_WORDS = 60  # of one reason; a longer one is no longer read


def word_faults(items: Items) -> Iterator[Fault]:
    """What an officer could not read. Names must be sound: see `check_names`."""
    vocabulary = Vocabulary(facts_of(items))
    for kind, sentence in ((items.rows, row_sentence), (items.terms, term_sentence)):
        for placed in kind:
            fault = attempt("This", sentence, placed.item, vocabulary)
            if fault is not None:
                yield placed.fault(fault)
            yield from _reasons(placed)
    for placed in items.facts:
        yield from _question(placed)


def _reasons(placed: Placed) -> Iterator[Fault]:
    for n, reason in enumerate(placed.item.because):
        says = _unreadable(reason)
        if says:
            yield placed.fault(RulebookError(says), ("because", n))


def _unreadable(reason: Because) -> str:
    said = f"The reason {reason.says[:40]!r}"
    if reason.says != " ".join(reason.says.split()):
        return f"{said} has spaces or line breaks too many. Write it on one line."
    if not reason.says.endswith((".", "?", "!")):
        return f"{said} does not end with a full stop. Write it as a sentence."
    if len(reason.says.split()) > MOST_WORDS:
        return f"{said} has over {MOST_WORDS} words. Say it in fewer, and cite."
    return ""


def _question(placed: Placed) -> Iterator[Fault]:
    fact: Fact = placed.item
    if not fact.ask.endswith(("?", ".")):
        says = f"Fact {fact.name}: the question does not end with a question mark."
        yield placed.fault(RulebookError(says), "ask")
    labels = [choice.label for choice in fact.choices]
    for n, choice in enumerate(fact.choices):
        if labels.index(choice.label) < n:
            says = f"Fact {fact.name}: two values have the label {choice.label!r}."
            yield placed.fault(RulebookError(says), ("values", n))
