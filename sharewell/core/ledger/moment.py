"""One way of writing a moment in the ledger: RFC 3339 in UTC, six decimals, Z."""

import re
from datetime import datetime, timedelta

from sharewell.core.errors import SharewellError

_WRITTEN = re.compile(
    r"[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}:[0-9]{2}\.[0-9]{6}Z"
)


class NotAMoment(SharewellError):
    """A time that does not say which instant it means."""


def write_moment(at: datetime) -> str:
    """Write `2026-03-01T09:30:00.000000Z`, always 27 characters.

    Raises NotAMoment unless the time is aware and its zone is named UTC. London in
    winter has no offset either, and would fail only from the last Sunday in March.
    """
    if at.utcoffset() != timedelta(0) or at.tzname() != "UTC":
        raise NotAMoment(
            f"The time {at.isoformat()} is not in UTC. "
            "Convert it with .astimezone(datetime.UTC) first."
        )
    return at.isoformat("T", "microseconds").removesuffix("+00:00") + "Z"


def read_moment(text: str) -> datetime:
    """Read what `write_moment` wrote and nothing else; raises NotAMoment."""
    try:
        if _WRITTEN.fullmatch(text):
            return datetime.fromisoformat(text)
    except ValueError:
        pass  # The shape of a time, but a day or an hour that does not exist.
    raise NotAMoment(
        f"{text!r} is not a ledger time. "
        "Write it like 2026-03-01T09:30:00.000000Z: UTC, six decimals, Z."
    )
