"""A decision record that anybody can check: what was changed is refused, in words."""

import json
from collections.abc import Callable, Iterator
from dataclasses import replace
from functools import cache
from uuid import UUID

import pytest

from sharewell.core.ledger.record_checked import (
    NotAsSealed,
    ProvenRecord,
    check_record,
    fingerprint,
)
from sharewell.core.ledger.record_proof import (
    MalformedProof,
    RecordProof,
    is_record_proof,
    read_record_proof,
    write_record_proof,
)
from sharewell.core.ledger.sealed_pdf import NotSealed, seal, unseal
from sharewell.keys.signing import check
from sharewell.web.paper.typeset import typeset
from tests.unit.ledger.sealed_records import (
    COPIED,
    DECIDED,
    REASONS,
    content,
    sealed_record,
)
from tests.unit.ledger.signed import AT, LEDGER, WITNESS, signer
from tests.unit.paper.test_typeset import PAGE, PLACE

NOT_WHOLE = "was cut short, changed, or saved anew by another program"
NOT_SEALED_WORDS = "a word, a date or a name was changed afterwards"
NO_SEAL = "seal over the (record|pages) does not hold"
OTHER_PAGES = "not those that Sharewell made"


@cache
def pages() -> bytes:
    return typeset(PAGE, PLACE).pdf


@cache
def other_pages() -> bytes:
    return typeset(PAGE.replace("Share", "Do not share"), PLACE).pdf


@cache
def proof() -> RecordProof:
    return sealed_record(pages())


@cache
def other() -> RecordProof:
    return sealed_record(other_pages(), content(2, "Nothing was seen."))


@cache
def later() -> RecordProof:
    """The same record and pages, under a checkpoint without the witness."""
    return sealed_record(pages(), is_seen=False)


def whole() -> bytes:
    return seal(pages(), write_record_proof(proof()))


def checked(data: bytes) -> ProvenRecord:
    return check_record(data, check, (WITNESS.key,))


def with_proof(changed: RecordProof) -> bytes:
    """The pages with a proof that somebody changed and wrote down properly."""
    return seal(pages(), write_record_proof(changed))


def with_reasons(text: str) -> RecordProof:
    said = {**proof().record.content, "reasons": text}
    return replace(proof(), record=replace(proof().record, content=said))


def nested(depth: int) -> dict[str, object]:
    said: dict[str, object] = {}
    for _ in range(depth):
        said = {"a": said}
    return said


def edited(old: str, new: str) -> RecordProof:
    """A proof in which a piece of the inclusion proofs' text was exchanged."""
    record, copy = proof().record, proof().copy
    return replace(
        proof(),
        record=replace(record, proof=record.proof.replace(old, new)),
        copy=replace(copy, proof=copy.proof.replace(old, new)),
    )


def test_what_was_sealed_holds() -> None:
    found = checked(whole())
    assert found.has_pages
    assert found.content["reasons"] == REASONS
    assert (found.recorded.entry.at, found.copied.entry.at) == (DECIDED, COPIED)
    assert (found.recorded.index, found.recorded.checkpoint.size) == (5, 13)
    assert [(one.witness, one.at) for one in found.recorded.seen_by] == [
        (WITNESS.key.name, AT)
    ]
    assert found.key == LEDGER.key


def test_the_proof_alone_holds_and_says_that_it_saw_no_pages() -> None:
    found = checked(write_record_proof(proof()))
    assert not found.has_pages
    assert found.content == content()


def test_the_pages_and_the_proof_come_out_as_they_went_in() -> None:
    assert unseal(whole()) == (pages(), write_record_proof(proof()))


