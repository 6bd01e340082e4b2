"""When a duty falls due: dated rows, elapsed hours or working days."""

import tomllib
from datetime import date, datetime
from functools import cache
from pathlib import Path
from typing import Any

from sharewell.core.calendar import (
    LONDON,
    WorkingCalendar,
    due_after_hours,
    parse_holidays,
)
from sharewell.core.errors import SharewellError

NATIONAL = Path(__file__).parent / "national"


class UnknownDuty(SharewellError):
    """No clock is written for this duty on this day."""


def due(duty: str, at: datetime, *, variant: str = "") -> datetime:
    """The moment by which `duty`, begun at `at`, must be met.

    `variant` picks a stricter figure of the row where it has one, such as
    `at_reasonable_cause`. Raises UnknownDuty.
    """
    row = _row(duty, london_date(at))
    hours = row.get(f"hours_{variant}", row.get("hours"))
    if hours is not None and (f"hours_{variant}" in row or "working_days" not in row):
        return due_after_hours(at, hours)
    return _calendar().add_working_days(at, row["working_days"])


def figures(duty: str, on: date) -> dict[str, int]:
    """The hours and working days of the clock in force on a day. Raises UnknownDuty."""
    return {key: n for key, n in _row(duty, on).items() if key not in {"duty", "from"}}


def london_date(at: datetime) -> date:
    """The date on the wall in London at that moment: rules change at its midnight."""
    return at.astimezone(LONDON).date()


def _row(duty: str, on: date) -> dict[str, Any]:
    rows = [r for r in _rows() if r["duty"] == duty and r["from"] <= on]
    if not rows:
        raise UnknownDuty(f"No clock is written for {duty!r} on {on}.")
    return max(rows, key=lambda r: r["from"])


@cache
def _rows() -> list[dict[str, Any]]:
    return tomllib.loads((NATIONAL / "clocks.toml").read_text())["clock"]


@cache
def _calendar() -> WorkingCalendar:
    table = tomllib.loads((NATIONAL / "bank-holidays.toml").read_text())
    return WorkingCalendar(parse_holidays(table))
