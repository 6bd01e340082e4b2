"""What a table can depend on, found by following its cells.

Nothing here evaluates: it is the reading list of a table, straight from the rows.
"""

from collections.abc import Iterator

from sharewell.core.procedure.provision import TABLES, Cells, Edition
from sharewell.core.procedure.space import Asked

BY_TABLE = {table.name: table for table in TABLES}


def reads(
    edition: Edition, table: str, who: int | None, people: int
) -> tuple[Asked, ...]:
    """Every fact that the rows of a table can look at, in order of first use."""
    return tuple(dict.fromkeys(_Walk(edition, people).table(table, who)))


def cells_read(
    edition: Edition, cells: Cells, who: int | None, people: int
) -> tuple[Asked, ...]:
    """As `reads`, for one set of cells."""
    return tuple(dict.fromkeys(_Walk(edition, people).cells(cells, who)))


def depends(edition: Edition, name: str, on: str) -> bool:
    """Whether a term or table reads the table `on`, itself or through others."""
    waiting, seen = [name], {name}
    while waiting:
        for read in _names(edition, waiting.pop()):
            if read == on:
                return True
            if read not in seen:
                seen.add(read)
                waiting.append(read)
    return name == on


def _names(edition: Edition, name: str) -> set[str]:
    if name in edition.terms:
        sets = edition.terms[name].alternatives
    elif name in BY_TABLE:
        sets = tuple(row.when for row in edition.rows(name))
    else:
        sets = ()
    return {cell for cells in sets for cell in cells}


def decides_alike(old: Edition, new: Edition, table: str) -> bool:
    """Whether all that a table can look at is written alike in both editions.

    Then no answer of it can differ, and nothing need be compared. Words, clocks and
    citations do not count.
    """
    if old.vocabulary != new.vocabulary:
        return False
    waiting, seen = [table], {table}
    while waiting:
        name = waiting.pop()
        if _written(old, name) != _written(new, name):
            return False
        fresh = _names(old, name) - seen
        seen |= fresh
        waiting.extend(fresh)
    return True


def _written(edition: Edition, name: str) -> object:
    if name in BY_TABLE:
        rows = (row for row in edition.rows(name) if row.operative)
        return [(dict(row.when), row.then) for row in rows]
    term = edition.terms.get(name)
    return term and (term.alternatives, term.some_person, term.of_person)


class _Walk:
    """One walk down the rows; a term or table met a second time adds nothing."""

    def __init__(self, edition: Edition, people: int) -> None:
        self._edition, self._people = edition, people
        self._facts = edition.vocabulary.by_name()
        self._rows = {table.name: edition.rows(table.name) for table in TABLES}
        self._seen: set[tuple[int | None, str]] = set()

    def table(self, name: str, who: int | None) -> Iterator[Asked]:
        who = who if BY_TABLE[name].of_person else None
        if (who, name) not in self._seen:
            self._seen.add((who, name))
            for row in self._rows[name]:
                if row.operative:
                    yield from self.cells(row.when, who)

    def cells(self, cells: Cells, who: int | None) -> Iterator[Asked]:
        for name in cells:
            if name in self._facts:
                yield (who if self._facts[name].of_person else None, name)
            elif name in self._edition.terms:
                yield from self._term(name, who)
            else:
                yield from self.table(name, who)

    def _term(self, name: str, who: int | None) -> Iterator[Asked]:
        term = self._edition.terms[name]
        if not term.of_person:
            who = None
        if (who, name) in self._seen:
            return
        self._seen.add((who, name))
        for one in range(self._people) if term.some_person else (who,):
            for cells in term.alternatives:
                yield from self.cells(cells, one)