TAMPERED: dict[str, tuple[Callable[[], bytes], str]] = {
    "a letter of the pages": (
        lambda: seal(
            typeset(PAGE.replace("Record 7", "Record 8"), PLACE).pdf,
            write_record_proof(proof()),
        ),
        OTHER_PAGES,
    ),
    "a byte deep in the pages": (
        lambda: whole()[:3000] + bytes([whole()[3000] ^ 1]) + whole()[3001:],
        OTHER_PAGES,
    ),
    "other pages under the same proof": (
        lambda: seal(other_pages(), write_record_proof(proof())),
        OTHER_PAGES,
    ),
    "another record's proof under the pages": (
        lambda: seal(pages(), write_record_proof(other())),
        OTHER_PAGES,
    ),
    "the record of one and the copy of another": (
        lambda: with_proof(replace(proof(), record=other().record)),
        "two files were put together",
    ),
    "the reasons in the proof": (
        lambda: with_proof(with_reasons("He fell.")),
        NOT_SEALED_WORDS,
    ),
    "one space in the reasons": (
        lambda: with_proof(with_reasons(f"{REASONS} ")),
        NOT_SEALED_WORDS,
    ),
    "the salt": (
        lambda: with_proof(
            replace(proof(), record=replace(proof().record, salt=b"s" * 32))
        ),
        NOT_SEALED_WORDS,
    ),
    "no salt": (
        lambda: with_proof(replace(proof(), record=replace(proof().record, salt=b""))),
        "What this file says of the record was changed",
    ),
    "the hash of the pages in the proof": (
        lambda: with_proof(
            replace(
                proof(),
                copy=replace(
                    proof().copy, content={**proof().copy.content, "sha256": "0" * 64}
                ),
            )
        ),
        NOT_SEALED_WORDS,
    ),
    "the entry's number": (lambda: with_proof(edited("index 5", "index 4")), NO_SEAL),
    "the size that was signed": (
        lambda: with_proof(edited("\n13\n", "\n14\n")),
        NO_SEAL,
    ),
    "the ledger's name": (
        lambda: with_proof(edited("sharewell.example", "sharewell.sample")),
        NO_SEAL,
    ),
    "the record's seal used for the pages": (
        lambda: with_proof(replace(proof(), copy=proof().record)),
        "not one over the pages",
    ),
    "the pages' seal used for the record": (
        lambda: with_proof(replace(proof(), record=proof().copy)),
        "not one over the record",
    ),
    "the key exchanged, the signature not": (
        lambda: with_proof(replace(proof(), key=str(signer("other.example").key))),
        NO_SEAL,
    ),
    "a key that is a number": (
        lambda: with_proof(replace(proof(), key=7)),
        NOT_WHOLE,
    ),
    "content nested without end": (
        lambda: with_proof(
            replace(proof(), record=replace(proof().record, content=nested(400)))
        ),
        "What this file says of the record",
    ),
    "a number that no machine writes alike": (
        lambda: with_proof(
            replace(
                proof(),
                record=replace(
                    proof().record, content={**proof().record.content, "sequence": 1.0}
                ),
            )
        ),
        "What this file says of the record was changed",
    ),
    "a key that is none": (
        lambda: with_proof(replace(proof(), key="nobody")),
        NOT_WHOLE,
    ),
    "cut in the middle of the pages": (lambda: whole()[:5000], NOT_WHOLE),
    "cut in the middle of the proof": (
        lambda: whole()[: len(pages()) + 900],
        NOT_WHOLE,
    ),
    "the last byte": (lambda: whole()[:-1], NOT_WHOLE),
    "the proof taken out": (pages, NOT_WHOLE),
    "something added at the end": (lambda: whole() + b"\n", NOT_WHOLE),
    "something added before the pages": (lambda: b"%PDF-1.7\n" + whole(), NOT_WHOLE),
    "the two seals of different days": (
        lambda: with_proof(replace(proof(), copy=later().copy)),
        "two files were put together",
    ),
    "a PDF of somebody else": (lambda: b"%PDF-1.4\nhello\n%%EOF\n", NOT_WHOLE),
    "the proof spaced anew": (
        lambda: json.dumps(json.loads(write_record_proof(proof()))).encode(),
        NOT_WHOLE,
    ),
    "the proof with a field more": (
        lambda: write_record_proof(proof()).replace(b"{\n", b'{\n  "a": 1,\n', 1),
        NOT_WHOLE,
    ),
    "the proof with a field twice": (
        lambda: write_record_proof(proof()).replace(
            b'  "format"', b'  "format": "x",\n  "format"', 1
        ),
        NOT_WHOLE,
    ),
    "the proof cut short": (lambda: write_record_proof(proof())[:-20], NOT_WHOLE),
}


