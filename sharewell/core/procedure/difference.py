"""The exact difference between two editions: what changes, for how many fact sets.

Every fact set is looked at, not a sample: with nobody listed, with one person, and so
on up to `people`. A table whose diagram grows too large for some number of people is
compared with fewer, or on drawn facts, and the result says so.
"""

from collections.abc import Callable
from dataclasses import dataclass

from sharewell.core.procedure.changed_rows import Changed, changed
from sharewell.core.procedure.common import Incomparable, common
from sharewell.core.procedure.cone import decides_alike
from sharewell.core.procedure.diagram import Diagrams
from sharewell.core.procedure.drawn import drawn_transitions
from sharewell.core.procedure.fact_order import good_order
from sharewell.core.procedure.nodes import NODE_LIMIT, DiagramTooLarge
from sharewell.core.procedure.provision import TABLES, Edition, Table
from sharewell.core.procedure.space import Space
from sharewell.core.procedure.transitions import Change, Transition, transitions
from sharewell.core.procedure.vocabulary import Vocabulary

MOST_PEOPLE = 2
DRAWS = 5_000
Draw = Callable[[int], int]  # n to a number from 0 to n-1


@dataclass(frozen=True)
class Compared:
    """How one table was compared: exactly for these numbers of people, or on draws.

    `draws` is 0 unless no number of people was small enough for a diagram.
    """

    table: str
    transitions: tuple[Transition, ...]
    people: tuple[int, ...]
    too_large: tuple[int, ...] = ()
    draws: int = 0


@dataclass(frozen=True)
class Difference:
    """Everything in which two editions differ. `why_not`: why no answers were."""

    old: Edition
    new: Edition
    vocabulary: Vocabulary
    tables: tuple[Compared, ...]
    changed: tuple[Changed, ...]
    why_not: str = ""

    @property
    def same(self) -> bool:
        """Whether the editions are the same in every letter."""
        return self.old.hash == self.new.hash

    @property
    def transitions(self) -> tuple[Transition, ...]:
        """Every change of an answer."""
        return tuple(one for table in self.tables for one in table.transitions)


def difference(
    old: Edition,
    new: Edition,
    *,
    people: int = MOST_PEOPLE,
    limit: int = NODE_LIMIT,
    draw: Draw | None = None,
    draws: int = DRAWS,
) -> Difference:
    """Compare table by table. `draw` is needed only where every diagram is too large.

    Raises `DiagramTooLarge` when a table is, and there is no `draw`.
    """
    rows = changed(old, new)
    try:
        vocabulary = common(old.vocabulary, new.vocabulary)
    except Incomparable as fault:
        return Difference(old, new, new.vocabulary, (), rows, str(fault))
    tries = _Tries(old, new, vocabulary, limit, draws)
    tables = tuple(tries.table(table, people, draw) for table in TABLES)
    return Difference(old, new, vocabulary, tables, rows)


class _Tries:
    """Spaces for each number of people, made when first needed and then shared."""

    def __init__(
        self,
        old: Edition,
        new: Edition,
        vocabulary: Vocabulary,
        limit: int,
        draws: int,
    ) -> None:
        self._old, self._new = old, new
        self._vocabulary, self._limit, self._draws = vocabulary, limit, draws
        self._made: dict[int, tuple[Diagrams, Diagrams]] = {}

    def table(self, table: Table, people: int, draw: Draw | None) -> Compared:
        """Each number of people, the largest first; drawn facts if all are too many."""
        if decides_alike(self._old, self._new, table.name):
            same = tuple(reversed(range(int(table.of_person), people + 1)))
            return Compared(table.name, (), same)
        found: list[Transition] = []
        done: list[int] = []
        too_large: list[int] = []
        fault: DiagramTooLarge | None = None
        for number in reversed(range(int(table.of_person), people + 1)):
            try:
                seen = {(one.before, one.after) for one in found}
                found += self._exactly(table, number, seen)
                done.append(number)
            except DiagramTooLarge as large:
                fault = large
                too_large.append(number)
        if done or fault is None:
            # Fewer people are told of only where they show something else.
            return Compared(table.name, tuple(found), tuple(done), tuple(too_large))
        if draw is None:
            raise fault
        drawn = drawn_transitions(self._old, self._new, table, draw, self._draws)
        return Compared(table.name, drawn, (), tuple(too_large), self._draws)

    def _exactly(
        self, table: Table, people: int, seen: set[Change]
    ) -> tuple[Transition, ...]:
        shared = people in self._made
        try:
            return transitions(*self._diagrams(people), table, seen)
        except DiagramTooLarge:
            del self._made[people]  # full, perhaps of other tables: once more, afresh
            if not shared:
                raise
            return self._exactly(table, people, seen)

    def _diagrams(self, people: int) -> tuple[Diagrams, Diagrams]:
        if people not in self._made:
            order = (*good_order(self._new, people), *good_order(self._old, people))
            space = Space(self._vocabulary, people, order, self._limit)
            self._made[people] = Diagrams(self._old, space), Diagrams(self._new, space)
        return self._made[people]
