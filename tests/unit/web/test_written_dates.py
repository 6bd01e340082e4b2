"""Dates read the same everywhere, in UK time."""

from datetime import UTC, date, datetime

import pytest

from sharewell.web.dates import NaiveTime, day, day_and_time, local_iso


def test_a_date_is_day_month_year() -> None:
    assert day(date(2026, 11, 20)) == "20 November 2026"


def test_a_winter_time_is_greenwich_time() -> None:
    written = day_and_time(datetime(2026, 11, 20, 14, 5, tzinfo=UTC))
    assert written == "20 November 2026 at 14:05"


def test_a_summer_time_is_an_hour_ahead_and_may_be_the_next_day() -> None:
    late = datetime(2026, 6, 30, 23, 30, tzinfo=UTC)
    assert day_and_time(late) == "1 July 2026 at 00:30"
    assert day(late) == "1 July 2026"
    assert local_iso(late) == "2026-07-01T00:30+01:00"


def test_a_time_without_a_zone_is_refused() -> None:
    with pytest.raises(NaiveTime, match="no time zone"):
        day_and_time(datetime(2026, 11, 20, 14, 5))
