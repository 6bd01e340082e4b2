"""Exact counts over a diagram: of valid fact sets, never an estimate."""

from collections.abc import Hashable, Mapping

from sharewell.core.procedure.nodes import FALSE, TRUE
from sharewell.core.procedure.space import Asked, Space

Counts = Mapping[Hashable, int]


def count(space: Space, node: int, asked: frozenset[Asked] | None = None) -> Counts:
    """How many valid fact sets lead to each label; labels never reached are absent.

    `asked`: the facts to vary (None: all), closed under contradictions and holding
    every fact that the diagram looks at.
    """
    return _Counting(space, asked).of(node)


def counted(space: Space, node: int, asked: frozenset[Asked] | None = None) -> Counts:
    """As `count`, kept by the space."""
    key = (node, asked)
    if key not in space.counted:
        space.counted[key] = count(space, node, asked)
    return space.counted[key]


def total(space: Space, asked: frozenset[Asked] | None = None) -> int:
    """How many valid fact sets there are."""
    return counted(space, TRUE, asked).get(True, 0)


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
