"""The two layers of a wrap: subject key inside, agency key around it."""

from uuid import UUID, uuid4

from sharewell.keys.envelope import (
    CannotOpen,
    Place,
    WrapPlace,
    decrypt,
    encrypt,
    open_sealed,
)
from sharewell.keys.models import KeyWrap, SealedText
from sharewell.keys.service import key_service
from sharewell.keys.subjects import subject_keys


def wrap_data_key(
    sealed: SealedText, data_key: bytes, reader: UUID, subject: UUID
) -> KeyWrap:
    """For one reader, not saved yet; raises SubjectErased."""
    place = WrapPlace(sealed.id, reader, subject)
    inside = encrypt(
        subject_keys().key_or_new(reader, subject), data_key, place.inner()
    )
    service = key_service()
    version = service.current(reader)
    return KeyWrap(
        id=uuid4(),
        sealed_id=sealed.id,
        agency_id=reader,
        custodian_id=sealed.agency_id,
        subject_id=subject,
        key_version=version,
        wrapped=service.wrap(reader, version, inside, place.outer()),
    )


def open_wrap(row: KeyWrap) -> bytes:
    """The data key; raises CannotOpen, SubjectErased."""
    place = _place(row)
    if row.subject_id is None:
        return _under_agency_key(row, place)
    # First, so that what was erased is said to be erased and not to be altered.
    key = subject_keys().key(row.agency_id, row.subject_id)
    return decrypt(key, _under_agency_key(row, place), place.inner())


def open_row(sealed: SealedText, row: KeyWrap) -> bytes:
    """The plain bytes behind a text by one of its wraps; raises CannotOpen."""
    place = Place(
        sealed.record_kind,
        sealed.record_id,
        sealed.field,
        sealed.agency_id,
        sealed.revision,
    )
    if row.sealed_id != sealed.id:
        raise CannotOpen
    return open_sealed(bytes(sealed.cipher_text), open_wrap(row), place)


def wrap_anew(row: KeyWrap, version: int) -> bytes:
    """The same content under another version of the agency's key; raises CannotOpen.

    The layer within is not looked into: rotation needs no subject key.
    """
    place = _place(row)
    inside = _under_agency_key(row, place)
    return key_service().wrap(row.agency_id, version, inside, place.outer())


def _under_agency_key(row: KeyWrap, place: WrapPlace) -> bytes:
    return key_service().unwrap(
        row.agency_id, row.key_version, bytes(row.wrapped), place.outer()
    )


def _place(row: KeyWrap) -> WrapPlace:
    return WrapPlace(row.sealed_id, row.agency_id, row.subject_id)
