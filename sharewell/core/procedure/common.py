"""One vocabulary for two editions whose questions differ."""

from dataclasses import replace

from sharewell.core.procedure.provision import RulebookError
from sharewell.core.procedure.vocabulary import Fact, Vocabulary


class Incomparable(RulebookError):
    """A question was made anew: no fact set can be put to both editions."""


def common(old: Vocabulary, new: Vocabulary) -> Vocabulary:
    """What can be put to both: the answers both know, every question of either.

    A question that only one edition asks is free in the other. Raises `Incomparable`
    for a question that changed its kind, or whose answers were all renamed.
    """
    if old == new:
        return new
    before = old.by_name()
    facts = [_both(before.get(fact.name, fact), fact) for fact in new.facts]
    added = {fact.name for fact in new.facts}
    facts += [fact for fact in old.facts if fact.name not in added]
    known = {fact.name: fact.values for fact in facts}
    nevers = [
        replace(never, cells={name: v & known[name] for name, v in never.cells.items()})
        for never in (*new.nevers, *old.nevers)
    ]
    fitting = [one for one in nevers if all(one.cells.values())]
    return Vocabulary(tuple(facts), tuple(fitting))


def _both(old: Fact, new: Fact) -> Fact:
    if (old.many, old.of_person) != (new.many, new.of_person):
        raise Incomparable(
            f"The question {new.name} changed its kind (several answers, or of whom): "
            "the editions cannot be compared by their answers. Read the changed rows."
        )
    alone = {c.value for c in (*old.choices, *new.choices) if c.alone}
    shared = tuple(
        replace(choice, alone=choice.value in alone)
        for choice in new.choices
        if choice.value in old.values
    )
    if not shared:
        raise Incomparable(
            f"No answer of the question {new.name} is in both editions: they cannot be "
            "compared by their answers. Read the changed rows."
        )
    return replace(new, choices=shared)
