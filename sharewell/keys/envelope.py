"""Seals bytes: a fresh AES-256-GCM data key for each value, wrapped for each reader.

The associated data names record, field, owner and revision, each with its length, so
that cipher text pasted to another place, or an older revision put back, does not open.
A wrap has two layers: the reader's subject key inside, the reader's agency key around
it. Either key destroyed, the data key is lost; the outer one is replaced in rotation
without the inner.
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


@dataclass(frozen=True)
class WrapPlace:
    """What a wrap is bound to: the sealed text, who reads it, under which subject.

    A wrap without a subject is of the first format, which had the agency's key alone.
    """

    sealed: UUID
    agency: UUID
    subject: UUID | None = None

    def outer(self) -> bytes:
        """Bound to by the layer under the agency's key."""
        if self.subject is None:
            return _framed(
                [b"sharewell key wrap v1", self.sealed.bytes, self.agency.bytes]
            )
        return self._with_subject(b"sharewell key wrap v2")

    def inner(self) -> bytes:
        """Bound to by the layer under the subject's key."""
        return self._with_subject(b"sharewell subject wrap v2")

    def _with_subject(self, form: bytes) -> bytes:
        if self.subject is None:
            raise CannotOpen
        ids = (self.sealed, self.agency, self.subject)
        return _framed([form, *(one.bytes for one in ids)])


def seal(plain: bytes, place: Place) -> tuple[bytes, bytes]:
    """(cipher text with its nonce in front, data key of 32 bytes)."""
    data_key = AESGCM.generate_key(KEY_BYTES * 8)
    return encrypt(data_key, plain, place.to_bytes()), data_key


def open_sealed(cipher_text: bytes, data_key: bytes, place: Place) -> bytes:
    """The plain bytes; raises CannotOpen."""
    return decrypt(data_key, cipher_text, place.to_bytes())


def agency_key(root: bytes, agency: UUID, version: int) -> bytes:
    """The key-encryption key of one agency, derived from the root key of a version."""
    info = _framed(
        [b"sharewell agency key v1", agency.bytes, version.to_bytes(4, "big")]
    )
    return HKDF(SHA256(), KEY_BYTES, salt=None, info=info).derive(root)


def encrypt(key: bytes, plain: bytes, place: bytes) -> bytes:
    """A random nonce of 12 bytes, then AES-256-GCM of `plain` bound to `place`."""
    nonce = os.urandom(NONCE_BYTES)
    return nonce + AESGCM(key).encrypt(nonce, plain, place)


def decrypt(key: bytes, data: bytes, place: bytes) -> bytes:
    """What `encrypt` was given; raises CannotOpen."""
    try:
        return AESGCM(key).decrypt(data[:NONCE_BYTES], data[NONCE_BYTES:], place)
    except (InvalidTag, ValueError):
        raise CannotOpen from None


def _framed(parts: list[bytes]) -> bytes:
    return b"".join(len(part).to_bytes(4, "big") + part for part in parts)
