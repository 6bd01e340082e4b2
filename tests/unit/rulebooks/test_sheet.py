"""The rows as a spreadsheet: there and back without loss, and nothing hostile read."""

from datetime import date, datetime

import pytest
from openpyxl import Workbook, load_workbook

from sharewell.cli.rules import run
from sharewell.core.procedure.compile import compile_edition
from sharewell.rulebooks.authoring.book import SHIPPED_FOLDER, read_book
from sharewell.rulebooks.authoring.check import changes as days_of_change
from sharewell.rulebooks.authoring.contents import contents
from sharewell.rulebooks.authoring.sheet.changes import cells_for, changes
from sharewell.rulebooks.authoring.sheet.columns import raw_of
from sharewell.rulebooks.authoring.sheet.export import export
from sharewell.rulebooks.authoring.sheet.reading import read_sheets
from tests.unit.rulebooks.small import FACTS, ON, ROWS, write


class Sheet:
    """A small rulebook, its spreadsheet, and what importing that says."""

    def __init__(self, folder, capsys):
        self.folder = write(folder / "book")
        self.file, self.capsys = folder / "rows.xlsx", capsys
        export(read_book(self.folder), self.file)

    def cell(self, row, column, table="determination"):
        sheet = self.book[table]
        (number,) = [c.column for c in sheet[1] if c.value == column]
        (line,) = [c.row for c in sheet["A"] if c.value == row]
        return sheet.cell(line, number)

    def __enter__(self):
        self.book = load_workbook(self.file)
        return self

    def __exit__(self, *fault):
        self.book.save(self.file)

    def put(self, row, column, value, table="determination"):
        with self:
            self.cell(row, column, table).value = value

    def read(self, *options):
        code = run(
            ["sheet", "import", str(self.file), "--folder", str(self.folder), *options]
        )
        shown = self.capsys.readouterr()
        return code, shown.out + shown.err

    def rows(self):
        return (self.folder / "national" / "rows.toml").read_text()


@pytest.fixture
def sheet(tmp_path, capsys):
    return Sheet(tmp_path, capsys)


@pytest.mark.parametrize("shipped", [True, False])
def test_there_and_back_is_the_identical_edition(tmp_path, shipped):
    book = read_book(SHIPPED_FOLDER if shipped else write(tmp_path))
    held = contents(book)
    export(book, tmp_path / "rows.xlsx")
    sheets = read_sheets(tmp_path / "rows.xlsx", held)
    assert sheets.faults == () and not changes(sheets.rows, book)
    rows = {r.cells["id"]: raw_of(cells_for(r), r.table, held) for r in sheets.rows}
    files = [
        (f.folder, {**f.raw, "row": [rows[old["id"]] for old in f.raw.get("row", ())]})
        for f in book.rules()
    ]
    sources = [file.raw for file in book.sources()]
    for layer in book.below:
        mine = [raw for name in book.under(layer) for f, raw in files if f == name]
        for day in days_of_change(book):
            again = compile_edition(mine, sources, day)
            assert again.hash == book.edition(day, layer).hash


def test_nothing_changed_says_so_and_writes_nothing(sheet):
    before = sheet.rows()
    code, said = sheet.read("--write")
    assert code == 0 and "says what the files say" in said
    assert sheet.rows() == before


CHANGES = {  # row, column, new cell, table, old text of the file, new text
    "outcome": ("D2", "then", "do_not_share", '"seek_advice"', '"do_not_share"'),
    "values": ("D2", "if level", "unsure, none", '"unsure" }', '["unsure", "none"] }'),
    "term": ("D1", "if serious", "false", "serious = true", "serious = false"),
    "boolean": ("D1", "if serious", False, "serious = true", "serious = false"),
    "day": ("D2", "until", datetime(2026, 2, 1), "2026-01-01", "2026-02-01"),
    "day as text": ("D2", "until", "2026-02-01", "2026-01-01", "2026-02-01"),
    "number": ("S1", "hours", 6, "hours = 4", "hours = 6"),
    "number as text": ("S1", "hours", "6", "hours = 4", "hours = 6"),
    "reason": ("D1", "because", "GUIDE s1 | Told.", "Serious harm is shared.", "Told."),
    "like a formula": ("S1", "text", '="x"', 'Ring = today, \\"soon\\".', '=\\"x\\"'),
}


