"""An entry that breaks the format cannot exist, and only one text means each entry."""

from dataclasses import fields, replace
from datetime import UTC, datetime, timedelta, timezone
from typing import Any
from uuid import UUID
from zoneinfo import ZoneInfo

import pytest

from sharewell.core.ledger.entry import Entry, MalformedEntry, decode, encode

ENTRY = Entry(
    leaf_id=UUID(int=1),
    event="decision.recorded",
    actor=UUID(int=2),
    agency=UUID(int=3),
    purpose="safeguard",
    object_kind="sharing_decision",
    object_id=UUID(int=4),
    verdict="permit",
    reasons=("own_agency",),
    at=datetime(2026, 3, 1, 9, 30, tzinfo=UTC),
    edition="ab" * 32,
    commitment=b"\x05" * 32,
)
OTHERS: dict[str, Any] = {
    "leaf_id": UUID(int=9),
    "event": "decision.reviewed",
    "actor": UUID(int=9),
    "agency": UUID(int=9),
    "purpose": "assess",
    "object_kind": "concern",
    "object_id": UUID(int=9),
    "verdict": "refuse",
    "reasons": ("own_agency", "adviser"),
    "at": ENTRY.at + timedelta(microseconds=1),
    "edition": "ac" * 32,
    "commitment": b"\x06" * 32,
}


@pytest.mark.parametrize("field", [field.name for field in fields(Entry)])
def test_every_field_is_inside_the_bytes(field: str) -> None:
    changed = replace(ENTRY, **{field: OTHERS[field]})
    assert encode(changed) != encode(ENTRY)
    assert decode(encode(changed)) == changed


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("leaf_id", None),
        ("leaf_id", "00000000-0000-4000-8000-000000000001"),
        ("event", ""),
        ("event", None),
        ("event", "Decision.Recorded"),
        ("event", "decision recorded"),
        ("event", "decision.recorded\nverdict: permit"),
        ("event", "decision.recorded\n"),
        ("event", "-"),
        ("event", "e" * 81),
        ("event", "décision"),
        ("actor", 7),
        ("agency", "school"),
        ("purpose", ""),
        ("purpose", "to keep the child safe"),
        ("object_kind", "-"),
        ("object_kind", None),  # while object_id is given
        ("object_id", b"\0" * 16),
        ("verdict", "allow"),
        ("verdict", ""),
        ("reasons", ["own_agency"]),
        ("reasons", "own_agency"),
        ("reasons", ("own agency",)),
        ("reasons", (None,)),
        ("at", ENTRY.at.replace(tzinfo=None)),
        ("at", "2026-03-01T09:30:00Z"),
        ("at", datetime(2026, 1, 1, tzinfo=ZoneInfo("Europe/London"))),
        ("at", datetime(2026, 3, 1, tzinfo=timezone(timedelta(hours=1)))),
        ("edition", "AB" * 32),
        ("edition", "ab" * 31),
        ("edition", "2026-1"),
        ("commitment", b"\0" * 31),
        ("commitment", "00" * 32),
    ],
)
def test_entry_with_a_bad_field_is_refused_by_name(field: str, value: Any) -> None:
    with pytest.raises(MalformedEntry, match=field):
        replace(ENTRY, **{field: value})


@pytest.mark.parametrize("zone", [UTC, timezone(timedelta(0)), ZoneInfo("UTC")])
def test_every_spelling_of_utc_gives_the_same_bytes(zone: Any) -> None:
    assert encode(replace(ENTRY, at=ENTRY.at.astimezone(zone))) == encode(ENTRY)


def test_every_changed_bit_is_refused_or_reads_as_another_entry() -> None:
    data = encode(ENTRY)
    for place in range(len(data)):
        for bit in range(8):
            changed = bytearray(data)
            changed[place] ^= 1 << bit
            try:
                read = decode(bytes(changed))
            except MalformedEntry:
                continue
            assert read != ENTRY


@pytest.mark.parametrize(
    ("old", "new"),
    [
        (b"\n", b"\r\n"),
        (b"v1\n", b"v2\n"),
        (b": ", b":"),
        (b": ", b":  "),
        (b"commitment: ", b"Commitment: "),
        (b"permit\n", b"permit \n"),
        (b"reasons: own_agency\n", b"reasons: own_agency  own_agency\n"),
        (b"reasons: own_agency\n", b"reasons: \n"),
        (b"reasons: own_agency\n", b"reasons: - -\n"),
        (b"00000000-0000-0000-0000-000000000001", b"{" + b"0" * 31 + b"1}"),
        (b"00000000-0000-0000-0000-000000000001", b"0" * 31 + b"1"),
        (b".000000Z", b"Z"),
        (b".000000Z", b".000000+00:00"),
        (b".000000Z", b".0Z"),
        (b"T09", b" 09"),
        (b"2026-03-01", b"2026-3-01"),
        (b"2026-03-01", b"2026-02-30"),
        (b"0505", b"05 05"),
        (b"abab", b"ABab"),
        (b"event: decision.recorded\n", b""),
        (b"event: decision.recorded\n", b"event: decision.recorded\n" * 2),
        (b"decision", "décision".encode()),
    ],
)
def test_other_spellings_of_an_entry_are_refused(old: bytes, new: bytes) -> None:
    data = encode(ENTRY)
    assert old in data
    with pytest.raises(MalformedEntry):
        decode(data.replace(old, new))


def test_another_version_of_the_format_is_called_so() -> None:
    with pytest.raises(MalformedEntry, match="the first line must be"):
        decode(encode(ENTRY).replace(b" v1\n", b" v2\n"))


@pytest.mark.parametrize(
    "data",
    [b"", b"\n", encode(ENTRY)[:-1], encode(ENTRY) + b"\n", encode(ENTRY) * 2, b"\xff"],
)
def test_bytes_cut_short_or_run_on_are_refused(data: bytes) -> None:
    with pytest.raises(MalformedEntry):
        decode(data)
