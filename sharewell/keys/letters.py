"""Text carried to agencies that the writer is not to know: sealed, and kept elsewhere.

Its wraps are under the agencies' keys alone and are not rotated: a letter is taken in
within minutes, and what is taken in is sealed anew under a subject of the taker.
"""

from collections.abc import Iterable
from uuid import UUID

from sharewell.keys.envelope import CannotOpen, Place, WrapPlace, open_sealed, seal
from sharewell.keys.service import key_service

# Written where a number of a version was expected: each wrap says its own.
VERSION_WITHIN = 0
_VERSION_BYTES = 4


def seal_letter(
    text: str, *, kind: str, record: UUID, owner: UUID, readers: Iterable[UUID]
) -> tuple[bytes, dict[UUID, bytes]]:
    """(Cipher text, the key wrapped for each reader), without keeping either."""
    cipher_text, data_key = seal(text.encode(), _place(kind, record, owner))
    return cipher_text, {one: _wrap(data_key, record, one) for one in readers}


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
    if key_version == VERSION_WITHIN:
        key_version = int.from_bytes(wrapped[:_VERSION_BYTES], "big")
        wrapped = wrapped[_VERSION_BYTES:]
    place = WrapPlace(record, reader).outer()
    try:
        data_key = key_service().unwrap(reader, key_version, wrapped, place)
    except OverflowError:
        raise CannotOpen from None
    return open_sealed(cipher_text, data_key, _place(kind, record, owner)).decode()


def _wrap(data_key: bytes, record: UUID, reader: UUID) -> bytes:
    service = key_service()
    version = service.current(reader)
    place = WrapPlace(record, reader).outer()
    wrapped = service.wrap(reader, version, data_key, place)
    return version.to_bytes(_VERSION_BYTES, "big") + wrapped


def _place(kind: str, record: UUID, owner: UUID) -> Place:
    return Place(kind, record, "letter", owner, 1)
