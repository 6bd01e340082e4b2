"""Which answers of a table change between two editions, counted exactly."""

from collections.abc import Iterator
from dataclasses import dataclass

from sharewell.core.procedure.cone import reads
from sharewell.core.procedure.counts import count, total
from sharewell.core.procedure.diagram import Diagrams
from sharewell.core.procedure.examples import Example, example
from sharewell.core.procedure.nodes import FALSE
from sharewell.core.procedure.provision import Hit, Table
from sharewell.core.procedure.space import Asked


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


def transitions(old: Diagrams, new: Diagrams, table: Table) -> tuple[Transition, ...]:
    """Most frequent first. Of a table of persons: as seen by the first of them."""
    way = _first if table.hit is Hit.FIRST else _collected
    found = way(old, new, table)
    return tuple(sorted(found, key=lambda one: -one.number))


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


def _first(old: Diagrams, new: Diagrams, table: Table) -> Iterator[Transition]:
    who, space = _who(table), old.space
    pair = space.nodes.pair(old.thens(table.name, who), new.thens(table.name, who))
    if space.nodes.labels.get(pair, 0) is None:
        return
    asked = _asked(old, new, table)
    counts, of = count(space, pair, asked), total(space, asked)
    for label, number in counts.items():
        if isinstance(label, tuple):
            shown = example(space, pair, label, asked)
            before, after = label
            yield Transition(table.name, before, after, number, of, space.people, shown)


def _collected(old: Diagrams, new: Diagrams, table: Table) -> Iterator[Transition]:
    space, nodes = old.space, old.space.nodes
    rows = (*old.operative(table.name), *new.operative(table.name))
    for code in dict.fromkeys(row.then for row in rows):
        was, now = (one.code(table.name, code, _who(table)) for one in (old, new))
        lost, gained = (
            nodes.both(was, nodes.negate(now)),
            nodes.both(now, nodes.negate(was)),
        )
        for node, before, after in ((lost, code, None), (gained, None, code)):
            if node == FALSE:
                continue
            asked = _asked(old, new, table)
            number = count(space, node, asked).get(True, 0)
            if number:
                shown = example(space, node, label=True, asked=asked)
                of = total(space, asked)
                yield Transition(
                    table.name, before, after, number, of, space.people, shown
                )
