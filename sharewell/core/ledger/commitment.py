"""A salted promise of content: proves it unchanged later, tells nothing now.

The salt lives beside the content. Destroying both leaves a commitment that means
nothing to anyone, and the ledger still verifies.
"""

import json
from collections.abc import Mapping
from datetime import date, datetime
from hashlib import sha256
from uuid import UUID

from sharewell.core.errors import SharewellError
from sharewell.core.ledger.moment import NotAMoment, write_moment

SHORTEST_SALT = 16

# Beyond this another implementation may round, and would find a different hash.
_TOO_LARGE = 1 << 63

_DOMAIN = b"sharewell ledger commitment v1\n"


class CannotCommit(SharewellError):
    """Content or a salt that has no single canonical form."""


def commit(salt: bytes, content: Mapping[str, object]) -> bytes:
    """Commit to content under a random salt of 16 bytes or more; gives 32 bytes.

    SHA-256 over a domain line, then salt and content, each after its length as eight
    bytes, high byte first: no salt can run into the content. Content is JSON with keys
    in code-point order, no white space, UTF-8, text as given (never normalised).
    A date becomes `2026-03-01`, a UTC datetime `2026-03-01T09:30:00.000000Z`, a UUID
    its lower-case hyphenated form; a tuple is a list. Floats are refused, because two
    machines may write the same one differently. Raises CannotCommit.
    """
    if not isinstance(salt, bytes) or len(salt) < SHORTEST_SALT:
        raise CannotCommit(
            f"The salt must be {SHORTEST_SALT} random bytes or more: "
            "a shorter one lets someone guess the content."
        )
    framed = b"".join(
        len(part).to_bytes(8, "big") + part for part in (salt, canonical_json(content))
    )
    return sha256(_DOMAIN + framed).digest()


def canonical_json(content: Mapping[str, object]) -> bytes:
    """The bytes that `commit` hashes for this content; raises CannotCommit."""
    text = json.dumps(
        _plain(content, "content"),
        sort_keys=True,
        separators=(",", ":"),
        ensure_ascii=False,
    )
    try:
        return text.encode("utf-8")
    except UnicodeEncodeError:
        raise CannotCommit(
            "The content holds half of a character (a lone surrogate). "
            "Clean the text where it enters."
        ) from None


def _plain(value: object, where: str) -> object:  # noqa: PLR0911 - one a type
    match value:
        case None | bool():
            return value
        case int() if abs(value) < _TOO_LARGE:
            return int(value)
        case str():
            return str.__str__(value)
        case datetime():
            return _moment(value, where)
        case date() | UUID():
            return str(value)
        case Mapping():
            return {_key(k, where): _plain(v, f"{where}.{k}") for k, v in value.items()}
        case list() | tuple():
            return [_plain(item, f"{where}[{n}]") for n, item in enumerate(value)]
        case _:
            raise CannotCommit(
                f"{where} is a {type(value).__name__}. Use text, whole numbers of less "
                "than 64 bits, true, false, none, dates, UTC times, UUIDs, and lists "
                "or mappings of them; write any other number as text."
            )


def _moment(value: datetime, where: str) -> str:
    try:
        return write_moment(value)
    except NotAMoment as error:
        raise CannotCommit(f"{where}: {error}") from None


def _key(key: object, where: str) -> str:
    if not isinstance(key, str):
        raise CannotCommit(f"{where} has the key {key!r}. Every key must be text.")
    return str.__str__(key)
