"""Text with one spelling only: no spare bits in base 64, no zeros before a number.

A second spelling of the same value would let a signed file be changed unnoticed.
"""

import binascii
import re
from base64 import b64decode, b64encode

from sharewell.core.errors import SharewellError
from sharewell.core.ledger.hashing import HASH_BYTES

LARGEST_NUMBER = (1 << 63) - 1
_NUMBER = re.compile(r"0|[1-9][0-9]{0,18}")


class MalformedNote(SharewellError):
    """A signed note, checkpoint, proof or key that breaks its format."""


def write_base64(data: bytes) -> str:
    """Standard base 64 with padding (RFC 4648, section 4)."""
    return b64encode(data).decode("ascii")


def read_base64(text: str, what: str) -> bytes:
    """Exactly what `write_base64` writes; raises MalformedNote, naming `what`."""
    try:
        data = b64decode(text.encode("ascii"), validate=True)
    except (binascii.Error, UnicodeEncodeError):
        raise MalformedNote(f"{what} is not base 64.") from None
    if write_base64(data) != text:
        raise MalformedNote(
            f"{what} is base 64 with spare bits set: it was changed since."
        )
    return data


def read_hash(text: str, what: str) -> bytes:
    """A hash of 32 bytes in base 64; raises MalformedNote."""
    data = read_base64(text, what)
    if len(data) != HASH_BYTES:
        raise MalformedNote(f"{what} has {len(data)} bytes; a hash has {HASH_BYTES}.")
    return data


def read_number(text: str, what: str) -> int:
    """A whole number from 0 to 2**63 - 1; raises MalformedNote."""
    if not _NUMBER.fullmatch(text) or int(text) > LARGEST_NUMBER:
        raise MalformedNote(
            f"{what} is {text[:40]!r}. Write a whole number below 2**63, with no zeros "
            "in front."
        )
    return int(text)


def read_utf8(data: bytes, what: str) -> str:
    """Text in which the newline is the only control character; raises MalformedNote."""
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError:
        raise MalformedNote(f"{what} is not UTF-8 text.") from None
    bad = next((c for c in text if c < " " and c != "\n"), None)
    if bad is not None:
        raise MalformedNote(
            f"{what} holds the control character {bad!r}. Lines end in a newline "
            "alone: copy the file without converting it."
        )
    return text
