"""What stands in one spreadsheet cell: from a value to text and back."""

import re
from datetime import date, datetime, time

from sharewell.core.errors import SharewellError
from sharewell.rulebooks.authoring.sheet.columns import (
    DATES,
    IF,
    NUMBERS,
    Reason,
    Value,
)

BAR = " | "
DATED = re.compile(r"(from|until) (.*)")
MOST_LETTERS = 5000


class BadCell(SharewellError):
    """A cell that cannot be read as what belongs in its column."""


def written(column: str, value: Value) -> str | int | date:
    """What the exported cell holds."""
    if column == "because":
        return "\n".join(_line(reason) for reason in value)
    if isinstance(value, tuple):
        return ", ".join(str(each) for each in value)
    return value


def _line(reason: Reason) -> str:
    cite, start, end, says = reason
    dates = [f"from {start}"] if start else []
    dates += [f"until {end}"] if end else []
    return BAR.join([cite, *dates, says])


def read(column: str, given: object) -> Value | None:
    """The value of a cell; None if empty. Raises `BadCell`.

    Text, booleans and numbers are taken only where they belong; nothing is guessed.
    """
    if isinstance(given, str):
        given = given.replace("\r\n", "\n").strip()
    if given is None or given == "":
        return None
    if isinstance(given, str) and len(given) > MOST_LETTERS:
        raise BadCell(f"This is over {MOST_LETTERS} letters long. Shorten it.")
    if column in NUMBERS:
        return _number(given)
    if column in DATES:
        return day(given)
    if isinstance(given, bool) and column.startswith(IF):
        given = str(given).lower()  # a spreadsheet makes this of the word true
    if not isinstance(given, str):
        raise BadCell(f"{str(given)[:40]!r} is a number or a date; text belongs here.")
    return _text(column, given)


def _text(column: str, given: str) -> Value:
    if column == "because":
        lines = [line.strip() for line in given.split("\n") if line.strip()]
        return tuple(_reason(line) for line in lines)
    if column.startswith(IF) or column == "over":
        values = tuple(value.strip() for value in given.split(","))
        if "" in values:
            raise BadCell("A value is missing beside a comma. Give each once.")
        if column.startswith(IF) and values in (("TRUE",), ("FALSE",)):
            return (values[0].lower(),)
        return values
    if column != "text" and "\n" in given:
        raise BadCell("This has several lines. Write it on one.")
    return given


def _number(given: object) -> int:
    if isinstance(given, str) and given.isascii() and given.isdecimal():
        return int(given)
    if isinstance(given, float) and given.is_integer():
        given = int(given)
    if type(given) is not int or given < 0:
        raise BadCell(f"{str(given)[:40]!r} is no whole number such as 4.")
    return given


def day(given: object) -> date:
    """A day, as a date cell or as text such as 2026-09-30."""
    if isinstance(given, datetime) and given.time() == time():
        return given.date()
    if type(given) is date:
        return given
    if isinstance(given, str) and re.fullmatch(r"[0-9]{4}-[0-9]{2}-[0-9]{2}", given):
        try:
            return date.fromisoformat(given)
        except ValueError:
            pass  # no such day: the same message
    raise BadCell(f"{str(given)[:40]!r} is no day. Write it as 2026-09-30.")


def _reason(line: str) -> Reason:
    cite, *parts = line.split(BAR)
    dates: dict[str, date] = {}
    while len(parts) > 1 and (dated := DATED.fullmatch(parts[0])):
        dates[dated[1]] = day(dated[2].strip())
        parts.pop(0)
    if not parts:
        raise BadCell(
            f"The line {line[:40]!r} is no reason. Write: DOCUMENT section | from "
            "2024-04-19 | What it says. The dates may be left out."
        )
    return cite.strip(), dates.get("from"), dates.get("until"), BAR.join(parts).strip()
