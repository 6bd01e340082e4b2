"""`sharewell rules sheet export FILE.xlsx` and `sheet import FILE.xlsx [--write]`.

Import says what the spreadsheet has otherwise than the files and changes nothing;
`--write` puts it into the files. A row is taken away only if named with `--remove`; to
end one give it an until. Exit: 0 done or nothing differs, 1 something to put right,
2 the file or the rulebook cannot be used.
"""

import argparse
import sys
from collections.abc import Iterator
from pathlib import Path

from sharewell.core.errors import SharewellError
from sharewell.rulebooks.authoring.book import SHIPPED_FOLDER, Book, read_book
from sharewell.rulebooks.authoring.contents import contents
from sharewell.rulebooks.authoring.sheet.changes import (
    Changes,
    changes,
    moved,
    row_by_row_faults,
)
from sharewell.rulebooks.authoring.sheet.export import export
from sharewell.rulebooks.authoring.sheet.reading import read_sheets
from sharewell.rulebooks.authoring.sheet.trial import trial
from sharewell.rulebooks.authoring.sheet.writing import new_texts

DONE, FAULTS, CANNOT_RUN = 0, 1, 2


def run(arguments: list[str]) -> int:
    """The command."""
    chosen = _parser().parse_args(arguments)
    try:
        book = read_book(chosen.folder)
        if chosen.what == "export":
            export(book, chosen.file)
            print(f"Written: {chosen.file}")
            return DONE
        return _import(book, chosen)
    except SharewellError as fault:
        print(f"sharewell rules sheet: {fault}", file=sys.stderr)
    except OSError as fault:
        said = f"{fault.filename} cannot be written: {fault.strerror}."
        print(f"sharewell rules sheet: {said}", file=sys.stderr)
    return CANNOT_RUN


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser("sharewell rules sheet", description=__doc__)
    parser.add_argument("what", choices=("export", "import"))
    parser.add_argument("file", type=Path, metavar="FILE.xlsx")
    parser.add_argument("--write", action="store_true", help="change the files")
    parser.add_argument("--remove", action="append", default=[], metavar="ROW")
    parser.add_argument("--folder", type=Path, default=SHIPPED_FOLDER)
    return parser


def _import(book: Book, chosen: argparse.Namespace) -> int:
    held = contents(book)
    sheets = read_sheets(chosen.file, held)
    faults = [*sheets.faults]
    faults = faults or list(row_by_row_faults(sheets.rows, book, held))
    if faults:
        return _refuse(chosen.file, faults)
    found = changes(sheets.rows, book)
    faults = [*moved(found), *_not_named(found, chosen.remove)]
    texts = {} if faults else new_texts(book, found, held)
    faults = faults or trial(book, texts)
    if faults:
        return _refuse(chosen.file, faults)
    print("\n".join(_told(found)))
    if chosen.write:
        for name, text in texts.items():
            (book.folder / name).write_text(text)
            print(f"Written: {name}")
    elif found:
        print("Nothing is written yet: add --write.")
    return DONE


def _refuse(file: Path, faults: list[str]) -> int:
    for fault in faults:
        print(f"- {file.name}, {fault}")
    print(f"{len(faults)} to put right. Nothing is written.")
    return FAULTS


def _not_named(found: Changes, named: list[str]) -> Iterator[str]:
    for row in sorted(set(found.removed) - set(named)):
        yield (
            f"row {row} is not in any sheet. To end a row give it an until; to take it "
            f"away add --remove {row}."
        )
    for row in sorted(set(named) - set(found.removed)):
        yield f"--remove names {row}, which is in a sheet or nowhere."


def _told(found: Changes) -> Iterator[str]:
    for change in found.cells:
        yield f"changed: {change}"
    for row in found.added:
        yield f"added: {row.cells['id']} to {row.cells['file']}"
    for name in found.removed:
        yield f"taken away: {name}"
    if not found:
        yield "The spreadsheet says what the files say."
