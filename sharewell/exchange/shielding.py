"""Keeps what would lead to a hidden family out of a text that leaves the agency.

The address is no more dangerous than the school, the nursery, the surgery or the next
appointment. What the record holds as locating is masked wherever it stands in a text,
whole and in its parts, and every postcode with it. The sender still reads the preview:
a mask finds what is written down, not what can be inferred.
"""

import re
from collections.abc import Iterable

MASK = "[withheld: could lead to where the family is]"
SHORTEST_PART = 4
POSTCODE = re.compile(r"\b[A-Z]{1,2}[0-9][A-Z0-9]?\s*[0-9][A-Z]{2}\b", re.IGNORECASE)
# Words that stand in many addresses and lead nowhere by themselves.
ORDINARY = frozenset(
    [
        "road",
        "street",
        "lane",
        "avenue",
        "close",
        "drive",
        "way",
        "court",
        "house",
        "flat",
        "school",
        "primary",
        "nursery",
        "surgery",
        "centre",
        "practice",
        "college",
        "academy",
        "gardens",
        "the",
        "town",
        "park",
    ]
)


def shield(text: str, locating: Iterable[str]) -> str:
    """`text` with every locating detail, each distinctive part and postcode masked."""
    masked = text
    for part in _parts(locating):
        masked = re.sub(_loosely(part), MASK, masked, flags=re.IGNORECASE)
    # Last, so that an address that ends in one is still found whole.
    return POSTCODE.sub(MASK, masked)


def _parts(locating: Iterable[str]) -> list[str]:
    """Longest first, so that a whole address goes before its street."""
    found = set()
    for text in locating:
        pieces = [piece.strip(" .") for piece in re.split(r"[,;:\n()]", text)]
        # The core of a whole address would end in the middle of a name.
        for one in [text.strip(" ."), *pieces, *map(_core, pieces)]:
            if len(one) >= SHORTEST_PART and not _is_ordinary(one.lower().split()):
                found.add(one)
    return sorted(found, key=len, reverse=True)


def _core(part: str) -> str:
    """The name without house number and ordinary words: people say it that way too."""
    words = part.split()
    while words and _is_ordinary([words[-1].lower()]):
        words.pop()
    while words and _is_ordinary([words[0].lower()]):
        words.pop(0)
    return " ".join(words)


def _is_ordinary(words: list[str]) -> bool:
    return all(word in ORDINARY or not word.isalpha() for word in words)


def _loosely(part: str) -> str:
    """The part, however it is spaced, as whole words."""
    words = r"[\s,.-]+".join(re.escape(word) for word in re.split(r"[\s,.-]+", part))
    return rf"(?<!\w){words}(?!\w)"
