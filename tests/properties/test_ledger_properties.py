"""Drawn entries and logs: what is written reads back, what is tampered is found."""

from datetime import UTC, datetime
from uuid import UUID

from hypothesis import given, settings
from hypothesis import strategies as st

from sharewell.core.ledger.entry import Entry, MalformedEntry, decode, encode, leaf_hash
from sharewell.core.ledger.tree import (
    Edge,
    consistency_proof,
    inclusion_proof,
    root,
    verify_consistency,
    verify_inclusion,
)
from sharewell.core.ledger.verify import verify_entries

CODES = st.from_regex(r"[a-z0-9][a-z0-9_.:-]{0,79}", fullmatch=True)
HASHES = st.binary(min_size=32, max_size=32)
ENTRIES = st.builds(
    Entry,
    leaf_id=st.uuids(),
    event=CODES,
    actor=st.none() | st.uuids(),
    agency=st.none() | st.uuids(),
    purpose=st.none() | CODES,
    object_kind=CODES,
    object_id=st.none() | st.uuids(),
    verdict=st.sampled_from(["permit", "refuse"]),
    reasons=st.lists(CODES, max_size=4).map(tuple),
    at=st.datetimes(timezones=st.just(UTC)),
    edition=st.none() | HASHES.map(bytes.hex),
    commitment=st.none() | HASHES,
)
LOGS = st.lists(HASHES, min_size=1, max_size=70)


@given(ENTRIES)
def test_entry_reads_back_as_written(entry: Entry) -> None:
    assert decode(encode(entry)) == entry


@given(ENTRIES, ENTRIES)
def test_two_entries_never_share_bytes(one: Entry, other: Entry) -> None:
    assert (encode(one) == encode(other)) == (one == other)


@given(st.binary(max_size=400) | st.text(max_size=400).map(lambda text: text.encode()))
def test_other_bytes_raise_nothing_but_the_named_error(data: bytes) -> None:
    try:
        assert encode(decode(data)) == data
    except MalformedEntry:
        pass


@given(ENTRIES, st.data())
def test_spliced_bytes_read_back_or_are_refused(
    entry: Entry, data: st.DataObject
) -> None:
    original = encode(entry)
    start = data.draw(st.integers(0, len(original)))
    end = data.draw(st.integers(start, len(original)))
    spliced = original[:start] + data.draw(st.binary(max_size=8)) + original[end:]
    try:
        assert encode(decode(spliced)) == spliced
    except MalformedEntry:
        pass


@given(LOGS, st.data())
def test_tampered_inclusion_proof_is_refused(
    log: list[bytes], data: st.DataObject
) -> None:
    size = len(log)
    index = data.draw(st.integers(0, size - 1))
    parts = [log[index], root(log), *inclusion_proof(index, log)]
    assert verify_inclusion(parts[0], index, size, parts[2:], parts[1])
    tampered = flip(parts, data)
    assert not verify_inclusion(tampered[0], index, size, tampered[2:], tampered[1])


@given(LOGS, st.data())
def test_tampered_consistency_proof_is_refused(
    log: list[bytes], data: st.DataObject
) -> None:
    size = len(log)
    old = data.draw(st.integers(1, size))
    parts = [root(log[:old]), root(log), *consistency_proof(old, log)]
    assert verify_consistency(old, size, parts[0], parts[1], parts[2:])
    tampered = flip(parts, data)
    assert not verify_consistency(old, size, tampered[0], tampered[1], tampered[2:])


def flip(parts: list[bytes], data: st.DataObject) -> list[bytes]:
    place = data.draw(st.integers(0, len(parts) - 1))
    bit = data.draw(st.integers(0, 255))
    number = int.from_bytes(parts[place], "big") ^ 1 << bit
    return [*parts[:place], number.to_bytes(32, "big"), *parts[place + 1 :]]


@given(LOGS)
def test_edge_equals_the_root_of_the_whole(log: list[bytes]) -> None:
    edge = Edge()
    for leaf in log:
        edge = Edge.from_bytes(edge.append(leaf).to_bytes())
    assert edge.root() == root(log)


@settings(max_examples=60)
@given(st.integers(1, 30), st.sets(st.integers(0, 30)), st.data())
def test_any_one_change_under_a_seal_is_found(
    size: int, sealed: set[int], data: st.DataObject
) -> None:
    texts = [encode(numbered(number)) for number in range(size)]
    hashes = [leaf_hash(text) for text in texts]
    heads = [(n, root(hashes[:n])) for n in sorted({s for s in sealed if s <= size})]
    heads = [head for head in heads if head[0] != size] + [(size, root(hashes))]
    rows = list(zip(range(size), texts, hashes, strict=True))
    assert verify_entries(rows, heads) == []
    place = data.draw(st.integers(0, size - 1))
    match data.draw(st.sampled_from(["remove", "replace", "replace with its hash"])):
        case "remove":
            del rows[place]
        case "replace":
            rows[place] = (place, encode(numbered(99)), hashes[place])
        case _:
            text = encode(numbered(99))
            rows[place] = (place, text, leaf_hash(text))
    assert verify_entries(rows, heads) != []


def numbered(number: int) -> Entry:
    return Entry(
        leaf_id=UUID(int=number),
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
