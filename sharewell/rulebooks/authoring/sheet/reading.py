"""A spreadsheet as rows of cells, with every fault named by sheet, row and column."""

import zipfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from openpyxl import load_workbook
from openpyxl.utils import get_column_letter
from openpyxl.utils.exceptions import InvalidFileException

from sharewell.core.errors import SharewellError
from sharewell.rulebooks.authoring.contents import Contents
from sharewell.rulebooks.authoring.faults import meant
from sharewell.rulebooks.authoring.sheet.columns import BY_TABLE, Cells, all_columns
from sharewell.rulebooks.authoring.sheet.export import WORDS
from sharewell.rulebooks.authoring.sheet.text import BadCell, read

MOST_BYTES = 20_000_000


class NoSheet(SharewellError):
    """The file is no spreadsheet of the rows at all."""


@dataclass(frozen=True)
class SheetRow:
    """One row of one sheet; `line` is its number there."""

    table: str
    line: int
    cells: Cells

    def at(self, column: str) -> str:
        """Where a message says that something stands."""
        return f"sheet {self.table}, row {self.line}, column {column}"


@dataclass(frozen=True)
class Sheets:
    """All rows, and what could not be read."""

    rows: tuple[SheetRow, ...]
    faults: tuple[str, ...]


def read_sheets(path: Path, held: Contents) -> Sheets:
    """Every row of every table. Raises `NoSheet`."""
    workbook = _open(path)
    rows: list[SheetRow] = []
    faults: list[str] = []
    for sheet in workbook.worksheets:
        if sheet.title in BY_TABLE:
            _table(sheet, held, rows, faults)
        elif sheet.title != WORDS:
            near = meant(sheet.title, held.tables())
            faults.append(f"sheet {sheet.title}: no table has this name.{near}")
    titles = {sheet.title for sheet in workbook.worksheets}
    faults += [
        f"sheet {table} is missing. Export again and copy it in."
        for table in held.tables()
        if table not in titles
    ]
    return Sheets(tuple(rows), tuple(faults))


def _open(path: Path) -> Any:
    try:
        if path.stat().st_size > MOST_BYTES:
            raise NoSheet(f"{path.name} is over {MOST_BYTES} bytes.")
        return load_workbook(path, data_only=False, keep_links=False)
    except OSError as fault:
        raise NoSheet(f"{path.name} cannot be read: {fault.strerror}.") from fault
    except (InvalidFileException, zipfile.BadZipFile) as fault:
        raise NoSheet(f"{path.name} is no .xlsx spreadsheet.") from fault
    except (KeyError, ValueError, TypeError, SyntaxError, AttributeError) as fault:
        raise NoSheet(f"{path.name} is damaged: save it again as .xlsx.") from fault


def _table(sheet: Any, held: Contents, rows: list[SheetRow], faults: list[str]) -> None:
    headings = dict(_headings(sheet, held, faults))
    for line, cells in enumerate(sheet.iter_rows(min_row=2), start=2):
        row = SheetRow(sheet.title, line, {})
        for cell in cells:
            if cell.value is not None and cell.column not in headings:
                letter = get_column_letter(cell.column)
                faults.append(f"{row.at(letter)}: no heading stands over this.")
            elif cell.value is not None:
                _cell(row, headings[cell.column], cell, faults)
        if row.cells:
            rows.append(row)


def _headings(
    sheet: Any, held: Contents, faults: list[str]
) -> Iterator[tuple[int, str]]:
    """The column numbers and their headings, each known and given once."""
    known = all_columns(sheet.title, held)
    seen: set[str] = set()
    for cell in next(sheet.iter_rows(max_row=1), ()):
        if cell.value is None:
            continue
        heading = str(cell.value).strip()
        if heading not in known:
            faults.append(
                f"sheet {sheet.title}: no column is called {heading[:60]!r}. It may be "
                f"if and a condition, or {', '.join(_plain(known))}."
                f"{meant(heading, known)}"
            )
        elif heading in seen:
            faults.append(f"sheet {sheet.title}: {heading!r} heads two columns.")
        seen.add(heading)
        yield cell.column, heading


def _plain(known: list[str]) -> list[str]:
    return [name for name in known if not name.startswith("if ")]


def _cell(row: SheetRow, column: str, cell: Any, faults: list[str]) -> None:
    if cell.data_type in ("f", "e"):
        faults.append(
            f"{row.at(column)}: a formula or an error stands here. Write what it is "
            "to say; formulas are not read."
        )
        return
    try:
        value = read(column, cell.value)
    except BadCell as fault:
        faults.append(f"{row.at(column)}: {fault}")
        return
    if value is not None:
        row.cells[column] = value
