"""Every fault of a folder of rulebook files, with the line on which each stands."""

import re
from collections.abc import Iterator
from datetime import date
from pathlib import Path

from sharewell.core.procedure.provision import RulebookError
from sharewell.rulebooks.authoring.book import Book, BookFile, read_with_faults
from sharewell.rulebooks.authoring.check_items import file_faults, read_items
from sharewell.rulebooks.authoring.check_names import name_faults, order_faults
from sharewell.rulebooks.authoring.check_words import word_faults
from sharewell.rulebooks.authoring.faults import Fault, attempt, spoken
from sharewell.rulebooks.authoring.places import line_of

NAMED = re.compile(r"(Row|Fact|Source|Table|Confirmation of) '?([\w.-]+)")


def check(folder: Path) -> list[Fault]:
    """All faults found, in order of file and line. Raises `NoRulebook`."""
    book, unread = read_with_faults(folder)
    misshapen = [fault for file in book.files for fault in file_faults(file)]
    if misshapen:  # nothing below could be told from them
        return sorted({*unread, *misshapen})
    items = read_items(book)
    found = [*items.faults, *name_faults(items)]
    if not unread:  # a name may stand in a file that cannot be read
        found += order_faults(items, book)
    if not found and not unread:
        found = [*_compiled(book), *word_faults(items)]
    kept = found if not unread else [one for one in found if not _of_absent(one)]
    return sorted({*unread, *kept})


def _of_absent(fault: Fault) -> bool:
    return any(part in fault.says for part in ("is named", "no source index"))


def _compiled(book: Book) -> Iterator[Fault]:
    """What shows only when the rows are put together, on every day of a change."""
    seen: set[str] = set()
    for layer in book.below:
        for day in changes(book):
            fault = attempt(f"The rules on {day}", book.edition, day, layer)
            if fault is not None and str(fault) not in seen:
                seen.add(str(fault))
                yield _placed(book, fault)


def changes(book: Book) -> list[date]:
    """The days on which some row, reason or file begins or ends."""
    days: set[date] = set()
    for file in book.rules():
        days.add(file.raw["from"])
    for _, _, row in book.raw_rows():
        for dated in (row, *row["because"]):
            days |= {dated[key] for key in ("from", "until") if key in dated}
    return sorted(days)


def _placed(book: Book, fault: RulebookError) -> Fault:
    named = NAMED.search(str(fault))
    for file in book.rules():
        for key, name in (("row", "id"), ("fact", "name"), ("confirmed", "awaits")):
            for index, raw in enumerate(file.raw.get(key, ())):
                if named and raw.get(name) == named[2]:
                    line = line_of(file.text, f"[[{key}]]", index, name)
                    return Fault(file.name, line, spoken(fault))
    return Fault(_any_file(book).name, 1, spoken(fault))


def _any_file(book: Book) -> BookFile:
    return next((f for f in book.rules() if "stages" in f.raw), book.rules()[0])
