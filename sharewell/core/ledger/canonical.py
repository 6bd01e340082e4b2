"""Whether bytes are an entry's canonical form, said quickly for a million of them.

`entry.decode` reads the same and says what is wrong; the tests hold the two together.
"""

import re
from datetime import datetime
from typing import Final

_ID: Final = rb"[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}"
_CODE: Final = rb"[a-z0-9][a-z0-9_.:-]{0,79}"
_HASH: Final = rb"(?:-|[0-9a-f]{64})"
_ABOUT: Final = rb"object-kind: (?:-\nobject: -|%b\nobject: (?:-|%b))\n" % (_CODE, _ID)
_AT: Final = rb"[0-9]{4}-[0-9]{2}-[0-9]{2}"
_TIME: Final = rb"T(?:[01][0-9]|2[0-3]):[0-5][0-9]:[0-5][0-9]\.[0-9]{6}Z"
_ENTRY: Final = re.compile(
    rb"sharewell ledger entry v1\n"
    rb"leaf: %b\nevent: %b\nactor: (?:-|%b)\nagency: (?:-|%b)\npurpose: (?:-|%b)\n%b"
    rb"verdict: (?:permit|refuse)\nreasons: (?:-|%b(?: %b)*)\nat: (%b)%b\n"
    rb"edition: %b\ncommitment: %b\n"
    % (_ID, _CODE, _ID, _ID, _CODE, _ABOUT, _CODE, _CODE, _AT, _TIME, _HASH, _HASH)
)


def is_canonical(data: bytes) -> bool:
    """Whether `decode` would read these bytes."""
    found = _ENTRY.fullmatch(data)
    if found is None:
        return False
    try:
        datetime.fromisoformat(found[1].decode("ascii"))
    except ValueError:
        return False
    return True
