"""Whatever was done to the log or its seals is found, placed and said in words."""

from dataclasses import replace
from datetime import UTC, datetime
from uuid import UUID

import pytest

from sharewell.core.ledger.entry import Entry, encode, leaf_hash
from sharewell.core.ledger.tree import root
from sharewell.core.ledger.verify import FaultKind, Head, Row, verify_entries

SIZE = 20
BASE = Entry(
    leaf_id=UUID(int=1),
    event="decision.recorded",
    actor=None,
    agency=None,
    purpose=None,
    object_kind=None,
    object_id=None,
    verdict="permit",
    reasons=(),
    at=datetime(2026, 3, 1, tzinfo=UTC),
    edition=None,
    commitment=None,
)
TEXTS = [encode(replace(BASE, leaf_id=UUID(int=number))) for number in range(SIZE)]
OTHER = encode(replace(BASE, event="decision.reviewed"))
HASHES = [leaf_hash(text) for text in TEXTS]


def log() -> list[Row]:
    return list(zip(range(SIZE), TEXTS, HASHES, strict=True))


def heads(*sizes: int) -> list[Head]:
    return [(size, root(HASHES[:size])) for size in sizes]


def found(rows: list[Row], published: list[Head]) -> list[tuple[FaultKind, int | None]]:
    return [(fault.kind, fault.index) for fault in verify_entries(rows, published)]


@pytest.mark.parametrize(
    "sizes", [(), (0,), (0, 1, 7, 7, 8, SIZE), tuple(range(SIZE + 1))]
)
def test_log_as_written_has_no_fault(sizes: tuple[int, ...]) -> None:
    assert found(log(), heads(*sizes)) == []


def test_empty_log_has_no_fault() -> None:
    assert found([], heads(0)) == []


def test_changed_entry_is_named_exactly() -> None:
    rows = log()
    rows[7] = (7, OTHER, HASHES[7])
    assert found(rows, heads(5, 10, SIZE)) == [(FaultKind.ALTERED, 7)]


def test_changed_stored_hash_is_named_and_breaks_the_seals_over_it() -> None:
    rows = log()
    rows[7] = (7, TEXTS[7], leaf_hash(OTHER))
    assert found(rows, heads(5, 10)) == [
        (FaultKind.ALTERED, 7),
        (FaultKind.HEAD_DIFFERS, None),
    ]


def test_entry_changed_with_its_hash_is_narrowed_down_by_the_seals() -> None:
    rows = log()
    rows[7] = (7, OTHER, leaf_hash(OTHER))
    first, second = verify_entries(rows, heads(5, 10, SIZE))
    assert (first.kind, second.kind) == (FaultKind.HEAD_DIFFERS,) * 2
    assert "An entry from 5 to 9 was changed" in first.message


def test_every_changed_bit_of_an_entry_is_found() -> None:
    for place in range(len(TEXTS[7])):
        changed = bytearray(TEXTS[7])
        changed[place] ^= 1
        rows = log()
        rows[7] = (7, bytes(changed), HASHES[7])
        assert (FaultKind.ALTERED, 7) in found(rows, heads(SIZE))


@pytest.mark.parametrize("stored", [b"", HASHES[7][:31], HASHES[7] + b"\0"])
def test_stored_hash_of_the_wrong_length_is_found(stored: bytes) -> None:
    rows = log()
    rows[7] = (7, TEXTS[7], stored)
    assert found(rows, heads(SIZE)) == [(FaultKind.ALTERED, 7)]


def test_entry_that_is_no_entry_is_found_though_its_hash_fits() -> None:
    rows = [(0, b"hello", leaf_hash(b"hello"))]
    assert found(rows, [(1, leaf_hash(b"hello"))]) == [(FaultKind.UNREADABLE, 0)]


def test_missing_entries_are_named_and_later_seals_are_not_called_good() -> None:
    rows = log()
    del rows[7:9]
    faults = verify_entries(rows, heads(5, 10, SIZE))
    assert [(fault.kind, fault.index) for fault in faults] == [
        (FaultKind.MISSING, 7),
        (FaultKind.HEAD_UNCHECKED, None),
        (FaultKind.HEAD_UNCHECKED, None),
    ]
    assert faults[0].message.startswith("Entries 7 to 8 are missing.")
    assert "entry 7 is missing" in faults[1].message


def test_each_gap_is_found() -> None:
    rows = [row for row in log() if row[0] not in (0, 9)]
    assert found(rows, []) == [(FaultKind.MISSING, 0), (FaultKind.MISSING, 9)]


def test_entry_changed_after_a_gap_is_still_found() -> None:
    rows = log()
    rows[12] = (12, OTHER, HASHES[12])
    del rows[7]
    assert found(rows, []) == [(FaultKind.MISSING, 7), (FaultKind.ALTERED, 12)]


def test_renumbered_log_after_a_removal_breaks_the_seal() -> None:
    texts = TEXTS[:7] + TEXTS[8:]
    rows = [(number, text, leaf_hash(text)) for number, text in enumerate(texts)]
    assert found(rows, heads(5, 10)) == [(FaultKind.HEAD_DIFFERS, None)]


def test_number_used_twice_is_found() -> None:
    rows = log()
    rows.insert(8, (7, OTHER, leaf_hash(OTHER)))
    assert found(rows, heads(SIZE)) == [(FaultKind.OUT_OF_ORDER, 7)]


def test_entries_removed_from_the_end_are_found() -> None:
    assert found(log()[:15], heads(10, SIZE)) == [(FaultKind.HEAD_BEYOND_LOG, None)]


def test_all_entries_removed_is_found() -> None:
    assert found([], heads(0, SIZE)) == [(FaultKind.HEAD_BEYOND_LOG, None)]


def test_log_shorter_than_its_seal_is_said_so_though_it_has_a_gap_too() -> None:
    rows = log()[:15]
    del rows[3]
    kinds = {kind for kind, _ in found(rows, heads(10, SIZE))}
    assert {FaultKind.HEAD_UNCHECKED, FaultKind.HEAD_BEYOND_LOG} <= kinds


def test_changed_seal_is_found_and_other_seals_are_still_good() -> None:
    published = heads(5, 10, SIZE)
    published[1] = (10, root(HASHES[:9]))
    assert found(log(), published) == [(FaultKind.HEAD_DIFFERS, None)]


def test_changed_seal_of_the_empty_log_is_found() -> None:
    assert found(log(), [(0, HASHES[0])]) == [(FaultKind.HEAD_DIFFERS, None)]


def test_two_seals_of_one_size_that_differ_are_found() -> None:
    published = [*heads(10), (10, HASHES[0])]
    assert found(log(), published) == [(FaultKind.HEAD_DIFFERS, None)]


def test_smaller_later_seal_is_found() -> None:
    faults = verify_entries(log(), heads(5, 10, 8, 9, SIZE))
    assert [fault.kind for fault in faults] == [FaultKind.HEAD_SHRANK] * 2
    assert "over 8 entries was published after one over 10" in faults[0].message


def test_seal_of_a_negative_size_is_found() -> None:
    assert (FaultKind.HEAD_BEYOND_LOG, None) in found(log(), [(-1, HASHES[0])])