@pytest.mark.parametrize("name", CHANGES)
def test_one_changed_cell_comes_back_as_exactly_that_change(sheet, name):
    row, column, value, old, new = CHANGES[name]
    table = "steps" if row == "S1" else "determination"
    sheet.put(row, column, value, table)
    if name == "like a formula":
        with sheet:
            sheet.cell(row, column, table).data_type = "s"
    code, said = sheet.read()
    assert code == 0, said
    assert said.count("changed:") == 1 and f"changed: {row}, {column}:" in said
    assert sheet.rows() == ROWS
    assert sheet.read("--write")[0] == 0
    assert sheet.rows().replace("' }", '" }') == ROWS.replace(old, new)
    assert "says what the files say" in sheet.read()[1]


def test_a_condition_is_added_and_another_emptied(sheet):
    with sheet:
        sheet.cell("D2", "if level").value = None
        sheet.book["determination"].cell(1, 30).value = "if nature"
        line = sheet.cell("D2", "id").row
        sheet.book["determination"].cell(line, 30).value = "injury"
    assert sheet.read("--write")[0] == 0
    assert 'when = { nature = "injury" }' in sheet.rows()


def test_a_reason_is_added_and_an_end_removed(sheet):
    two = "GUIDE s1 | until 2025-06-01 | Ask. | Twice.\nGUIDE s2 | from 2025-06-01 | B."
    sheet.put("D2", "because", two + "\nGUIDE s1 | C.")
    sheet.put("D2", "until", None)
    code, said = sheet.read("--write")
    assert code == 0, said
    assert "Ask. | Twice." in sheet.rows() and "# kept" in sheet.rows()
    assert "until = 2026-01-01" not in sheet.rows()
    row = next(r for r in contents(read_book(sheet.folder)).rows if r.id == "D2")
    assert [reason.says for reason in row.because] == ["Ask. | Twice.", "B.", "C."]


def test_a_new_row_goes_to_the_end_of_its_file(sheet):
    with sheet:
        steps = sheet.book["steps"]
        values = {
            "id": "S2", "file": "national/rows.toml", "if serious": "true",
            "then": "write", "text": "Write.", "working_days": 2, "from": "2024-01-01",
            "because": "GUIDE s1 | In writing.",
        }  # fmt: skip
        steps.cell(1, 40).value = "if serious"
        for column, value in values.items():
            (number,) = [c.column for c in steps[1] if c.value == column]
            steps.cell(3, number).value = value
    code, said = sheet.read("--write")
    assert code == 0 and "added: S2 to national/rows.toml" in said
    assert sheet.rows().startswith(ROWS)
    assert sheet.rows().endswith(
        '[[row]]\nid = "S2"\ntable = "steps"\nwhen = { serious = true }\n'
        'then = "write"\ntext = "Write."\nworking_days = 2\nfrom = 2024-01-01\n'
        'because = [\n  { cite = "GUIDE s1", says = "In writing." },\n]\n'
    )


def test_a_row_left_out_is_taken_away_only_when_named(sheet):
    with sheet:
        sheet.book["ask"].delete_rows(sheet.cell("A1", "id", "ask").row)
    code, said = sheet.read("--write")
    assert code == 1 and "give it an until" in said and sheet.rows() == ROWS
    assert sheet.read("--write", "--remove", "D1")[0] == 1
    code, said = sheet.read("--write", "--remove", "A1")
    assert code == 0 and "taken away: A1" in said
    assert 'id = "A1"' not in sheet.rows() and 'id = "S1"' in sheet.rows()


