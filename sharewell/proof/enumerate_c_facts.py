"""What a fact can be, for loops in C: answers as bits, alike ones taken together."""

from collections.abc import Iterable
from dataclasses import dataclass
from itertools import product

from sharewell.core.procedure.vocabulary import Fact


@dataclass(frozen=True)
class Choices:
    """Ways to answer one fact, as bits of its choices; `weights`: how many each is.

    Answers that every cell treats alike are one way of that weight.
    """

    bits: tuple[int, ...]
    weights: tuple[int, ...]


def grouped(fact: Fact, cells: Iterable[frozenset[str]]) -> Choices:
    """The ways that these cells can tell apart."""
    told_apart = [frozenset(cell) for cell in cells]
    alike: dict[tuple[bool, ...], list[int]] = {}
    free = [n for n, c in enumerate(fact.choices) if not (fact.many and c.alone)]
    for place in free:
        value = fact.choices[place].value
        alike.setdefault(tuple(value in cell for cell in told_apart), []).append(place)
    groups = list(alike.values())
    if not fact.many:
        bits = tuple(1 << group[0] for group in groups)
        return Choices(bits, tuple(len(group) for group in groups))
    return _several(fact, groups)


def _several(fact: Fact, groups: list[list[int]]) -> Choices:
    """Each group is empty or not; what stands alone is a way of its own."""
    ways = {1 << n: 1 for n, choice in enumerate(fact.choices) if choice.alone}
    for chosen in product((False, True), repeat=len(groups)):
        bits, weight = 0, 1
        for group, ticked in zip(groups, chosen, strict=True):
            if ticked:
                bits |= 1 << group[0]
                weight *= 2 ** len(group) - 1
        if bits:  # nothing ticked is no answer
            ways[bits] = weight
    return Choices(tuple(ways), tuple(ways.values()))


def every(fact: Fact) -> int:
    """How many ways there are to answer a fact, none taken together."""
    if not fact.many:
        return len(fact.choices)
    alone = sum(choice.alone for choice in fact.choices)
    return 2 ** (len(fact.choices) - alone) - 1 + alone
