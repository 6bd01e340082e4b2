"""A moment in the ledger has one spelling."""

from datetime import UTC, datetime

import pytest

from sharewell.core.ledger.moment import NotAMoment, read_moment, write_moment


@pytest.mark.parametrize(
    ("at", "text"),
    [
        (datetime(2026, 3, 1, 9, 30, tzinfo=UTC), "2026-03-01T09:30:00.000000Z"),
        (datetime(1, 1, 1, tzinfo=UTC), "0001-01-01T00:00:00.000000Z"),
        (datetime.max.replace(tzinfo=UTC), "9999-12-31T23:59:59.999999Z"),
    ],
)
def test_moment_is_written_and_read_back(at: datetime, text: str) -> None:
    assert write_moment(at) == text
    assert read_moment(text) == at


@pytest.mark.parametrize(
    "text",
    [
        "",
        "2026-03-01T09:30:00Z",
        "2026-03-01T09:30:00.000000",
        "2026-03-01T09:30:00.000000+00:00",
        "2026-03-01T09:30:00.000000z",
        "2026-03-01 09:30:00.000000Z",
        "2026-03-01T09:30:00.000000Z\n",
        "2026-02-30T09:30:00.000000Z",
        "2026-03-01T24:30:00.000000Z",
        "٢٠٢٦-03-01T09:30:00.000000Z",
    ],
)
def test_any_other_spelling_is_refused(text: str) -> None:
    with pytest.raises(NotAMoment, match="not a ledger time"):
        read_moment(text)
