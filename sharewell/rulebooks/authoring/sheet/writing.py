"""Changes of a spreadsheet put into the TOML files, all else left as it was."""

import tomllib
from collections.abc import Mapping
from datetime import date
from typing import Any

import tomlkit
from tomlkit.items import Array, InlineTable

from sharewell.core.errors import SharewellError
from sharewell.rulebooks.authoring.book import Book, BookFile
from sharewell.rulebooks.authoring.contents import Contents
from sharewell.rulebooks.authoring.sheet.changes import Change, Changes, cells_for
from sharewell.rulebooks.authoring.sheet.columns import (
    IF,
    cells_of,
    differing,
    raw_of,
)


class NotWritten(SharewellError):
    """The file would not say afterwards what the sheet says; nothing was written."""


def new_texts(book: Book, found: Changes, held: Contents) -> dict[str, str]:
    """File name to new text, of the files that change. Raises `NotWritten`."""
    texts: dict[str, str] = {}
    for file in book.rules():
        mine = [one for one in found.cells if held.stood[_id(one)] == file.name]
        gone = [one for one in found.removed if held.stood[one] == file.name]
        added = [row for row in found.added if row.cells["file"] == file.name]
        if not (mine or gone or added):
            continue
        text = _changed(file, mine, gone, held) if mine or gone else file.text
        for row in added:
            raw = raw_of(cells_for(row), row.table, held)
            text = f"{text.rstrip()}\n\n{row_text(raw)}"
        texts[file.name] = text
    _verify(texts, found, book)
    return texts


def _id(change: Change) -> str:
    return str(change.row.cells["id"])


def _changed(
    file: BookFile, changes: list[Change], gone: list[str], held: Contents
) -> str:
    document = tomlkit.parse(file.text)
    rows = document["row"]
    for change in changes:
        row = next(row for row in rows if row["id"] == _id(change))
        raw = raw_of(cells_for(change.row), change.row.table, held)
        _put(row, change, raw)
    for index in reversed(range(len(rows))):
        if rows[index]["id"] in gone:
            del rows[index]
    return tomlkit.dumps(document)


def _put(row: Any, change: Change, raw: Mapping[str, Any]) -> None:
    if change.column.startswith(IF):
        _condition(row, change.column.removeprefix(IF), raw["when"])
    elif change.column == "because":
        _because(row, raw["because"])
    else:
        _set(row, change.column, raw.get(change.column))


def _condition(row: Any, name: str, when: Mapping[str, Any]) -> None:
    """Conditions that stay the same in number are changed in place; others anew."""
    if name in row["when"] and name in when:
        row["when"][name] = when[name]
        return
    kept = {key: when[key] for key in row["when"] if key in when}
    row["when"] = tomlkit.parse(f"when = {_value(kept | when)}")["when"]


def _set(table: Any, key: str, value: Any) -> None:
    if value is None or (value == [] and key == "over"):
        table.remove(key)
    elif key in table:
        table[key] = value
    elif isinstance(table, InlineTable):
        table.append(key, value)
    else:
        _insert(table, key, value)


def _insert(table: Any, key: str, value: Any) -> None:
    """A new key goes before because, which is last and may end with a blank line."""
    because = table["because"]
    table.remove("because")
    table.add(key, value)
    table.add("because", because)


def _because(row: Any, reasons: list[dict[str, Any]]) -> None:
    """Reasons whose number is kept are changed in place, with their comments."""
    old = row["because"]
    if len(old) == len(reasons):
        for entry, reason in zip(old, reasons, strict=True):
            for key in {*entry, *reason}:
                if entry.get(key) != reason.get(key):
                    _set(entry, key, reason.get(key))
        return
    fresh: Array = tomlkit.parse(f"because = {_reasons(reasons)}")["because"]
    row["because"] = fresh


def row_text(raw: Mapping[str, Any]) -> str:
    """A row as the files write it."""
    lines = ["[[row]]"]
    for key, value in raw.items():
        written = _reasons(value) if key == "because" else _value(value)
        lines.append(f"{key} = {written}")
    return "\n".join(lines) + "\n"


def _reasons(reasons: list[dict[str, Any]]) -> str:
    return "\n".join(["[", *(f"  {_value(reason)}," for reason in reasons), "]"])


def _value(value: Any) -> str:
    if isinstance(value, Mapping):
        inner = ", ".join(f"{key} = {_value(each)}" for key, each in value.items())
        return f"{{ {inner} }}" if inner else "{}"
    if isinstance(value, list):
        return f"[{', '.join(_value(each) for each in value)}]"
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, date):
        return value.isoformat()
    return tomlkit.item(value).as_string()


def _verify(texts: Mapping[str, str], found: Changes, book: Book) -> None:
    """Read what would be written: it must differ by the changes and nothing else."""
    wanted = {str(row.cells["id"]): row.cells for row in found.added}
    for change in found.cells:
        wanted[_id(change)] = change.row.cells
    for file in book.rules():
        if file.name not in texts:
            continue
        before = {raw["id"]: raw for raw in file.raw.get("row", ())}
        for raw in tomllib.loads(texts[file.name])["row"]:
            old = before.get(raw["id"], {})
            cells = wanted.get(raw["id"]) or cells_of(old, file.name)
            if list(differing(cells, cells_of(raw, file.name))):
                raise NotWritten(
                    f"{file.name}: {raw['id']} would not say what the sheet says. "
                    "Nothing is written; change this row in the file."
                )
