"""Exact counts over a diagram, and shortest ways to a leaf. Never an estimate."""

from collections.abc import Hashable, Mapping
from dataclasses import dataclass

from sharewell.core.procedure.nodes import FALSE, TRUE, Nodes
from sharewell.core.procedure.space import Asked, Space

Counts = Mapping[Hashable, int]


def count(space: Space, node: int, asked: frozenset[Asked] | None = None) -> Counts:
    """How many valid fact sets lead to each label; labels never reached are absent.

    `asked`: the facts to vary (None: all), closed under contradictions and holding
    every fact that the diagram looks at.
    """
    return _Counting(space, asked).of(node)


def total(space: Space, asked: frozenset[Asked] | None = None) -> int:
    """How many valid fact sets there are."""
    return count(space, TRUE, asked).get(True, 0)


class _Counting:
    """One walk of a diagram in step with what is valid, each pair counted once."""

    def __init__(self, space: Space, asked: frozenset[Asked] | None) -> None:
        self._nodes = space.nodes
        self._valid = space.valid(asked)
        scope = space.levels(space.places if asked is None else asked)
        self._tail = [1]  # how many ways the levels from here down can be filled
        for level in reversed(range(len(space.sizes))):
            size = space.sizes[level] if level in scope else 1
            self._tail.append(self._tail[-1] * size)
        self._tail.reverse()
        self._done: dict[tuple[int, int], Counts] = {}

    def of(self, node: int) -> Counts:
        level = min(self._nodes.level[node], self._nodes.level[self._valid])
        skipped = self._tail[0] // self._tail[level]
        found = self._pair(node, self._valid)
        return {label: number * skipped for label, number in found.items()}

    def _pair(self, node: int, valid: int) -> Counts:
        if valid == FALSE:
            return {}
        key = (node, valid)
        if key not in self._done:
            self._done[key] = self._sum(node, valid)
        return self._done[key]

    def _sum(self, node: int, valid: int) -> Counts:
        nodes = self._nodes
        top = min(nodes.level[node], nodes.level[valid])
        if top == len(nodes.sizes):
            return {nodes.labels[node]: 1}
        found: dict[Hashable, int] = {}
        columns = zip(nodes.below(node, top), nodes.below(valid, top), strict=True)
        for kid, fit in columns:
            level = min(nodes.level[kid], nodes.level[fit])
            skipped = self._tail[top + 1] // self._tail[level]
            for label, number in self._pair(kid, fit).items():
                found[label] = found.get(label, 0) + number * skipped
        return found


@dataclass(frozen=True)
class Example:
    """A partial fact set that settles a diagram, whatever the other facts are.

    By fact: the answers it may have (of a single-answer fact, exactly one), and of a
    fact with several answers, those ticked and those not.
    """

    ticked: Mapping[Asked, frozenset[str]]
    not_ticked: Mapping[Asked, frozenset[str]]


def example(
    space: Space, node: int, label: Hashable, asked: frozenset[Asked] | None = None
) -> Example | None:
    """A shortest way to `label` that some valid fact set takes; None: there is none."""
    way = _Ways(space.nodes, label).shortest(node, space.valid(asked))
    return None if way is None else _as_example(space, way[1])


Way = tuple[int, tuple[tuple[int, int], ...]]  # (length, (level, value) ...)


class _Ways:
    """Shortest ways to one label that are open to a valid fact set."""

    def __init__(self, nodes: Nodes, label: Hashable) -> None:
        self._nodes, self._label = nodes, label
        self._done: dict[tuple[int, int], Way | None] = {}

    def shortest(self, node: int, valid: int) -> Way | None:
        if valid == FALSE:
            return None
        if node in self._nodes.labels:
            return (0, ()) if self._nodes.labels[node] == self._label else None
        key = (node, valid)
        if key not in self._done:
            self._done[key] = self._best(node, valid)
        return self._done[key]

    def _best(self, node: int, valid: int) -> Way | None:
        nodes = self._nodes
        top = min(nodes.level[node], nodes.level[valid])
        looks = nodes.level[node] == top
        best: Way | None = None
        columns = zip(nodes.below(node, top), nodes.below(valid, top), strict=True)
        for value, (kid, fit) in enumerate(columns):
            way = self.shortest(kid, fit)
            if way is not None and looks:
                way = (way[0] + 1, ((top, value), *way[1]))
            if way is not None and (best is None or way[0] < best[0]):
                best = way
        return best


def _as_example(space: Space, way: tuple[tuple[int, int], ...]) -> Example:
    ticked: dict[Asked, frozenset[str]] = {}
    not_ticked: dict[Asked, frozenset[str]] = {}
    at = {
        level: (asked, place)
        for asked, place in space.places.items()
        for level in range(place.first, place.first + place.levels)
    }
    for level, value in way:
        asked, place = at[level]
        choices = place.fact.choices
        chosen = choices[level - place.first if place.fact.many else value].value
        side = not_ticked if place.fact.many and value == 0 else ticked
        side[asked] = side.get(asked, frozenset()) | {chosen}
    return Example(ticked, not_ticked)
