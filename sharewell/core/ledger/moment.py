"""One way of writing a moment in the ledger: RFC 3339 in UTC, six decimals, Z."""

from datetime import UTC, datetime, timedelta

from sharewell.core.errors import SharewellError


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
    return at.astimezone(UTC).replace(tzinfo=None).isoformat("T", "microseconds") + "Z"


def read_moment(text: str) -> datetime:
    """Read what `write_moment` wrote and nothing else; raises NotAMoment."""
    try:
        at = datetime.strptime(text, "%Y-%m-%dT%H:%M:%S.%fZ").replace(tzinfo=UTC)
    except ValueError:
        at = None
    if at is None or write_moment(at) != text:
        raise NotAMoment(
            f"{text!r} is not a ledger time. "
            "Write it like 2026-03-01T09:30:00.000000Z: UTC, six decimals, Z."
        )
    return at
