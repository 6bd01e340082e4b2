"""A report of a tool as headings, lines and tables, whatever shape it has."""

from collections.abc import Mapping
from typing import Any

from sharewell.rulebooks.reports import Report

SHOWN = 200  # rows of a table; nobody reads more on a page, the file holds the rest


def report_words(report: Report | None) -> dict[str, Any] | None:
    """None: the report is not made yet."""
    if report is None:
        return None
    found = report.found
    return {
        "name": report.name,
        "lines": [
            {"key": _name(key), "value": _plain(value)}
            for key, value in found.items()
            if not _is_table(value)
        ],
        "tables": [
            _table(key, value) for key, value in found.items() if _is_table(value)
        ],
    }


def _is_table(value: object) -> bool:
    if isinstance(value, Mapping):
        return bool(value)
    return isinstance(value, list) and any(isinstance(one, Mapping) for one in value)


def _table(key: str, value: Any) -> dict[str, Any]:
    if isinstance(value, Mapping):
        rows = [{"name": name, "found": one} for name, one in value.items()]
    else:
        rows = [one if isinstance(one, Mapping) else {"found": one} for one in value]
    columns = list(dict.fromkeys(name for row in rows for name in row))
    return {
        "title": _name(key),
        "columns": [_name(column) for column in columns],
        "rows": [
            [_plain(row.get(column, "")) for column in columns] for row in rows[:SHOWN]
        ],
        "left_out": max(0, len(rows) - SHOWN),
    }


def _name(key: str) -> str:
    words = str(key).replace("_", " ").strip()
    return words[:1].upper() + words[1:]


def _plain(value: object) -> str:
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, int):
        return f"{value:,}"
    if isinstance(value, Mapping):
        return "; ".join(f"{_name(k).lower()}: {_plain(v)}" for k, v in value.items())
    if isinstance(value, list):
        return "; ".join(_plain(one) for one in value)
    return "" if value is None else str(value)
