"""Ed25519 behind two plain functions: signing and checking the ledger's notes."""

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import (
    Ed25519PrivateKey,
    Ed25519PublicKey,
)

SEED_BYTES = 32


class SigningKey:
    """A private key of 32 bytes (RFC 8032); it never shows itself in a message."""

    def __init__(self, seed: bytes) -> None:
        """Raises ValueError unless the seed has 32 bytes."""
        self._key = Ed25519PrivateKey.from_private_bytes(seed)

    @property
    def public(self) -> bytes:
        """The public half; 32 bytes."""
        return self._key.public_key().public_bytes_raw()

    def sign(self, message: bytes) -> bytes:
        """64 bytes; the same message always gives the same."""
        return self._key.sign(message)


def new_seed() -> bytes:
    """A fresh private key; 32 bytes."""
    return Ed25519PrivateKey.generate().private_bytes_raw()


def check(public: bytes, message: bytes, signature: bytes) -> bool:
    """Whether the key signed this message; False for anything of the wrong shape."""
    try:
        Ed25519PublicKey.from_public_bytes(public).verify(signature, message)
    except (InvalidSignature, ValueError):
        return False
    return True
