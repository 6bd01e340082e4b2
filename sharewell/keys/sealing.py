"""Seal, open, rotate, destroy: the four things that can be done with sealed text."""

from collections.abc import Iterable
from uuid import UUID, uuid4

from django.conf import settings

from sharewell.keys.envelope import (
    CannotOpen,
    Place,
    agency_key,
    open_sealed,
    seal,
    unwrap,
    wrap,
)
from sharewell.keys.models import KeyWrap, SealedText


def seal_text(
    text: str,
    *,
    kind: str,
    record: UUID,
    field: str,
    owner: UUID,
    readers: Iterable[UUID] = (),
    revision: int = 1,
) -> UUID:
    """Keep `text` sealed for its owner and further reading agencies; returns its id."""
    place = Place(kind, record, field, owner, revision)
    cipher_text, data_key = seal(text.encode(), place)
    sealed = SealedText(
        id=uuid4(),
        agency_id=owner,
        record_kind=kind,
        record_id=record,
        field=field,
        revision=revision,
        cipher_text=cipher_text,
    )
    sealed.save(force_insert=True)
    version = settings.FIELD_KEYS["current"]
    KeyWrap.objects.bulk_create(
        _wrap_for(sealed, data_key, reader, version)
        for reader in dict.fromkeys([owner, *readers])
    )
    return sealed.id


def open_text(sealed_id: UUID, *, reader: UUID) -> str:
    """The plain text for one reading agency; raises CannotOpen."""
    return open_texts([sealed_id], reader=reader)[sealed_id]


def open_texts(sealed_ids: Iterable[UUID], *, reader: UUID) -> dict[UUID, str]:
    """Many at once, in two queries; raises CannotOpen if any does not open."""
    wanted = list(dict.fromkeys(sealed_ids))
    if not wanted:
        return {}
    sealed = SealedText.objects.in_bulk(wanted)
    wraps = {
        w.sealed_id: w
        for w in KeyWrap.objects.filter(sealed_id__in=wanted, agency_id=reader)
    }
    if len(sealed) != len(wanted) or len(wraps) != len(wanted):
        raise CannotOpen
    return {one: _open(sealed[one], wraps[one]).decode() for one in wanted}


def open_readable(sealed_ids: Iterable[UUID], *, reader: UUID) -> dict[UUID, str]:
    """As open_texts, without those that were never sealed for the reader."""
    mine = KeyWrap.objects.filter(sealed_id__in=list(sealed_ids), agency_id=reader)
    return open_texts(mine.values_list("sealed_id", flat=True), reader=reader)


def seal_letter(
    text: str, *, kind: str, record: UUID, owner: UUID, readers: Iterable[UUID]
) -> tuple[bytes, dict[UUID, bytes]]:
    """(Cipher text, the key wrapped for each reader), without keeping either.

    For what is carried to agencies that the writer is not to know.
    """
    cipher_text, data_key = seal(text.encode(), _letter(kind, record, owner))
    version = settings.FIELD_KEYS["current"]
    wraps = {
        reader: wrap(data_key, _key(reader, version), record, reader)
        for reader in readers
    }
    return cipher_text, wraps


def open_letter(
    cipher_text: bytes,
    wrapped: bytes,
    *,
    kind: str,
    record: UUID,
    owner: UUID,
    reader: UUID,
    key_version: int,
) -> str:
    """What was sealed by seal_letter, for one of its readers; raises CannotOpen."""
    data_key = unwrap(wrapped, _key(reader, key_version), record, reader)
    return open_sealed(cipher_text, data_key, _letter(kind, record, owner)).decode()


def rotate(*, agency: UUID) -> int:
    """Wrap every data key of the agency under the current key; returns how many.

    The sealed data itself is untouched.
    """
    current = settings.FIELD_KEYS["current"]
    old = list(KeyWrap.objects.filter(agency_id=agency).exclude(key_version=current))
    for one in old:
        data_key = unwrap(
            bytes(one.wrapped), _key(agency, one.key_version), one.sealed_id, agency
        )
        one.key_version = current
        one.wrapped = wrap(data_key, _key(agency, current), one.sealed_id, agency)
        one.save(update_fields=["key_version", "wrapped"])
    return len(old)


def destroy(sealed_id: UUID) -> None:
    """Delete every wrap the caller may delete: the text can then never be opened."""
    KeyWrap.objects.filter(sealed_id=sealed_id).delete()


def forget(sealed_id: UUID) -> None:
    """Destroy the text and delete its cipher text too, where the policies allow it."""
    destroy(sealed_id)
    SealedText.objects.filter(id=sealed_id).delete()


def _letter(kind: str, record: UUID, owner: UUID) -> Place:
    return Place(kind, record, "letter", owner, 1)


def _open(sealed: SealedText, key_wrap: KeyWrap) -> bytes:
    place = Place(
        sealed.record_kind,
        sealed.record_id,
        sealed.field,
        sealed.agency_id,
        sealed.revision,
    )
    data_key = unwrap(
        bytes(key_wrap.wrapped),
        _key(key_wrap.agency_id, key_wrap.key_version),
        sealed.id,
        key_wrap.agency_id,
    )
    return open_sealed(bytes(sealed.cipher_text), data_key, place)


def _wrap_for(
    sealed: SealedText, data_key: bytes, reader: UUID, version: int
) -> KeyWrap:
    return KeyWrap(
        id=uuid4(),
        sealed_id=sealed.id,
        agency_id=reader,
        custodian_id=sealed.agency_id,
        key_version=version,
        wrapped=wrap(data_key, _key(reader, version), sealed.id, reader),
    )


def _key(agency: UUID, version: int) -> bytes:
    try:
        root = settings.FIELD_KEYS["keys"][version]
    except KeyError:
        raise CannotOpen from None
    return agency_key(root, agency, version)
