"""What each kind of field in a ledger entry may hold."""

import re
from datetime import datetime
from uuid import UUID

from sharewell.core.errors import SharewellError
from sharewell.core.ledger.hashing import HASH_BYTES
from sharewell.core.ledger.moment import NotAMoment, write_moment

_CODE = re.compile(r"[a-z0-9][a-z0-9_.:-]{0,79}")
_EDITION = re.compile(r"[0-9a-f]{64}")


class MalformedEntry(SharewellError):
    """A ledger entry, or bytes that claim to be one, that breaks the format."""


def require_id(name: str, value: object, *, may_lack: bool) -> None:
    """An opaque id; raises MalformedEntry, as all of these do."""
    if not (isinstance(value, UUID) or (value is None and may_lack)):
        allowed = "a UUID or None" if may_lack else "a UUID"
        raise MalformedEntry(f"{name} must be {allowed}, not {value!r}.")


def require_code(name: str, value: object, *, may_lack: bool) -> None:
    """One code word, never a sentence."""
    if value is None and may_lack:
        return
    if not isinstance(value, str) or not _CODE.fullmatch(value):
        raise MalformedEntry(
            f"{name} is {value!r}. Use a code of 1 to 80 characters from a-z, 0-9 and "
            "_ . : - that starts with a letter or digit; no sentences."
        )


def require_codes(name: str, values: object) -> None:
    """A tuple of codes."""
    if not isinstance(values, tuple):
        raise MalformedEntry(f"{name} must be a tuple of codes, not {values!r}.")
    for value in values:
        require_code(name, value, may_lack=False)


def require_moment(name: str, value: object) -> None:
    """A moment that the canonical bytes can hold."""
    if not isinstance(value, datetime):
        raise MalformedEntry(f"{name} must be a datetime in UTC, not {value!r}.")
    try:
        write_moment(value)
    except NotAMoment as error:
        raise MalformedEntry(f"{name}: {error}") from None


def require_edition(name: str, value: object) -> None:
    """The hash of an edition, in hex digits."""
    if value is None or (isinstance(value, str) and _EDITION.fullmatch(value)):
        return
    raise MalformedEntry(
        f"{name} is {value!r}. Give its SHA-256 as 64 lower-case hex digits, or None."
    )


def require_commitment(name: str, value: object) -> None:
    """The bytes that commit() returns."""
    if value is None or (isinstance(value, bytes) and len(value) == HASH_BYTES):
        return
    raise MalformedEntry(f"{name} must be the {HASH_BYTES} bytes of commit(), or None.")
