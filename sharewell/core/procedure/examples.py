"""A short example for a leaf of a diagram: few answers, and none that can be spared."""

from collections.abc import Hashable, Mapping
from dataclasses import dataclass

from sharewell.core.procedure.nodes import FALSE, Nodes
from sharewell.core.procedure.space import Asked, Space

Answered = Mapping[int, int]  # level to value
Way = tuple[int, tuple[tuple[int, int], ...]]  # (length, (level, value) ...)


@dataclass(frozen=True)
class Example:
    """A partial fact set that settles a diagram, whatever the other facts are.

    By fact: the answers that are given, and of a fact with several answers those that
    are not among them.
    """

    ticked: Mapping[Asked, frozenset[str]]
    not_ticked: Mapping[Asked, frozenset[str]]


def example(
    space: Space, node: int, label: Hashable, asked: frozenset[Asked] | None = None
) -> Example | None:
    """A shortest way to `label` that a valid fact set takes; None: there is none."""
    valid = space.valid(asked)
    way = _Ways(space.nodes, label).shortest(node, valid)
    if way is None:
        return None
    return _as_example(space, _spare(space, node, label, valid, dict(way[1])))


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


def _spare(
    space: Space, node: int, label: Hashable, valid: int, given: dict[int, int]
) -> dict[int, int]:
    """Without each answer whose absence still leaves no other label possible."""
    for level in sorted(given, reverse=True):
        fewer = {other: value for other, value in given.items() if other != level}
        if not _other(space.nodes, (node, valid), label, fewer, set()):
            given = fewer
    return given


def _other(
    nodes: Nodes,
    at: tuple[int, int],
    label: Hashable,
    given: Answered,
    seen: set[tuple[int, int]],
) -> bool:
    """Whether a valid fact set with these answers reaches another label."""
    node, valid = at
    if valid == FALSE or at in seen:
        return False
    seen.add(at)
    top = min(nodes.level[node], nodes.level[valid])
    if top == len(nodes.sizes):
        return nodes.labels[node] != label
    pairs = zip(nodes.below(node, top), nodes.below(valid, top), strict=True)
    ways = [p for v, p in enumerate(pairs) if given.get(top, v) == v]
    return any(_other(nodes, way, label, given, seen) for way in ways)


def _as_example(space: Space, given: Answered) -> Example:
    ticked: dict[Asked, frozenset[str]] = {}
    not_ticked: dict[Asked, frozenset[str]] = {}
    for asked, place in space.places.items():
        for level in range(place.first, place.first + place.levels):
            if level not in given:
                continue
            value, many = given[level], place.fact.many
            choice = place.fact.choices[level - place.first if many else value]
            side = not_ticked if many and value == 0 else ticked
            side[asked] = side.get(asked, frozenset()) | {choice.value}
    return Example(ticked, not_ticked)
