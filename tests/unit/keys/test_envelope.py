"""A seal opens only where it was made: same record, field, owner, revision, reader."""

from dataclasses import replace
from uuid import UUID

import pytest

from sharewell.keys.envelope import (
    CannotOpen,
    Place,
    WrapPlace,
    agency_key,
    decrypt,
    encrypt,
    open_sealed,
    seal,
)

ONE, OTHER = UUID(int=1), UUID(int=2)
PLACE = Place("concern_entry", ONE, "text", ONE, 1)
ROOT = b"r" * 32


def test_what_was_sealed_opens_again() -> None:
    cipher_text, key = seal(b"her own words", PLACE)
    assert open_sealed(cipher_text, key, PLACE) == b"her own words"


@pytest.mark.parametrize(
    "changed",
    [
        {"kind": "decision"},
        {"record": OTHER},
        {"field": "reasons"},
        {"owner": OTHER},
        {"revision": 2},
    ],
)
def test_a_seal_put_elsewhere_does_not_open(changed: dict[str, object]) -> None:
    cipher_text, key = seal(b"her own words", PLACE)
    with pytest.raises(CannotOpen):
        open_sealed(cipher_text, key, replace(PLACE, **changed))  # type: ignore[arg-type]


def test_every_single_bit_flip_is_refused() -> None:
    cipher_text, key = seal(b"words", PLACE)
    for position in range(len(cipher_text) * 8):
        flipped = bytearray(cipher_text)
        flipped[position // 8] ^= 1 << position % 8
        with pytest.raises(CannotOpen):
            open_sealed(bytes(flipped), key, PLACE)


@pytest.mark.parametrize("cut", [0, 5, 12, 20])
def test_a_seal_cut_short_is_refused(cut: int) -> None:
    cipher_text, key = seal(b"words", PLACE)
    with pytest.raises(CannotOpen):
        open_sealed(cipher_text[:cut], key, PLACE)


@pytest.mark.parametrize("subject", [None, ONE])
def test_a_wrap_opens_for_its_reader_and_text_only(subject: UUID | None) -> None:
    key = agency_key(ROOT, ONE, 1)
    wrapped = encrypt(key, b"data key", WrapPlace(ONE, ONE, subject).outer())
    assert decrypt(key, wrapped, WrapPlace(ONE, ONE, subject).outer()) == b"data key"
    for other in (
        WrapPlace(OTHER, ONE, subject),
        WrapPlace(ONE, OTHER, subject),
        WrapPlace(ONE, ONE, OTHER),
        WrapPlace(ONE, ONE, None if subject else ONE),
    ):
        with pytest.raises(CannotOpen):
            decrypt(key, wrapped, other.outer())


def test_the_layers_of_a_wrap_do_not_stand_for_each_other() -> None:
    place = WrapPlace(ONE, ONE, ONE)
    assert place.outer() != place.inner()
    with pytest.raises(CannotOpen):
        WrapPlace(ONE, ONE).inner()


def test_every_agency_and_version_has_a_key_of_its_own() -> None:
    keys = {
        agency_key(ROOT, agency, version)
        for agency in (ONE, OTHER)
        for version in (1, 2)
    }
    assert len(keys) == 4
