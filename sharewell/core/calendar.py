"""Clocks of the procedure: working days as England counts them, and elapsed hours.

Working days follow local days in London. Hours are real hours, so a clock of four hours
is four hours on the night the clocks change.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

from sharewell.core.errors import SharewellError

LONDON = ZoneInfo("Europe/London")

_SATURDAY = 5


class BadCalendar(SharewellError):
    """A date, time or length of time that no clock can run on."""


@dataclass(frozen=True)
class WorkingCalendar:
    """Monday to Friday without the bank holidays passed in."""

    holidays: frozenset[date]

    def is_working_day(self, day: date) -> bool:
        """Neither a weekend nor a bank holiday."""
        return day.weekday() < _SATURDAY and day not in self.holidays

    def add_working_days(self, start: datetime, days: int) -> datetime:
        """The same London clock time on the last of `days` working days after start's.

        A Friday 16:00 and one day give Monday 16:00; a Saturday 10:00 and one day give
        Monday 10:00, the stricter reading. Needs an aware start and one day or more;
        gives UTC. Raises BadCalendar.
        """
        _require_aware(start)
        if days < 1:
            raise BadCalendar(f"Cannot count {days} working days. Give 1 or more.")
        local = start.astimezone(LONDON)
        day = self._last_of(local.date(), days)
        due = datetime.combine(day, local.time(), LONDON)
        return due.astimezone(UTC)

    def _last_of(self, day: date, days: int) -> date:
        try:
            while days:
                day += timedelta(days=1)
                days -= self.is_working_day(day)
        except OverflowError:
            raise BadCalendar("Cannot count past the year 9999.") from None
        return day

    def covers(self, year: int) -> bool:
        """Whether any holiday of that year is known.

        In a year that is not covered every weekday counts, so that deadlines come too
        early, never too late.
        """
        return any(day.year == year for day in self.holidays)


def due_after_hours(at: datetime, hours: float) -> datetime:
    """When so many real hours have passed; gives UTC. Raises BadCalendar."""
    _require_aware(at)
    if not hours > 0:
        raise BadCalendar(f"Cannot wait {hours} hours. Give more than 0.")
    try:
        return at.astimezone(UTC) + timedelta(hours=hours)
    except OverflowError:
        raise BadCalendar(f"Cannot wait {hours} hours: past the year 9999.") from None


def parse_holidays(table: Mapping[str, object]) -> frozenset[date]:
    """Dates from `{"holiday": [{"on": date, "name": text}, ...]}`; raises BadCalendar.

    A date twice, on a weekend, or an entry without a name is a typing mistake.
    """
    rows = table.get("holiday")
    if not isinstance(rows, list) or not rows:
        raise BadCalendar("No holidays found. Give a list of [[holiday]] tables.")
    days = [_holiday(row) for row in rows]
    twice = sorted({day.isoformat() for day in days if days.count(day) > 1})
    if twice:
        raise BadCalendar(f"Listed twice: {', '.join(twice)}. Keep one of each.")
    return frozenset(days)


def _holiday(row: object) -> date:
    if not isinstance(row, Mapping) or not row.get("name"):
        raise BadCalendar(f"The holiday {row!r} needs 'on' (a date) and 'name'.")
    day = row.get("on")
    if not isinstance(day, date) or isinstance(day, datetime):
        raise BadCalendar(f"The holiday {row['name']!r} needs 'on' as a date.")
    if day.weekday() >= _SATURDAY:
        raise BadCalendar(
            f"{day} ({row['name']}) is on a weekend, which is never a working day. "
            "Give the weekday that takes its place."
        )
    return day


def _require_aware(at: datetime) -> None:
    if at.utcoffset() is None:
        raise BadCalendar(
            f"The time {at.isoformat()} has no time zone. Say which instant it is."
        )
