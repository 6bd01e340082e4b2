"""The space of fact sets: who is asked what, in which order, and which sets are valid.

A fact is one level with a value for each answer; a fact with several answers is one
two-valued level for each. Contradictions (`never`, `alone`, nothing ticked) are a
condition of their own, so that counts are counts of facts that `parse_facts` accepts.
"""

from collections.abc import Hashable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import reduce

from sharewell.core.procedure.nodes import FALSE, NODE_LIMIT, TRUE, Nodes
from sharewell.core.procedure.vocabulary import Fact, Never, Vocabulary

Asked = tuple[int | None, str]  # (which person, or None for the matter; fact)
Counted = tuple[int, frozenset[Asked] | None]  # (diagram, facts that vary)


@dataclass(frozen=True)
class Place:
    """Where a fact stands: its first level, and how many levels it takes."""

    fact: Fact
    first: int
    levels: int


class Space:
    """Levels for every fact of the matter and of `people` people, in `order`.

    `order` names facts; those it leaves out come last. A person's facts stand together.
    """

    def __init__(
        self,
        vocabulary: Vocabulary,
        people: int,
        order: Iterable[Asked] = (),
        limit: int = NODE_LIMIT,
    ) -> None:
        self.vocabulary, self.people = vocabulary, people
        self.places: dict[Asked, Place] = {}
        self.sizes: list[int] = []
        self._facts = facts = vocabulary.by_name()
        for who, name in dict.fromkeys((*order, *every_fact(vocabulary, people))):
            self._place(who, facts[name])
        self.nodes = Nodes(self.sizes, limit)
        self._valid: dict[frozenset[Asked], int] = self.nodes.remember({})
        # Kept by `counts.counted`.
        self.counted: dict[Counted, Mapping[Hashable, int]] = self.nodes.remember({})
        self.nevers = tuple(self._nevers())

    def _place(self, who: int | None, fact: Fact) -> None:
        values = len(fact.choices)
        sizes = [2] * values if fact.many else [values]
        self.places[who, fact.name] = Place(fact, len(self.sizes), len(sizes))
        self.sizes.extend(sizes)

    def _nevers(self) -> Iterator[tuple[frozenset[Asked], Never, int | None]]:
        """Each contradiction with the facts it speaks of, once for each person."""
        for never in self.vocabulary.nevers:
            personal = any(self._facts[name].of_person for name in never.cells)
            for who in range(self.people) if personal else (None,):
                asked = frozenset(self.asked(name, who) for name in never.cells)
                yield asked, never, who

    def asked(self, name: str, who: int | None) -> Asked:
        """The fact as it is asked of this person, or of the matter."""
        return (who if self._facts[name].of_person else None, name)

    def cell(self, asked: Asked, allowed: frozenset[str]) -> int:
        """TRUE where one of `allowed` is among the answers."""
        place = self.places[asked]
        holds = [choice.value in allowed for choice in place.fact.choices]
        if not place.fact.many:
            return self.nodes.node(place.first, tuple(int(one) for one in holds))
        node = FALSE
        for offset in reversed(range(place.levels)):
            if holds[offset]:
                node = self.nodes.node(place.first + offset, (node, TRUE))
        return node

    def closed(self, asked: Iterable[Asked]) -> frozenset[Asked]:
        """With every fact that a contradiction ties to one of these."""
        found = set(asked)
        before = -1
        while before != len(found):
            before = len(found)
            for tied, _, _ in self.nevers:
                if tied & found:
                    found |= tied
        return frozenset(found)

    def valid(self, asked: frozenset[Asked] | None = None) -> int:
        """TRUE where these facts (None: all) do not contradict each other."""
        scope = frozenset(self.places) if asked is None else asked
        if scope not in self._valid:
            parts = [self._proper(one) for one in scope]
            parts += [
                self.nodes.negate(self._cells(never.cells, who))
                for tied, never, who in self.nevers
                if tied <= scope
            ]
            # From the deepest up, each conjunction touches only what lies below it.
            parts.sort(key=lambda node: -self.nodes.level[node])
            self._valid[scope] = reduce(self.nodes.both, parts, TRUE)
        return self._valid[scope]

    def _cells(self, cells: Mapping[str, frozenset[str]], who: int | None) -> int:
        met = [self.cell(self.asked(name, who), cells[name]) for name in cells]
        return reduce(self.nodes.both, met, TRUE)

    def _proper(self, asked: Asked) -> int:
        """Something is ticked, and what stands alone excludes the rest."""
        fact = self.places[asked].fact
        if not fact.many:
            return TRUE
        node = self.cell(asked, fact.values)
        for choice in fact.choices:
            if choice.alone:
                alone = self.cell(asked, frozenset([choice.value]))
                rest = self.cell(asked, fact.values - {choice.value})
                clash = self.nodes.both(alone, rest)
                node = self.nodes.both(node, self.nodes.negate(clash))
        return node

    def levels(self, asked: Iterable[Asked]) -> frozenset[int]:
        """Every level of these facts."""
        return frozenset(
            level
            for place in (self.places[one] for one in asked)
            for level in range(place.first, place.first + place.levels)
        )


def every_fact(vocabulary: Vocabulary, people: int) -> tuple[Asked, ...]:
    """Each fact of the matter, then each fact of each person in turn."""
    matter = tuple((None, fact.name) for fact in vocabulary.of_case())
    persons = tuple(
        (who, fact.name) for who in range(people) for fact in vocabulary.of_person()
    )
    return matter + persons
