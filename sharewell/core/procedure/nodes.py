"""A store of decision diagrams: reduced, ordered, several values to a level.

Two functions are the same exactly when they are the same node number, so equality and
"can never happen" cost one comparison. Bryant (1986) for the method.
"""

from collections.abc import Callable, Hashable, Iterator, Sequence
from contextlib import contextmanager
from typing import Any, TypeVar

from sharewell.core.errors import SharewellError

NODE_LIMIT = 400_000
FALSE, TRUE = 0, 1
K = TypeVar("K")
V = TypeVar("V")


class DiagramTooLarge(SharewellError):
    """The diagram passed its limit: use fewer people, or compare drawn facts."""


class Nodes:
    """Nodes over levels 0..n-1; `sizes` says how many values each level has.

    A node is a number. Leaves stand at level n and carry any hashable label; FALSE and
    TRUE are two of them. Raises `DiagramTooLarge` when a node beyond `limit` is made.
    """

    def __init__(self, sizes: Sequence[int], limit: int = NODE_LIMIT) -> None:
        self.sizes, self.limit = tuple(sizes), limit
        depth = len(self.sizes)
        self.level = [depth, depth]
        self.kids: list[tuple[int, ...]] = [(), ()]
        self.labels: dict[int, Hashable] = {FALSE: False, TRUE: True}
        # Typed, because 1 and True would share one place in a mapping.
        self._leaves: dict[tuple[type, Hashable], int] = {
            (bool, False): FALSE,
            (bool, True): TRUE,
        }
        self._unique: dict[tuple[int, tuple[int, ...]], int] = {}
        self._chosen: dict[tuple[int, int, int], int] = {}
        # Every mapping that knows nodes by number; each only grows.
        self._knowing: list[dict[Any, Any]] = [
            self._unique,
            self._chosen,
            self._leaves,
            self.labels,
        ]

    def __len__(self) -> int:
        return len(self.level)

    def leaf(self, label: Hashable) -> int:
        """The one leaf of this label."""
        key = (type(label), label)
        if key not in self._leaves:
            made = self._append(len(self.sizes), ())
            self._leaves[key] = made
            self.labels[made] = label
        return self._leaves[key]

    def node(self, level: int, kids: tuple[int, ...]) -> int:
        """The one node with these children, or the child if all are the same."""
        first = kids[0]
        if kids.count(first) == len(kids):
            return first
        key = (level, kids)
        found = self._unique.get(key)
        if found is None:
            found = self._unique[key] = self._append(level, kids)
        return found

    def _append(self, level: int, kids: tuple[int, ...]) -> int:
        if len(self.level) >= self.limit:
            raise DiagramTooLarge(
                f"The decision diagram passed {self.limit} nodes. Use fewer people, "
                "or compare drawn facts instead."
            )
        self.level.append(level)
        self.kids.append(kids)
        return len(self.level) - 1

    def choose(self, when: int, then: int, other: int) -> int:
        """`then` where `when` is TRUE, `other` where it is FALSE."""
        if when == TRUE or then == other:
            return then
        if when == FALSE:
            return other
        if then == TRUE and other == FALSE:
            return when
        key = (when, then, other)
        found = self._chosen.get(key)
        if found is None:
            top = min(self.level[when], self.level[then], self.level[other])
            columns = zip(
                self.below(when, top),
                self.below(then, top),
                self.below(other, top),
                strict=True,
            )
            kids = tuple([self.choose(*column) for column in columns])
            found = self._chosen[key] = self.node(top, kids)
        return found

    def below(self, node: int, level: int) -> tuple[int, ...]:
        """The children at `level`: itself for each value, if it does not look there."""
        if self.level[node] == level:
            return self.kids[node]
        return (node,) * self.sizes[level]

    def both(self, one: int, other: int) -> int:
        """AND."""
        return self.choose(one, other, FALSE)

    def either(self, one: int, other: int) -> int:
        """OR."""
        return self.choose(one, TRUE, other)

    def negate(self, node: int) -> int:
        """NOT."""
        return self.choose(node, FALSE, TRUE)

    def relabel(self, node: int, label: Callable[[Hashable], Hashable]) -> int:
        """The same diagram with every leaf labelled anew."""
        return self._relabel(node, label, {})

    def _relabel(
        self, node: int, label: Callable[[Hashable], Hashable], done: dict[int, int]
    ) -> int:
        if node in self.labels:
            made = self.leaf(label(self.labels[node]))
        else:
            # A call for each child already done would take most of the time.
            kids = [
                done[kid] if kid in done else self._relabel(kid, label, done)
                for kid in self.kids[node]
            ]
            made = self.node(self.level[node], tuple(kids))
        done[node] = made
        return made

    def pair(self, one: int, other: int) -> int:
        """Walk two diagrams in step: a leaf is a pair of labels, or None where equal.

        `None` must not be a label of either.
        """
        return self._pair(one, other, {})

    def _pair(self, one: int, other: int, done: dict[tuple[int, int], int]) -> int:
        if one == other:
            return self.leaf(None)
        key = (one, other)
        if key not in done:
            if one in self.labels and other in self.labels:
                done[key] = self.leaf((self.labels[one], self.labels[other]))
            else:
                top = min(self.level[one], self.level[other])
                columns = zip(self.below(one, top), self.below(other, top), strict=True)
                kids = tuple([self._pair(*column, done) for column in columns])
                done[key] = self.node(top, kids)
        return done[key]

    def reached(self, node: int) -> list[Hashable]:
        """Every label that hangs on this node, in order of being made."""
        return [self.labels[one] for one in sorted(self.under(node) & set(self.labels))]

    def under(self, node: int) -> set[int]:
        """Every node that hangs on this one, leaves and itself included."""
        seen, waiting = {node}, [node]
        while waiting:
            for kid in self.kids[waiting.pop()]:
                if kid not in seen:
                    seen.add(kid)
                    waiting.append(kid)
        return seen

    def size(self, node: int) -> int:
        """How many nodes `under` finds."""
        return len(self.under(node))

    def remember(self, mapping: dict[K, V]) -> dict[K, V]:
        """A mapping that holds node numbers: `scratch` must know of it. It may grow."""
        self._knowing.append(mapping)
        return mapping

    @contextmanager
    def scratch(self) -> Iterator[None]:
        """Forget on leaving every node made inside: room for the next experiment."""
        kept, marks = len(self.level), [len(one) for one in self._knowing]
        try:
            yield
        finally:
            del self._knowing[len(marks) :]
            for one, mark in zip(self._knowing, marks, strict=True):
                while len(one) > mark:
                    one.popitem()  # the newest first
            del self.level[kept:], self.kids[kept:]
