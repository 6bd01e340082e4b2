"""Which columns a table has in the spreadsheet, and what stands in each for a row.

A condition stands under "if NAME". Everything else has the name of its TOML key.
"""

from collections.abc import Iterator, Mapping
from datetime import date
from typing import Any

from sharewell.core.procedure.provision import TABLES, Hit
from sharewell.rulebooks.authoring.contents import Contents

IF = "if "
NUMBERS = frozenset({"hours", "working_days", "look_again_days"})
MAY_BE_EMPTY = frozenset({"special_category_condition"})  # though it must be there
DATES = frozenset({"from", "until"})
Reason = tuple[str, date | None, date | None, str]  # cite, from, until, says
# Text; whole number; day; a set of values or the ids of over; the reasons.
Value = str | int | date | tuple[str, ...] | tuple[Reason, ...]
Cells = dict[str, Value]
BY_TABLE = {table.name: table for table in TABLES}


def columns(table: str, held: Contents) -> list[str]:
    """The headings of one table, conditions in the order of the vocabulary."""
    rows = held.of_table(table)
    used = {name for row in rows for name in row.when}
    known = [*held.vocabulary.by_name(), *held.terms, *BY_TABLE]
    conditions = [f"{IF}{name}" for name in known if name in used]
    staged = ["stage"] if any(row.stage for row in rows) else []
    return ["id", "file", *staged, *conditions, *_rest(table)]


def all_columns(table: str, held: Contents) -> list[str]:
    """Every heading that may stand over a column of the table."""
    known = [*held.vocabulary.by_name(), *held.terms, *BY_TABLE]
    return ["id", "file", "stage", *(f"{IF}{name}" for name in known), *_rest(table)]


def _rest(table: str) -> list[str]:
    over = ["over"] if BY_TABLE[table].hit is Hit.FIRST else []
    details = sorted(BY_TABLE[table].details)
    return ["then", *details, *over, "from", "until", "awaits", "because"]


def cells_of(raw: Mapping[str, Any], file: str) -> Cells:
    """What a row of a TOML file has in each column."""
    cells: Cells = {"file": file}
    for key, value in raw.items():
        if key == "when":
            cells |= {f"{IF}{name}": _listed(given) for name, given in value.items()}
        elif key == "because":
            cells[key] = tuple(_reason(each) for each in value)
        elif key == "over":
            cells[key] = tuple(value)
        elif key != "table":
            cells[key] = value
    return {column: value for column, value in cells.items() if value not in ((), "")}


def _listed(given: Any) -> tuple[str, ...]:
    if isinstance(given, list):
        return tuple(given)
    return (str(given).lower() if isinstance(given, bool) else str(given),)


def _reason(raw: Mapping[str, Any]) -> Reason:
    return raw["cite"], raw.get("from"), raw.get("until"), raw["says"]


def raw_of(cells: Cells, table: str, held: Contents) -> dict[str, Any]:
    """The row of a TOML file that has these cells, in the order files are written."""
    raw: dict[str, Any] = {"id": cells.get("id", ""), "table": table}
    raw |= _given(cells, "stage")
    raw["when"] = {
        column.removeprefix(IF): _condition(column.removeprefix(IF), value, held)
        for column, value in cells.items()
        if column.startswith(IF)
    }
    raw |= _given(cells, "then")
    raw |= dict.fromkeys(MAY_BE_EMPTY & BY_TABLE[table].details, "")
    raw |= _given(cells, *sorted(BY_TABLE[table].details))
    if "over" in cells:
        raw["over"] = list(cells["over"])
    raw |= _given(cells, "from", "until", "awaits")
    raw["because"] = [_because(reason) for reason in cells.get("because", ())]
    return raw


def _given(cells: Cells, *names: str) -> dict[str, Value]:
    return {name: cells[name] for name in names if name in cells}


def _condition(name: str, values: Value, held: Contents) -> Any:
    """One value alone, several as a list; of a named condition true or false."""
    listed = list(values)
    if len(listed) > 1:
        return listed
    if name in held.terms and listed[0] in ("true", "false"):
        return listed[0] == "true"
    return listed[0]


def _because(reason: Any) -> dict[str, Any]:
    cite, start, end, says = reason
    dates = {"from": start, "until": end}
    return {
        "cite": cite,
        **{key: day for key, day in dates.items() if day is not None},
        "says": says,
    }


def differing(old: Cells, new: Cells) -> Iterator[str]:
    """The columns that do not say the same; values of a condition have no order."""
    for column in dict.fromkeys((*old, *new)):
        before, after = old.get(column), new.get(column)
        if column.startswith(IF) and before is not None and after is not None:
            before, after = frozenset(before), frozenset(after)
        if before != after:
            yield column
