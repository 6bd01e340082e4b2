"""What a spreadsheet says otherwise than the files, and whether it may be so."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Any

from sharewell.core.procedure.names import check_names
from sharewell.core.procedure.rows import parse_row
from sharewell.core.procedure.vocabulary import Vocabulary
from sharewell.rulebooks.authoring.book import Book
from sharewell.rulebooks.authoring.contents import Contents
from sharewell.rulebooks.authoring.faults import attempt, meant, spoken
from sharewell.rulebooks.authoring.places import Word
from sharewell.rulebooks.authoring.probes import row_faults, substitute
from sharewell.rulebooks.authoring.sheet.columns import (
    IF,
    Cells,
    Value,
    cells_of,
    differing,
    raw_of,
)
from sharewell.rulebooks.authoring.sheet.reading import SheetRow
from sharewell.rulebooks.authoring.sheet.text import written


@dataclass(frozen=True)
class Change:
    """One cell that says something else. None: the cell is empty."""

    row: SheetRow
    column: str
    old: Value | None
    new: Value | None

    def __str__(self) -> str:
        return (
            f"{self.row.cells['id']}, {self.column}: "
            f"{_shown(self.column, self.old)} -> {_shown(self.column, self.new)}"
        )


@dataclass(frozen=True)
class Changes:
    """Cells changed, rows that are new, and ids of rows that are no longer there."""

    cells: tuple[Change, ...]
    added: tuple[SheetRow, ...]
    removed: tuple[str, ...]

    def __bool__(self) -> bool:
        return bool(self.cells or self.added or self.removed)


def _shown(column: str, value: Value | None) -> str:
    return "(empty)" if value is None else f"{written(column, value)!s}"


def changes(rows: tuple[SheetRow, ...], book: Book) -> Changes:
    """Compare by id. The order of rows in a sheet means nothing."""
    there = {raw["id"]: (raw, file.name) for file, _, raw in book.raw_rows()}
    cells: list[Change] = []
    added: list[SheetRow] = []
    for row in rows:
        if row.cells.get("id") not in there:
            added.append(row)
            continue
        old = cells_of(*there[str(row.cells["id"])])
        cells += [
            Change(row, column, old.get(column), row.cells.get(column))
            for column in differing(old, row.cells)
        ]
    ids = {row.cells.get("id") for row in rows}
    return Changes(tuple(cells), tuple(added), tuple(there.keys() - ids))


def row_by_row_faults(
    rows: tuple[SheetRow, ...], book: Book, held: Contents
) -> Iterator[str]:
    """Everything wrong with single rows, each with its sheet, row and column."""
    files = {file.name: file for file in book.rules()}
    tables = {raw["id"]: raw["table"] for _, _, raw in book.raw_rows()}
    seen: dict[object, SheetRow] = {}
    for row in rows:
        name, file = row.cells.get("id"), str(row.cells.get("file"))
        before = seen.setdefault(name, row)
        if before is not row:
            yield f"{row.at('id')}: {name} is also in row {before.line}. Rename one."
        if tables.get(str(name), row.table) != row.table:
            yield f"{row.at('id')}: {name} belongs to the sheet {tables[str(name)]}."
        if file not in files:
            near = meant(file, files)
            yield f"{row.at('file')}: it may be {', '.join(files)}.{near}"
            continue
        yield from _row_faults(row, files[file].raw, held)


def _row_faults(row: SheetRow, file: dict[str, Any], held: Contents) -> Iterator[str]:
    raw = raw_of(row.cells, row.table, held)
    given = (raw, file["layer"], file["from"], held.sources)
    found = row_faults(*given)
    for words, fault in found:
        yield f"{row.at(_column(words))}: {spoken(fault)}"
    provision = substitute(*given) if found else parse_row(*given)
    empty = {name: replace(t, alternatives=()) for name, t in held.terms.items()}
    words_only = Vocabulary(held.vocabulary.facts)
    for name, values in provision.when.items() if provision else ():
        alone = (replace(provision, when={name: values}),)
        fault = attempt(f"Row {raw['id']}", check_names, words_only, empty, alone)
        if fault is not None:
            yield f"{row.at(IF + name)}: {spoken(fault)}"


def _column(words: tuple[Word, ...]) -> str:
    """The column of a part of a row, by the words that find it in a file."""
    names = [word[0] if isinstance(word, tuple) else word for word in words]
    if names[:1] == ["when"] and len(names) > 1:
        return IF + names[1]
    return names[0] if names else "id"


def moved(found: Changes) -> list[str]:
    """Rows that the sheet puts into another file: that is not done here."""
    return [
        f"{change.row.at('file')}: {change.row.cells['id']} stands in {change.old}. "
        "Rows are not moved between files here."
        for change in found.cells
        if change.column == "file"
    ]


def cells_for(row: SheetRow) -> Cells:
    """The cells that become keys of the row."""
    return {column: value for column, value in row.cells.items() if column != "file"}
