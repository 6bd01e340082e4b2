"""Seals bytes: a fresh AES-256-GCM data key for each value, wrapped for each reader.

The associated data names record, field, owner and revision, each with its length, so
that cipher text pasted to another place, or an older revision put back, does not open.
"""

import os
from dataclasses import dataclass
from uuid import UUID

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

from sharewell.core.errors import SharewellError

NONCE_BYTES = 12
KEY_BYTES = 32


class CannotOpen(SharewellError):
    """The sealed text does not open: altered, moved, or not wrapped for this reader."""

    def __init__(self) -> None:
        """One message for every cause: which it was helps only an attacker."""
        super().__init__(
            "This sealed text cannot be opened. It was altered, or it is not yours."
        )


@dataclass(frozen=True)
class Place:
    """What a seal is bound to."""

    kind: str
    record: UUID
    field: str
    owner: UUID
    revision: int

    def to_bytes(self) -> bytes:
        """Length-framed, so that no two places share the same bytes."""
        parts = [
            b"sharewell sealed text v1",
            self.kind.encode(),
            self.record.bytes,
            self.field.encode(),
            self.owner.bytes,
            self.revision.to_bytes(4, "big"),
        ]
        return _framed(parts)


def seal(plain: bytes, place: Place) -> tuple[bytes, bytes]:
    """(cipher text with its nonce in front, data key of 32 bytes)."""
    data_key = AESGCM.generate_key(KEY_BYTES * 8)
    return _encrypt(data_key, plain, place.to_bytes()), data_key


def open_sealed(cipher_text: bytes, data_key: bytes, place: Place) -> bytes:
    """The plain bytes; raises CannotOpen."""
    return _decrypt(data_key, cipher_text, place.to_bytes())


def wrap(data_key: bytes, agency_key: bytes, sealed: UUID, agency: UUID) -> bytes:
    """The data key under an agency's key, bound to the sealed text and the agency."""
    return _encrypt(agency_key, data_key, _wrap_place(sealed, agency))


def unwrap(wrapped: bytes, agency_key: bytes, sealed: UUID, agency: UUID) -> bytes:
    """The data key; raises CannotOpen."""
    return _decrypt(agency_key, wrapped, _wrap_place(sealed, agency))


def agency_key(root: bytes, agency: UUID, version: int) -> bytes:
    """The key-encryption key of one agency, derived from the root key of a version."""
    info = _framed(
        [b"sharewell agency key v1", agency.bytes, version.to_bytes(4, "big")]
    )
    return HKDF(SHA256(), KEY_BYTES, salt=None, info=info).derive(root)


def _wrap_place(sealed: UUID, agency: UUID) -> bytes:
    return _framed([b"sharewell key wrap v1", sealed.bytes, agency.bytes])


def _framed(parts: list[bytes]) -> bytes:
    return b"".join(len(part).to_bytes(4, "big") + part for part in parts)


def _encrypt(key: bytes, plain: bytes, place: bytes) -> bytes:
    nonce = os.urandom(NONCE_BYTES)
    return nonce + AESGCM(key).encrypt(nonce, plain, place)


def _decrypt(key: bytes, data: bytes, place: bytes) -> bytes:
    try:
        return AESGCM(key).decrypt(data[:NONCE_BYTES], data[NONCE_BYTES:], place)
    except (InvalidTag, ValueError):
        raise CannotOpen from None
