"""Words that occur nowhere else, and a search for them in whatever they may be coded.

Each begins with one mark, so that a search for the mark in every coding finds any.
"""

import base64
import gzip
import re
import zlib
from collections.abc import Iterator
from pathlib import Path
from secrets import token_hex

MARK = b"Zq7Canary" + token_hex(6).encode()
_GZIP = b"\x1f\x8b\x08"
_MOST_UNPACKED = 1 << 26


def word(field: str) -> str:
    """A word for a field; the field can be read off it."""
    return f"{MARK.decode()}{field.replace('_', '')}{token_hex(4)}"


def codings() -> dict[str, bytes]:
    """Name of the coding -> the mark in it."""
    text = MARK.decode()
    found = {
        "plain": MARK,
        "lower case": MARK.lower(),
        "upper case": MARK.upper(),
        "UTF-16 little end first": text.encode("utf-16-le"),
        "UTF-16 big end first": text.encode("utf-16-be"),
        "hex": MARK.hex().encode(),
        "HEX": MARK.hex().upper().encode(),
        "backwards": MARK[::-1],
    }
    for shift in range(3):
        # What stands before and behind changes the letters at the ends only.
        coded = base64.b64encode(b"\0" * shift + MARK).rstrip(b"=")
        found[f"base64, {shift} before"] = coded[-(-shift * 4 // 3) : -1]
    return found


_LOOKED_FOR = {name: re.compile(re.escape(form)) for name, form in codings().items()}


def seen_in(data: bytes) -> list[str]:
    """In which codings a canary stands in these bytes; packed streams are unpacked."""
    found = [name for name, form in _LOOKED_FOR.items() if form.search(data)]
    for unpacked in _unpacked(data):
        found += [
            f"{name}, packed"
            for name, form in _LOOKED_FOR.items()
            if form.search(unpacked)
        ]
    return found


def seen_in_file(path: Path) -> list[str]:
    """The same in a file; one that went meanwhile holds nothing."""
    try:
        return seen_in(path.read_bytes())
    except (FileNotFoundError, IsADirectoryError):
        return []


def files(folder: Path) -> Iterator[Path]:
    """Every file below, links left out."""
    for one in sorted(folder.rglob("*")):
        if one.is_file() and not one.is_symlink():
            yield one


def _unpacked(data: bytes) -> Iterator[bytes]:
    """Whatever gzip streams begin anywhere in the bytes."""
    start = data.find(_GZIP)
    while start >= 0:
        unpack = zlib.decompressobj(wbits=31)
        try:
            yield unpack.decompress(data[start:], _MOST_UNPACKED)
        except zlib.error:
            pass
        start = data.find(_GZIP, start + 1)


def packed(text: str) -> bytes:
    """As a log that was put away would hold it."""
    return b"before" + gzip.compress(text.encode()) + b"after"
