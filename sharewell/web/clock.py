"""Where time enters: the pages pass it on as `at`, everything below takes it."""

from datetime import UTC, date, datetime

from django.utils import timezone


def now() -> datetime:
    """This moment, in UTC."""
    return datetime.now(UTC)


def today() -> date:
    """The date on the wall in London."""
    return timezone.localtime(now()).date()