@pytest.mark.parametrize("name", TAMPERED)
def test_what_was_changed_is_refused_in_words(name: str) -> None:
    make, words = TAMPERED[name]
    with pytest.raises(NotAsSealed, match=words) as refused:
        checked(make())
    assert refused.value.detail


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("object_id", UUID(int=9)),
        ("agency", UUID(int=9)),
        ("actor", UUID(int=9)),
        ("edition", "00" * 32),
    ],
)
def test_an_entry_about_something_else_is_refused(field: str, value: object) -> None:
    false = sealed_record(pages(), entry={field: value})
    with pytest.raises(NotAsSealed, match="not the one that the ledger speaks of"):
        checked(with_proof(false))


@pytest.mark.parametrize("which", ["entry", "copy_entry"])
def test_a_refused_attempt_proves_nothing(which: str) -> None:
    false = sealed_record(pages(), **{which: {"verdict": "refuse"}})
    with pytest.raises(NotAsSealed, match="taken from something else"):
        checked(with_proof(false))


def test_a_false_witness_is_refused_and_an_unknown_one_counts_for_nothing() -> None:
    line = next(
        one for one in proof().copy.proof.splitlines() if "school.example" in one
    )
    place = len(line) - 20
    false = line[:place] + ("A" if line[place] != "A" else "B") + line[place + 1 :]
    with pytest.raises(NotAsSealed, match=NO_SEAL):
        checked(with_proof(edited(line, false)))
    unknown = check_record(whole(), check)
    assert unknown.recorded.seen_by == ()


def test_a_file_made_with_ones_own_key_shows_that_key() -> None:
    forger = signer(LEDGER.key.name + "x")
    found = checked(with_proof(sealed_record(pages(), by=forger)))
    assert found.key != LEDGER.key
    assert fingerprint(found.key) != fingerprint(LEDGER.key)


def test_a_fingerprint_can_be_read_out() -> None:
    assert len(fingerprint(LEDGER.key).split()) == 8
    renamed = replace(LEDGER.key, name="other.example/ledger")
    assert fingerprint(renamed) != fingerprint(LEDGER.key)


def flips(data: bytes, step: int) -> Iterator[tuple[int, bytes]]:
    for bit in range(0, len(data) * 8, step):
        changed = bytearray(data)
        changed[bit // 8] ^= 1 << bit % 8
        yield bit, bytes(changed)


def survivors(data: bytes, step: int) -> list[int]:
    found = []
    for bit, changed in flips(data, step):
        try:
            checked(changed)
        except NotAsSealed:
            continue
        found.append(bit)
    return found


def test_a_sample_of_flipped_bits_of_a_proof_is_refused() -> None:
    # A step that is no multiple of eight meets every bit of a byte.
    assert survivors(write_record_proof(proof()), 37) == []


@pytest.mark.slow
def test_every_flipped_bit_of_a_proof_is_refused() -> None:
    assert survivors(write_record_proof(proof()), 1) == []


@pytest.mark.slow
def test_every_flipped_bit_of_a_sealed_pdf_is_refused() -> None:
    assert survivors(whole(), 1) == []


def test_a_sample_of_flipped_bits_of_a_sealed_pdf_is_refused() -> None:
    assert survivors(whole(), 997) == []


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"{}",
        b"[1]",
        b"null",
        b'{"key": 1, "record": [], "copy": []}',
        b"\xff\xfe",
        b"[" * 100_000,
        b'{"key": "\\ud800", "record": {}, "copy": {}}',
    ],
)
def test_what_is_no_proof_is_said_to_be_none(data: bytes) -> None:
    with pytest.raises(MalformedProof):
        read_record_proof(data)
    assert not is_record_proof(data)


def test_pages_without_a_place_cannot_be_sealed() -> None:
    with pytest.raises(NotSealed, match="no place"):
        seal(b"%PDF-1.7\n", b"{}")
    with pytest.raises(NotSealed, match="no place"):
        seal(pages() + pages(), b"{}")
