"""Every fault of one edit in a table: what a slip of the pen in the rows could do."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace

from sharewell.core.procedure.names import YES_NO
from sharewell.core.procedure.provision import (
    TABLES,
    Edition,
    Hit,
    Provision,
    Table,
)

Rows = tuple[Provision, ...]
KINDS = (
    "row deleted",
    "outcome changed",
    "row moved",
    "over removed",
    "cell dropped",
    "cell reversed",
    "value removed",
)


@dataclass(frozen=True)
class Fault:
    """One edit: `rows` are those of the table after it, in order."""

    kind: str
    table: Table
    row: str
    what: str
    rows: Rows


def faults(edition: Edition) -> Iterator[Fault]:
    """All of them, table by table. Rows that await an officer decide nothing."""
    values = _values(edition)
    for table in TABLES:
        rows = tuple(row for row in edition.rows(table.name) if row.operative)
        for place, row in enumerate(rows):
            yield from _deleted(table, rows, place)
            yield from _outcomes(table, rows, place)
            if table.hit is Hit.FIRST:
                yield from _moved(table, rows, place)
                yield from _overs(table, rows, place)
                yield from _cells(table, rows, place, row, values)


def _values(edition: Edition) -> Mapping[str, frozenset[str]]:
    values = {name: f.values for name, f in edition.vocabulary.by_name().items()}
    values |= dict.fromkeys(edition.terms, YES_NO)
    return values | {t.name: _thens(t, edition.rows(t.name)) for t in TABLES}


def _thens(table: Table, rows: Rows) -> frozenset[str]:
    return table.outcomes or frozenset(row.then for row in rows)


def _with(rows: Rows, place: int, *instead: Provision) -> Rows:
    return (*rows[:place], *instead, *rows[place + 1 :])


def _deleted(table: Table, rows: Rows, place: int) -> Iterator[Fault]:
    yield Fault("row deleted", table, rows[place].id, "", _with(rows, place))


def _outcomes(table: Table, rows: Rows, place: int) -> Iterator[Fault]:
    row = rows[place]
    for then in sorted(_thens(table, rows) - {row.then}):
        other = _with(rows, place, replace(row, then=then))
        yield Fault("outcome changed", table, row.id, f"to {then}", other)


def _moved(table: Table, rows: Rows, place: int) -> Iterator[Fault]:
    """To the front of the stage before, and to the end of the stage after."""
    row, rest = rows[place], _with(rows, place)
    stages = list(dict.fromkeys(one.stage for one in rows))
    here = stages.index(row.stage)
    if here > 0:
        target = next(n for n, o in enumerate(rest) if o.stage == stages[here - 1])
        what = f"before {rest[target].id}"
        moved = (*rest[:target], row, *rest[target:])
        yield Fault("row moved", table, row.id, what, moved)
    if here + 1 < len(stages):
        target = max(n for n, o in enumerate(rest) if o.stage == stages[here + 1])
        what = f"after {rest[target].id}"
        moved = (*rest[: target + 1], row, *rest[target + 1 :])
        yield Fault("row moved", table, row.id, what, moved)


def _overs(table: Table, rows: Rows, place: int) -> Iterator[Fault]:
    """Without an `over`, the row that was beaten may come first."""
    row = rows[place]
    places = {one.id: n for n, one in enumerate(rows)}
    for beaten in row.over:
        if places.get(beaten, -1) > place:
            rest = _with(rows, places[beaten])
            first = (*rest[:place], rows[places[beaten]], *rest[place:])
            yield Fault("over removed", table, row.id, f"over {beaten}", first)


def _cells(
    table: Table,
    rows: Rows,
    place: int,
    row: Provision,
    values: Mapping[str, frozenset[str]],
) -> Iterator[Fault]:
    for name, allowed in row.when.items():
        fewer = {n: v for n, v in row.when.items() if n != name}
        edits = [("cell dropped", name, fewer)]
        rest = values[name] - allowed
        if rest:
            edits.append(("cell reversed", name, {**row.when, name: rest}))
        if len(allowed) > 1:
            edits += [
                ("value removed", f"{name}: {v}", {**row.when, name: allowed - {v}})
                for v in sorted(allowed)
            ]
        for kind, what, when in edits:
            changed = _with(rows, place, replace(row, when=when))
            yield Fault(kind, table, row.id, what, changed)
