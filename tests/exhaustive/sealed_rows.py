"""Rows of sealed text with their wraps, in memory, and every way to spoil a pair."""

import copy
import random
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from sharewell.keys.envelope import Place, seal
from sharewell.keys.models import KeyWrap, SealedText
from sharewell.keys.wrapping import wrap_data_key

KINDS = ("concern_entry", "decision", "disclosure_item")
FIELDS = ("text", "reasons")


@dataclass
class Pair:
    """A text and the wrap that one reader opens it with."""

    sealed: SealedText
    wrap: KeyWrap


def made_pairs(draw: random.Random) -> list[Pair]:
    """Two agencies, two subjects, records, fields and revisions: 32 texts, 64 pairs."""
    agencies, subjects = _ids(draw, 2), _ids(draw, 2)
    found = []
    for agency in agencies:
        for subject in subjects:
            for record in _ids(draw, 2):
                for field in FIELDS:
                    for revision in (1, 2):
                        found += _sealed_for(
                            draw, agencies, agency, subject, record, field, revision
                        )
    return found


def _sealed_for(
    draw: random.Random,
    readers: list[UUID],
    owner: UUID,
    subject: UUID,
    record: UUID,
    field: str,
    revision: int,
) -> Iterator[Pair]:
    """One text with a wrap for each reader."""
    place = Place(draw.choice(KINDS), record, field, owner, revision)
    cipher_text, data_key = seal(draw.randbytes(40), place)
    sealed = SealedText(
        id=_ids(draw, 1)[0],
        agency_id=owner,
        record_kind=place.kind,
        record_id=record,
        field=field,
        revision=revision,
        cipher_text=cipher_text,
    )
    for reader in readers:
        yield Pair(sealed, wrap_data_key(sealed, data_key, reader, subject))


def _ids(draw: random.Random, count: int) -> list[UUID]:
    return [UUID(int=draw.getrandbits(128), version=4) for _ in range(count)]


Spoil = Callable[[random.Random, Pair, Pair], bool]


def flip_cipher_text(draw: random.Random, one: Pair, other: Pair) -> bool:
    """One bit, anywhere, the nonce and the tag included."""
    one.sealed.cipher_text = _flipped(draw, one.sealed.cipher_text)
    return True


def flip_wrap(draw: random.Random, one: Pair, other: Pair) -> bool:
    """The same in the wrap."""
    one.wrap.wrapped = _flipped(draw, one.wrap.wrapped)
    return True


def flip_name(draw: random.Random, one: Pair, other: Pair) -> bool:
    """One bit of an id beside the text or the wrap."""
    row, name = draw.choice(
        [
            (one.sealed, "agency_id"),
            (one.sealed, "record_id"),
            (one.wrap, "agency_id"),
            (one.wrap, "subject_id"),
        ]
    )
    flipped = UUID(bytes=_flipped(draw, getattr(row, name).bytes))
    setattr(row, name, flipped)
    return True


def paste_cipher_text(draw: random.Random, one: Pair, other: Pair) -> bool:
    """The text of another record, field, agency or revision."""
    one.sealed.cipher_text = other.sealed.cipher_text
    return one.sealed.id != other.sealed.id


def paste_wrap(draw: random.Random, one: Pair, other: Pair) -> bool:
    """The wrap of another text, or of another reader of the same."""
    one.wrap.wrapped = other.wrap.wrapped
    return one.wrap.id != other.wrap.id


def paste_both(draw: random.Random, one: Pair, other: Pair) -> bool:
    """Text and wrap together, so that they fit each other."""
    one.sealed.cipher_text = other.sealed.cipher_text
    one.wrap.wrapped = other.wrap.wrapped
    return one.sealed.id != other.sealed.id


def paste_row(draw: random.Random, one: Pair, other: Pair) -> bool:
    """Text, wrap and all the ids of the wrap: only the place says that it is wrong."""
    one.sealed.cipher_text, one.sealed.id = other.sealed.cipher_text, other.sealed.id
    one.wrap = other.wrap
    return not _same_place(one, other)


def put_back_revision(draw: random.Random, one: Pair, other: Pair) -> bool:
    """An older or later revision said to be this one."""
    one.sealed.revision = 3 - one.sealed.revision
    return True


def rename(draw: random.Random, one: Pair, other: Pair) -> bool:
    """Another kind, or the other field of the same record."""
    if draw.random() < 0.5:
        one.sealed.field = FIELDS[one.sealed.field == FIELDS[0]]
    else:
        one.sealed.record_kind = draw.choice(
            [kind for kind in KINDS if kind != one.sealed.record_kind]
        )
    return True


def other_agency(draw: random.Random, one: Pair, other: Pair) -> bool:
    """Another agency opens with the key that it holds."""
    before = one.wrap.agency_id
    one.wrap.agency_id = other.wrap.agency_id
    return bool(one.wrap.agency_id != before)


def other_subject(draw: random.Random, one: Pair, other: Pair) -> bool:
    """Another subject's key, or none, as in the first format of wraps."""
    before = one.wrap.subject_id
    one.wrap.subject_id = draw.choice([other.wrap.subject_id, None])
    return bool(one.wrap.subject_id != before)


def _same_place(one: Pair, other: Pair) -> bool:
    names = ("agency_id", "record_kind", "record_id", "field", "revision")
    return all(getattr(one.sealed, n) == getattr(other.sealed, n) for n in names)


def _flipped(draw: random.Random, data: Any) -> bytes:
    changed = bytearray(data)
    position = draw.randrange(len(changed) * 8)
    changed[position // 8] ^= 1 << position % 8
    return bytes(changed)


def copied(one: Pair) -> Pair:
    """To be spoilt, without spoiling the others."""
    return Pair(copy.copy(one.sealed), copy.copy(one.wrap))


SPOILS: tuple[Spoil, ...] = (
    flip_cipher_text,
    flip_wrap,
    flip_name,
    paste_cipher_text,
    paste_wrap,
    paste_both,
    paste_row,
    put_back_revision,
    rename,
    other_agency,
    other_subject,
)
