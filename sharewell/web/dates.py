"""Dates and times as readers see them: `20 November 2026 at 14:05`, UK time."""

from datetime import date, datetime
from zoneinfo import ZoneInfo

from sharewell.core.errors import SharewellError

UNITED_KINGDOM = ZoneInfo("Europe/London")
# Spelt out, because strftime would follow the locale of the machine.
MONTHS = (
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
)


class NaiveTime(SharewellError):
    """A time without a zone could be an hour wrong on the page."""


def day(value: date) -> str:
    """`20 November 2026`; a datetime is first moved to UK time."""
    local = _local(value) if isinstance(value, datetime) else value
    return f"{local.day} {MONTHS[local.month - 1]} {local.year}"


def day_and_time(value: datetime) -> str:
    """`20 November 2026 at 14:05`, 24-hour clock, UK time."""
    local = _local(value)
    return f"{day(local)} at {local:%H:%M}"


def local_iso(value: datetime) -> str:
    """Machine-readable form for the `datetime` attribute of `<time>`."""
    return _local(value).isoformat(timespec="minutes")


def _local(value: datetime) -> datetime:
    if value.tzinfo is None:
        raise NaiveTime(
            f"The time {value.isoformat()} has no time zone. Pass an aware datetime, "
            "such as act.at."
        )
    return value.astimezone(UNITED_KINGDOM)
