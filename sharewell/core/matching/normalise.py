"""Names made comparable: one key for every way of writing the same name.

Case, accents, spaces, hyphens and apostrophes never tell two people apart. Letters of
other alphabets are kept as they are: they are not transliterated.
"""

import unicodedata
from datetime import date

# Folding can lengthen text many times over, and a stored key has a column's width.
LONGEST_KEY = 200

# Written where no name is known. Two records that both say one of these are not alike.
_NO_NAME = frozenset(
    {
        "anon",
        "anonymous",
        "n/a",
        "noname",
        "none",
        "notgiven",
        "notknown",
        "notrecorded",
        "tba",
        "tbc",
        "unk",
        "unknown",
        "withheld",
    }
)
# Only as a given name: some are family names.
_NO_GIVEN_NAME = _NO_NAME | {
    "baby",
    "babyboy",
    "babygirl",
    "infant",
    "test",
    "twin",
    "unborn",
    "unnamed",
}
_NO_GIVEN_NAME_STARTS = ("babyof", "infantof", "twin1", "twin2", "unbornbaby")

# Systems fill an unknown date of birth with this one.
_PLACEHOLDER_BIRTHS = frozenset({date(1900, 1, 1)})

# Marks that are accents or optional vowel points. Elsewhere (in Devanagari, say) a mark
# is part of the spelling, and dropping it would make different names equal.
_DROPPED_MARKS = (
    (0x0300, 0x036F),
    (0x0591, 0x05C7),
    (0x064B, 0x065F),
    (0x0670, 0x0670),
)
_FOLDED = str.maketrans(
    {
        "ł": "l",
        "ø": "o",
        "đ": "d",
        "ð": "d",
        "þ": "th",
        "æ": "ae",
        "œ": "oe",
        "\u0131": "i",
    }
    | {"ħ": "h", "ŧ": "t", "ŋ": "n"}
)


def normalise_name(given: str, family: str) -> str | None:
    """The key of a whole name, `maryjane obrien`, or None where no name is known.

    A missing family name leaves the given name alone as key, for people who have only
    one. A missing given name gives None: it is what tells brothers and sisters apart.
    At most LONGEST_KEY characters; the rest of a longer key is cut off.
    """
    given_key, family_key = _fold(given), _fold(family)
    if not given_key or _stands_for_nothing(given_key, given, _NO_GIVEN_NAME):
        return None
    if given_key.startswith(_NO_GIVEN_NAME_STARTS):
        return None
    if _stands_for_nothing(family_key, family, _NO_NAME):
        return None
    return f"{given_key} {family_key}"[:LONGEST_KEY].rstrip()


def known_birth(born_on: date | None) -> date | None:
    """The date of birth, or None where it only fills the field."""
    return None if born_on in _PLACEHOLDER_BIRTHS else born_on


def _stands_for_nothing(key: str, written: str, words: frozenset[str]) -> bool:
    # "n/a" is looked up as written: "Na" is a name.
    return key in words or written.strip().casefold() in words


def _fold(text: str) -> str:
    """Letters and digits only, folded; folding again changes nothing."""
    apart = unicodedata.normalize(
        "NFKD", unicodedata.normalize("NFKD", text).casefold()
    )
    kept = "".join(char for char in apart if _is_kept(char))
    return unicodedata.normalize("NFKC", kept.translate(_FOLDED))


def _is_kept(char: str) -> bool:
    if any(first <= ord(char) <= last for first, last in _DROPPED_MARKS):
        return False
    return unicodedata.category(char)[0] in "LMN"
