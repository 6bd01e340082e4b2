"""Which answers of a table change between two editions, counted exactly."""

from collections.abc import Collection, Hashable, Iterator
from dataclasses import dataclass

from sharewell.core.procedure.cone import reads
from sharewell.core.procedure.counts import counted, total
from sharewell.core.procedure.diagram import Diagrams
from sharewell.core.procedure.examples import Example, example
from sharewell.core.procedure.provision import Hit, Table
from sharewell.core.procedure.space import Asked, Space

Change = tuple[str | None, str | None]  # before, after
Found = tuple[int, Hashable, Change]  # diagram, the label at which it happens


@dataclass(frozen=True)
class Transition:
    """So many of so many fact sets go from `before` to `after`.

    In a table that keeps every row: a code lost (`after` None) or gained (`before`
    None). `people`: how many were listed. `number` and `of` vary only what the table
    can depend on; a transition found by drawing has no `exact` numbers.
    """

    table: str
    before: str | None
    after: str | None
    number: int
    of: int
    people: int
    example: Example | None
    exact: bool = True


def transitions(
    old: Diagrams, new: Diagrams, table: Table, seen: Collection[Change] = ()
) -> tuple[Transition, ...]:
    """Most frequent first. Of a table of persons: as seen by the first of them.

    `seen`: changes that need no telling, because more people showed them already.
    """
    asked = _asked(old, new, table)
    found = [
        _transition(old.space, table, (node, label), change, asked)
        for node, label, change in changes(old, new, table)
        if change not in seen
    ]
    told = (one for one in found if one.number)
    return tuple(sorted(told, key=lambda one: -one.number))


def changes(old: Diagrams, new: Diagrams, table: Table) -> Iterator[Found]:
    """Where answers change, whether or not a valid fact set is among it."""
    way = _first if table.hit is Hit.FIRST else _collected
    return way(old, new, table)


def _who(table: Table) -> int | None:
    return 0 if table.of_person else None


def _asked(old: Diagrams, new: Diagrams, table: Table) -> frozenset[Asked]:
    people = old.space.people
    read = [
        asked
        for one in (old, new)
        for asked in reads(one.edition, table.name, _who(table), people)
    ]
    return old.space.closed(read)


def _first(old: Diagrams, new: Diagrams, table: Table) -> Iterator[Found]:
    nodes, who = old.nodes, _who(table)
    pair = nodes.pair(old.thens(table.name, who), new.thens(table.name, who))
    for label in nodes.reached(pair):
        if isinstance(label, tuple):
            yield pair, label, label


def _collected(old: Diagrams, new: Diagrams, table: Table) -> Iterator[Found]:
    nodes = old.nodes
    rows = (*old.operative(table.name), *new.operative(table.name))
    for code in dict.fromkeys(row.then for row in rows):
        was, now = (one.code(table.name, code, _who(table)) for one in (old, new))
        if was != now:
            yield nodes.both(was, nodes.negate(now)), True, (code, None)
            yield nodes.both(now, nodes.negate(was)), True, (None, code)


def _transition(
    space: Space,
    table: Table,
    where: tuple[int, Hashable],
    change: Change,
    asked: frozenset[Asked],
) -> Transition:
    node, label = where
    number = counted(space, node, asked).get(label, 0)
    shown = example(space, node, label, asked) if number else None
    of = total(space, asked)
    return Transition(table.name, *change, number, of, space.people, shown)
