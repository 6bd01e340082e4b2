"""Deadlines fall on the day and hour that people in England expect."""

import tomllib
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest

import sharewell.rulebooks
from sharewell.core.calendar import (
    LONDON,
    BadCalendar,
    WorkingCalendar,
    due_after_hours,
    parse_holidays,
)

HOLIDAYS = parse_holidays(
    tomllib.loads(
        Path(*sharewell.rulebooks.__path__, "national", "bank-holidays.toml").read_text(
            "utf-8"
        )
    )
)
ENGLAND = WorkingCalendar(HOLIDAYS)


def london(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=LONDON)


@pytest.mark.parametrize(
    ("start", "days", "due"),
    [
        ("2026-03-02 09:30", 1, "2026-03-03 09:30"),  # Monday to Tuesday
        ("2026-03-06 16:00", 1, "2026-03-09 16:00"),  # over a weekend
        ("2026-03-07 10:00", 1, "2026-03-09 10:00"),  # from a Saturday
        ("2026-03-08 23:59", 1, "2026-03-09 23:59"),  # from a Sunday
        ("2026-04-02 15:00", 1, "2026-04-07 15:00"),  # over Easter
        ("2026-03-27 09:00", 1, "2026-03-30 09:00"),  # over the change to summer time
        ("2026-10-23 09:00", 1, "2026-10-26 09:00"),  # and back
        ("2026-12-24 12:00", 1, "2026-12-29 12:00"),  # substitute day for Boxing Day
        ("2026-03-02 09:30", 45, "2026-05-07 09:30"),  # Easter and early May within
        ("2026-06-30 00:30", 1, "2026-07-01 00:30"),  # still the 29th in UTC
    ],
)
def test_working_days_are_counted_in_london(start: str, days: int, due: str) -> None:
    found = ENGLAND.add_working_days(london(start), days)
    assert found == london(due)
    assert found.tzinfo is UTC


def test_the_day_that_counts_is_the_local_one() -> None:
    # Monday 00:30 in London is still Sunday in UTC, where Monday would count as the
    # first working day.
    start = datetime(2026, 6, 28, 23, 30, tzinfo=UTC)
    assert ENGLAND.add_working_days(start, 1) == london("2026-06-30 00:30")


def test_second_of_two_equal_clock_times_does_not_move_the_deadline() -> None:
    first = datetime(2026, 10, 25, 0, 30, tzinfo=UTC)
    second = datetime(2026, 10, 25, 1, 30, tzinfo=UTC)
    due = london("2026-10-26 01:30")
    assert ENGLAND.add_working_days(first, 1) == due
    assert ENGLAND.add_working_days(second, 1) == due


@pytest.mark.parametrize("days", [0, -1])
def test_no_working_days_cannot_be_counted(days: int) -> None:
    with pytest.raises(BadCalendar, match="1 or more"):
        ENGLAND.add_working_days(london("2026-03-02 09:30"), days)


def test_time_without_a_zone_is_refused() -> None:
    naive = datetime(2026, 3, 2, tzinfo=UTC).replace(tzinfo=None)
    with pytest.raises(BadCalendar, match="no time zone"):
        ENGLAND.add_working_days(naive, 1)
    with pytest.raises(BadCalendar, match="no time zone"):
        due_after_hours(naive, 4)


@pytest.mark.parametrize("night", ["2026-03-28 23:00", "2026-10-24 23:00"])
def test_four_hours_are_four_hours_on_the_night_the_clocks_change(night: str) -> None:
    start = london(night)
    elapsed = due_after_hours(start, 4) - start.astimezone(UTC)
    assert elapsed == timedelta(hours=4)


@pytest.mark.parametrize("hours", [0, -1, float("nan")])
def test_waiting_for_no_time_is_refused(hours: float) -> None:
    with pytest.raises(BadCalendar, match="more than 0"):
        due_after_hours(london("2026-03-02 09:30"), hours)


def test_counting_beyond_the_calendar_is_refused() -> None:
    with pytest.raises(BadCalendar, match="year 9999"):
        ENGLAND.add_working_days(datetime(9999, 12, 30, tzinfo=UTC), 2)


@pytest.mark.parametrize("hours", [float("inf"), 1e12])
def test_waiting_beyond_the_calendar_is_refused(hours: float) -> None:
    with pytest.raises(BadCalendar, match="Cannot wait"):
        due_after_hours(london("2026-03-02 09:30"), hours)


def test_calendar_says_which_years_it_knows() -> None:
    assert [year for year in range(2024, 2030) if ENGLAND.covers(year)] == [
        2025,
        2026,
        2027,
        2028,
    ]


def easter_sunday(year: int) -> date:
    """Western Easter by the Meeus/Jones/Butcher rule, an oracle for the table."""
    golden, (century, rest) = year % 19, divmod(year, 100)
    skipped = (century - (century + 8) // 25 + 1) // 3
    moon = (19 * golden + century - century // 4 - skipped + 15) % 30
    weekday = (32 + 2 * (century % 4) + 2 * (rest // 4) - moon - rest % 4) % 7
    late = (golden + 11 * moon + 22 * weekday) // 451
    month, day = divmod(moon + weekday - 7 * late + 114, 31)
    return date(year, month, day + 1)


def by_the_rule(year: int) -> set[date]:
    """What the statute and custom give, no proclaimed day: an oracle for the table."""
    easter, day = easter_sunday(year), timedelta(days=1)
    may = [date(year, 5, n) for n in range(1, 32) if date(year, 5, n).weekday() == 0]
    august = [date(year, 8, n) for n in range(1, 32) if date(year, 8, n).weekday() == 0]
    days = {easter - 2 * day, easter + day, may[0], may[-1], august[-1]}
    for fixed in (date(year, 1, 1), date(year, 12, 25), date(year, 12, 26)):
        while fixed.weekday() > 4 or fixed in days:
            fixed += day
        days.add(fixed)
    return days


@pytest.mark.parametrize("year", [2025, 2026, 2027, 2028])
def test_bank_holidays_are_those_of_the_rule(year: int) -> None:
    assert {day for day in HOLIDAYS if day.year == year} == by_the_rule(year)


@pytest.mark.parametrize(
    ("table", "message"),
    [
        ({}, "No holidays"),
        ({"holiday": []}, "No holidays"),
        ({"holiday": "2026-01-01"}, "No holidays"),
        ({"holiday": ["2026-01-01"]}, "needs 'on'"),
        ({"holiday": [{"on": date(2026, 1, 1)}]}, "'name'"),
        ({"holiday": [{"on": "2026-01-01", "name": "x"}]}, "as a date"),
        (
            {"holiday": [{"on": datetime(2026, 1, 1, tzinfo=UTC), "name": "x"}]},
            "as a da",
        ),
        ({"holiday": [{"on": date(2026, 12, 26), "name": "x"}]}, "weekend"),
        ({"holiday": [{"on": date(2026, 1, 1), "name": "x"}] * 2}, "twice: 2026-01-01"),
    ],
)
def test_table_of_holidays_with_a_mistake_is_refused(
    table: dict[str, object], message: str
) -> None:
    with pytest.raises(BadCalendar, match=message):
        parse_holidays(table)
