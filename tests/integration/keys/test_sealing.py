"""Sealed text in the database: who can open it, rotation, destruction."""

from typing import Any
from uuid import UUID, uuid4

import pytest

from sharewell.access.context import context
from sharewell.core.policy.model import Actor, Purpose
from sharewell.keys.envelope import CannotOpen
from sharewell.keys.models import KeyWrap, SealedText
from sharewell.keys.rotation import rotate
from sharewell.keys.sealing import destroy, open_text, seal_text

OWNER, READER, STRANGER = uuid4(), uuid4(), uuid4()
TEXT = "her own words"


def as_agency(agency: UUID):
    return context(Actor.system(agency), Purpose.SAFEGUARD)


@pytest.fixture
def sealed(database: None) -> UUID:
    with as_agency(OWNER):
        return seal_text(
            TEXT,
            kind="item",
            record=uuid4(),
            field="text",
            owner=OWNER,
            subject=uuid4(),
            readers={READER: uuid4()},
        )


def test_the_owner_and_the_named_reader_open_it_and_nobody_else(sealed: UUID) -> None:
    for agency in (OWNER, READER):
        with as_agency(agency):
            assert open_text(sealed, reader=agency) == TEXT
    with as_agency(STRANGER), pytest.raises(CannotOpen):
        open_text(sealed, reader=STRANGER)


def test_a_stranger_does_not_even_see_the_cipher_text(sealed: UUID) -> None:
    with as_agency(STRANGER):
        assert SealedText.objects.count() == KeyWrap.objects.count() == 0


def test_the_text_stands_nowhere_in_clear(sealed: UUID) -> None:
    with as_agency(OWNER):
        row = SealedText.objects.get()
        assert TEXT.encode() not in bytes(row.cipher_text)


def test_rotation_wraps_anew_and_everything_still_opens(
    sealed: UUID, settings: Any
) -> None:
    settings.FIELD_KEYS = {
        "current": 2,
        "keys": {**settings.FIELD_KEYS["keys"], 2: b"n" * 32},
    }
    for agency in (OWNER, READER):
        with as_agency(agency):
            assert rotate(agency=agency) == 1
            assert rotate(agency=agency) == 0
    settings.FIELD_KEYS = {"current": 2, "keys": {2: b"n" * 32}}
    with as_agency(READER):
        assert open_text(sealed, reader=READER) == TEXT


def test_a_lost_root_key_opens_nothing(sealed: UUID, settings: Any) -> None:
    settings.FIELD_KEYS = {"current": 9, "keys": {9: b"x" * 32}}
    with as_agency(OWNER), pytest.raises(CannotOpen):
        open_text(sealed, reader=OWNER)


def test_what_is_destroyed_never_opens_again(sealed: UUID) -> None:
    with as_agency(OWNER):
        destroy(sealed)
    for agency in (OWNER, READER):
        with as_agency(agency), pytest.raises(CannotOpen):
            open_text(sealed, reader=agency)
