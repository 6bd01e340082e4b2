"""The rows as a spreadsheet: a sheet for each table, and one of the words."""

from datetime import date
from pathlib import Path
from typing import Any

from openpyxl import Workbook
from openpyxl.styles import Alignment, Font
from openpyxl.utils import get_column_letter

from sharewell.rulebooks.authoring.book import Book
from sharewell.rulebooks.authoring.contents import Contents, contents
from sharewell.rulebooks.authoring.sheet.columns import cells_of, columns
from sharewell.rulebooks.authoring.sheet.text import written

WORDS = "words"
WIDE = {"because": 80, "text": 50, "id": 10}
NARROW = 18


def export(book: Book, path: Path) -> None:
    """Write the workbook. Raises `RulebookError`, or OSError for the path."""
    held = contents(book)
    workbook = Workbook()
    workbook.remove(workbook.active)
    for table in held.tables():
        _table(workbook.create_sheet(table), table, book, held)
    _words(workbook.create_sheet(WORDS), held)
    workbook.save(path)


def _table(sheet: Any, table: str, book: Book, held: Contents) -> None:
    headings = columns(table, held)
    _headings(sheet, headings)
    rows = [(file, raw) for file, _, raw in book.raw_rows() if raw["table"] == table]
    for line, (file, raw) in enumerate(rows, start=2):
        cells = cells_of(raw, file.name)
        for number, column in enumerate(headings, start=1):
            if column in cells:
                _put(sheet, line, number, written(column, cells[column]))


def _headings(sheet: Any, headings: list[str]) -> None:
    sheet.freeze_panes = "B2"
    for number, heading in enumerate(headings, start=1):
        _put(sheet, 1, number, heading)
        sheet.cell(1, number).font = Font(bold=True)
        width = WIDE.get(heading, NARROW)
        sheet.column_dimensions[get_column_letter(number)].width = width


def _put(sheet: Any, line: int, number: int, value: str | int | date) -> None:
    """Text stays text: no "=..." becomes a formula, and no "1-2" becomes a day."""
    cell = sheet.cell(line, number)
    cell.alignment = Alignment(wrap_text=True, vertical="top")
    if isinstance(value, str):
        cell.value = value
        cell.data_type = "s"
        cell.number_format = "@"
        return
    cell.value = value
    if isinstance(value, date):
        cell.number_format = "yyyy-mm-dd"


def _words(sheet: Any, held: Contents) -> None:
    """What may stand in the conditions; not read on the way back."""
    _headings(sheet, ["if", "asks or means", "values"])
    lines = [(fact.name, fact.ask, fact.listed()) for fact in held.vocabulary.facts]
    lines += [
        (name, " ".join(reason.says for reason in term.because), "true, false")
        for name, term in held.terms.items()
    ]
    for line, parts in enumerate(lines, start=2):
        for number, part in enumerate(parts, start=1):
            _put(sheet, line, number, part)
