"""Seals the service's own short secrets, such as the key of a second factor.

Unlike a record's text they belong to no agency and are opened before there is an actor,
so they are sealed under a key derived from the root key alone. The result says which
format and which root key it was made with: `v1.<root key version>.<base64>`.
"""

import base64
import os

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from django.conf import settings

from sharewell.keys.envelope import KEY_BYTES, NONCE_BYTES, CannotOpen

FORMAT = "v1"
INFO = b"sharewell service secret v1"
LINK = b"sharewell link v1 "


def seal_secret(text: str) -> str:
    """The text sealed under the current root key; different on every call."""
    version = settings.FIELD_KEYS["current"]
    nonce = os.urandom(NONCE_BYTES)
    sealed = AESGCM(_key(version)).encrypt(nonce, text.encode(), _place(version))
    return f"{FORMAT}.{version}.{base64.b64encode(nonce + sealed).decode()}"


def open_secret(sealed: str) -> str:
    """The text; raises CannotOpen when altered or sealed under a key we do not hold."""
    try:
        form, version, encoded = sealed.split(".")
        data = base64.b64decode(encoded, validate=True)
        if form != FORMAT:
            raise CannotOpen
        place, key = _place(int(version)), _key(int(version))
        return (
            AESGCM(key).decrypt(data[:NONCE_BYTES], data[NONCE_BYTES:], place).decode()
        )
    except (InvalidTag, KeyError, ValueError):
        raise CannotOpen from None


def link_token(name: str) -> str:
    """The unguessable end of a link that is sent once: 43 characters for an address.

    Made from the link's name and the root key, so that a message that waits to be sent,
    and may be sent twice, does not have to keep it. Another root key makes another.
    """
    key = _key(settings.FIELD_KEYS["current"])
    made = HKDF(SHA256(), KEY_BYTES, salt=None, info=LINK + name.encode()).derive(key)
    return base64.urlsafe_b64encode(made).rstrip(b"=").decode()


def _key(version: int) -> bytes:
    root = settings.FIELD_KEYS["keys"][version]
    return HKDF(SHA256(), KEY_BYTES, salt=None, info=INFO).derive(root)


def _place(version: int) -> bytes:
    return INFO + version.to_bytes(4, "big")
