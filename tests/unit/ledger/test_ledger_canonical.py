"""The quick reading of an entry says yes exactly where the thorough one does."""

from dataclasses import replace
from datetime import UTC, datetime

import pytest

from sharewell.core.ledger.canonical import is_canonical
from sharewell.core.ledger.entry import MalformedEntry, decode, encode
from tests.unit.ledger.signed import ENTRY

BARE = replace(
    ENTRY, actor=None, agency=None, purpose=None, object_kind=None, object_id=None,
    reasons=(), edition=None, commitment=None, verdict="refuse",
)  # fmt: skip
GOOD = [
    ENTRY,
    BARE,
    replace(ENTRY, object_id=None),
    replace(ENTRY, reasons=("own_agency", "no_rule_permits")),
    replace(ENTRY, event="e" * 80),
    replace(ENTRY, at=datetime(2028, 2, 29, 23, 59, 59, 999999, tzinfo=UTC)),
]


def agreed(data: bytes) -> bool:
    try:
        decode(data)
        thorough = True
    except MalformedEntry:
        thorough = False
    assert is_canonical(data) is thorough, data
    return thorough


@pytest.mark.parametrize("entry", GOOD)
def test_what_was_written_is_canonical(entry) -> None:
    assert agreed(encode(entry))


@pytest.mark.parametrize("entry", GOOD[:3])
def test_every_changed_bit_and_every_lost_byte(entry) -> None:
    data = encode(entry)
    for place in range(len(data)):
        for bit in range(8):
            changed = bytearray(data)
            changed[place] ^= 1 << bit
            agreed(bytes(changed))
        agreed(data[:place] + data[place + 1 :])
        agreed(data[:place] + data[place : place + 1] + data[place:])


@pytest.mark.parametrize(
    ("old", "new"),
    [
        (b"2026-03-01", b"2026-02-30"),
        (b"2026-03-01", b"0000-03-01"),
        (b"2026-03-01", b"2100-02-29"),
        (b"T09:30", b"T24:00"),
        (b"T09:30", b"T23:60"),
        (b"object-kind: sharing_decision", b"object-kind: -"),
        (b"reasons: own_agency", b"reasons: own_agency  own_agency"),
        (b"reasons: own_agency", b"reasons: own_agency "),
        (b"reasons: own_agency", b"reasons: "),
        (b"event: decision.recorded", b"event: " + b"e" * 81),
        (b"event: decision.recorded", b"event: -"),
        (b"verdict: permit", b"verdict: allow"),
        (b"\n", b"\r\n"),
    ],
)
def test_other_spellings(old: bytes, new: bytes) -> None:
    data = encode(ENTRY)
    assert old in data
    assert not agreed(data.replace(old, new))
