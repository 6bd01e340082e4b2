"""Numbers and codes people type: read them, check them, mask them.

A check digit shows that something was typed correctly. It never shows whose it is.
"""

import re
from enum import StrEnum

from sharewell.core.errors import SharewellError

# No I, O or S. A letter's place is its value in the check of a pupil number.
_UPN_LETTERS = "ABCDEFGHJKLMNPQRTUVWXYZ"
_UPN = re.compile(rf"[{_UPN_LETTERS}][0-9]{{11}}[0-9{_UPN_LETTERS}]")

_POSTCODE = re.compile(
    r"(GIR|[A-PR-UWYZ][0-9][0-9A-Z]?|[A-PR-UWYZ][A-HK-Y][0-9][0-9A-Z]?)"
    r"([0-9][ABD-HJLNP-UW-Z]{2})"
)

# Crockford's base 32 without A and E, so that no word appears by chance, and without
# S, which reads as 5. The 29 that remain are a prime number: with weights 1 to 8 the
# check character then finds every single wrong character and every exchange of two.
_REFERENCE_LETTERS = "0123456789BCDFGHJKMNPQRTVWXYZ"
_REFERENCE_PREFIX = "SW"
_REFERENCE_LENGTH = 8
_REFERENCE_RANDOM_BYTES = 8
_LOOKALIKES = str.maketrans("OILS", "0115")

# White space, and the hyphen, non-breaking hyphen and dash that copied text brings.
_BETWEEN_GROUPS = re.compile(r"[\s\u2010\u2011\u2013-]")

_MASKED_SHOWS = 2
_MASKED_NEEDS = 6


class BadIdentifier(SharewellError):
    """A number or code that cannot be what it is meant to be."""


class IdentifierScheme(StrEnum):
    """National numbers whose value means the same in every agency."""

    NHS_NUMBER = "nhs_number"
    UPN = "upn"


def parse_nhs_number(text: str) -> str:
    """Ten digits without spaces; raises BadIdentifier.

    Spaces and hyphens are ignored. Check digit: NHS Data Dictionary, "NHS Number".
    """
    digits = _squeeze(text)
    if not re.fullmatch(r"[0-9]{10}", digits):
        raise BadIdentifier(
            f"An NHS number has 10 digits; this has {len(digits)} characters after "
            "spaces are left out, or holds something else than 0 to 9. Check it."
        )
    if len(set(digits)) == 1:
        # Every such number passes the sum below, and people type them as filler.
        raise BadIdentifier(
            "Ten equal digits are a filler, not an NHS number. Leave it empty."
        )
    weighted = zip(digits[:9], range(10, 1, -1), strict=True)
    total = sum(int(digit) * weight for digit, weight in weighted)
    if -total % 11 != int(digits[9]):
        raise BadIdentifier(
            "This NHS number does not pass its own check: a digit is wrong or two are "
            "exchanged. Compare it with a letter or the record."
        )
    return digits


def parse_upn(text: str) -> str:
    """Thirteen characters, upper case, permanent or temporary; raises BadIdentifier.

    Format and check letter: the UK Government Data Standards Catalogue, "Unique Pupil
    Number". The authority code inside it is not looked up.
    """
    upn = _squeeze(text)
    if not _UPN.fullmatch(upn):
        raise BadIdentifier(
            "A unique pupil number is a letter, 11 digits, and a last digit (or letter "
            "if temporary), 13 characters in all, without I, O or S. Check it."
        )
    values = (int(c) if c.isdigit() else _UPN_LETTERS.index(c) for c in upn[1:])
    total = sum(place * value for place, value in enumerate(values, start=2))
    if _UPN_LETTERS[total % len(_UPN_LETTERS)] != upn[0]:
        raise BadIdentifier(
            "This unique pupil number does not pass its own check: a character is "
            "wrong or two are exchanged. Compare it with the school's record."
        )
    return upn


def parse_postcode(text: str) -> str:
    """A UK postcode as `AA9A 9AA`; raises BadIdentifier.

    Checks the shape and the letters that Royal Mail leaves out, not that it exists.
    """
    postcode = _squeeze(text)
    if postcode.startswith("ZZ99"):
        raise BadIdentifier(
            "ZZ99 codes stand for no fixed abode or not known. Leave the postcode "
            "empty and write where the child can be found."
        )
    found = _POSTCODE.fullmatch(postcode)
    if not found or (found[1] == "GIR" and found[2] != "0AA"):
        raise BadIdentifier(
            "This is not shaped like a UK postcode, such as GU1 1AA. Check for O typed "
            "as 0 or I typed as 1, or leave it empty."
        )
    return f"{found[1]} {found[2]}"


def mask(value: str) -> str:
    """Bullets for all letters and digits but the last two; for all of a short value."""
    places = [place for place, char in enumerate(value) if char.isalnum()]
    shown = set(places[-_MASKED_SHOWS:]) if len(places) >= _MASKED_NEEDS else set()
    hidden = set(places) - shown
    return "".join("•" if n in hidden else char for n, char in enumerate(value))


def reference_code(random_bytes: bytes) -> str:
    """A reference such as `SW-7F3K-2Q9D` from 8 or more random bytes.

    Seven random characters (34 bits) and a check character: easy to say on the phone,
    and no secret. Two may coincide, so the one who stores it keeps it unique and draws
    again. Raises BadIdentifier.
    """
    if len(random_bytes) < _REFERENCE_RANDOM_BYTES:
        raise BadIdentifier(
            f"A reference needs {_REFERENCE_RANDOM_BYTES} random bytes or more, so "
            f"that every one is equally likely; got {len(random_bytes)}."
        )
    number, body = int.from_bytes(random_bytes, "big"), ""
    for _ in range(_REFERENCE_LENGTH - 1):
        number, place = divmod(number, len(_REFERENCE_LETTERS))
        body += _REFERENCE_LETTERS[place]
    # The last weight is 8, so the check character is what brings the sum to 0.
    last_weight = pow(_REFERENCE_LENGTH, -1, len(_REFERENCE_LETTERS))
    check = -_weighted(body) * last_weight % len(_REFERENCE_LETTERS)
    return _write_reference(body + _REFERENCE_LETTERS[check])


def parse_reference(text: str) -> str:
    """The reference as `reference_code` wrote it; raises BadIdentifier.

    Case, spaces, hyphens and the leading SW do not matter; O is read as 0, I and L as
    1, S as 5.
    """
    body = _squeeze(text)
    if len(body) == len(_REFERENCE_PREFIX) + _REFERENCE_LENGTH:
        body = body.removeprefix(_REFERENCE_PREFIX)
    body = body.translate(_LOOKALIKES)
    if len(body) != _REFERENCE_LENGTH or not set(body) <= set(_REFERENCE_LETTERS):
        raise BadIdentifier(
            "A reference looks like SW-7F3K-2Q9D: SW, then eight letters and digits, "
            "never A, E or U. Copy it from the message or the page."
        )
    if _weighted(body):
        raise BadIdentifier(
            "This reference does not pass its own check: a character is wrong or two "
            "are exchanged. Compare it with the message or the page."
        )
    return _write_reference(body)


def _weighted(body: str) -> int:
    values = (_REFERENCE_LETTERS.index(char) for char in body)
    total = sum(weight * value for weight, value in enumerate(values, start=1))
    return total % len(_REFERENCE_LETTERS)


def _write_reference(body: str) -> str:
    return f"{_REFERENCE_PREFIX}-{body[:4]}-{body[4:]}"


def _squeeze(text: str) -> str:
    """Upper case, without white space and the hyphens people put between groups."""
    return _BETWEEN_GROUPS.sub("", text).upper()