REFUSED = {  # row, column, cell, what is said
    "formula": ("D1", "then", '=HYPERLINK("http://x")', "a formula"),
    "number as text": ("D1", "then", 4, "is a number or a date"),
    "day as text": ("D1", "then", date(2025, 1, 1), "is a number or a date"),
    "no day": ("D1", "until", "soon", "Write it as 2026-09-30"),
    "no such day": ("D1", "until", "2026-02-30", "Write it as"),
    "an hour": ("D1", "until", datetime(2026, 1, 1, 9), "Write it as"),
    "a serial number": ("D1", "until", 46000, "Write it as"),
    "misspelt value": ("D2", "if level", "unsrue", "mean 'unsure'"),
    "misspelt outcome": ("D2", "then", "seek_advise", "mean 'seek_advice'"),
    "no reason": ("D2", "because", "GUIDE s1", "is no reason"),
    "no section": ("D2", "because", "GUIDE s7 | X.", "no such section"),
    "empty reason": ("D2", "because", None, "no because"),
    "gap": ("D2", "if level", "unsure,,none", "beside a comma"),
    "long": ("D2", "then", "x" * 6000, "letters long"),
    "two lines": ("D2", "then", "a\nb", "several lines"),
    "over": ("D1", "over", "D9", "does not exist"),
    "file": ("D1", "file", "national/row.toml", "mean 'national/rows.toml'"),
    "moved": ("D1", "file", "national/facts.toml", "not moved"),
    "repeated": ("D1", "id", "D2", "is also in row"),
    "id of another sheet": ("D1", "id", "S1", "belongs to the sheet steps"),
    "true or false": ("D2", "if level", True, "no value of level"),
}


@pytest.mark.parametrize("name", REFUSED)
def test_what_cannot_be_is_refused_with_its_place(sheet, name):
    row, column, value, says = REFUSED[name]
    sheet.put(row, column, value)
    code, said = sheet.read("--write")
    assert code == 1 and says in said, said
    assert "rows.xlsx, sheet determination, row" in said or name in ("over", "moved")
    assert sheet.rows() == ROWS


def test_a_number_that_is_none(sheet):
    for value in (-1, 1.5, "four", True, "４"):
        sheet.put("S1", "hours", value, "steps")
        code, said = sheet.read()
        assert code == 1 and "column hours" in said and "whole number" in said


def test_headings_and_sheets_that_are_not_known(sheet):
    with sheet:
        sheet.cell("D1", "then").parent.cell(1, 3).value = "if levle"
        sheet.book["ask"].title = "asks"
        sheet.book["steps"].cell(2, 50).value = "x"
        sheet.book["tell"].cell(1, 2).value = "id"
    code, said = sheet.read()
    assert code == 1
    assert "mean 'if level'" in said and "mean 'ask'" in said
    assert "no heading stands over this" in said and "heads two columns" in said
    assert "sheet ask is missing" in said


def test_what_is_no_spreadsheet(sheet, tmp_path):
    empty = Workbook()
    for data in (b"", b"PK\x03\x04", b"<xml/>", b"\xd0\xcf\x11\xe0"):
        sheet.file.write_bytes(data)
        assert sheet.read()[0] == 2
    sheet.file.unlink()
    assert sheet.read()[0] == 2
    empty.save(sheet.file)
    assert sheet.read()[0] == 1
    assert run(["sheet", "export", str(tmp_path / "none" / "x.xlsx")]) == 2


def test_text_stays_text_on_the_way_out(tmp_path):
    hostile = FACTS.replace("What is serious.", "=1+1.")
    rows = ROWS.replace("A telephone call.", "=cmd|' /C calc'!A0.")
    file = tmp_path / "rows.xlsx"
    export(read_book(write(tmp_path, facts=hostile, rows=rows)), file)
    for sheet in load_workbook(file).worksheets:
        for row in sheet.iter_rows():
            assert all(cell.data_type != "f" for cell in row)


def test_files_that_are_not_sound_are_not_exported(tmp_path, capsys):
    write(tmp_path, rows=ROWS.replace("share_now", "share_then"))
    out = str(tmp_path / "x.xlsx")
    assert run(["sheet", "export", out, "--folder", str(tmp_path)]) == 2
    assert "share_then" in capsys.readouterr().err


def test_the_day_of_the_small_book_is_in_force(tmp_path):
    assert read_book(write(tmp_path)).edition(ON).provisions
