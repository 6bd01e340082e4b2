"""Who may sign notes: verifier keys, and the checking of signatures against them.

The mathematics is passed in: `Sign` and `Check` are Ed25519 in
`sharewell.keys.signing`.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from enum import IntEnum
from hashlib import sha256
from typing import Final

from sharewell.core.errors import SharewellError
from sharewell.core.ledger.note import KEY_ID_BYTES, Note, NoteSignature, require_name
from sharewell.core.ledger.strict_text import (
    MalformedNote,
    read_base64,
    write_base64,
)

PUBLIC_KEY_BYTES: Final = 32
_PARTS: Final = 3

# The message to the signature's 64 bytes.
Sign = Callable[[bytes], bytes]
# Public key, message, signature: whether they belong together.
Check = Callable[[bytes, bytes, bytes], bool]


class NotSigned(SharewellError):
    """A well-formed note that no trusted key signed, or whose signature is false."""


class KeyKind(IntEnum):
    """What a key may sign: the type byte of c2sp.org/signed-note."""

    LOG = 0x01  # Ed25519 over the text: the ledger's own checkpoints.
    WITNESS = 0x04  # Ed25519 with a time: c2sp.org/tlog-cosignature.


@dataclass(frozen=True)
class VerifierKey:
    """A public key with a name, to be handed out; `kind` is part of its identity.

    Raises MalformedNote.
    """

    name: str
    kind: KeyKind
    public: bytes

    def __post_init__(self) -> None:
        require_name(self.name)
        if len(self.public) != PUBLIC_KEY_BYTES:
            raise MalformedNote(
                f"The key of {self.name} has {len(self.public)} bytes; Ed25519 has "
                f"{PUBLIC_KEY_BYTES}."
            )

    @property
    def key_id(self) -> bytes:
        """Four bytes that stand for name, kind and key in a signature line."""
        named = self.name.encode() + b"\n" + self._typed()
        return sha256(named).digest()[:KEY_ID_BYTES]

    def __str__(self) -> str:
        """As it is written in files and said on the telephone: `name+id+key`."""
        return f"{self.name}+{self.key_id.hex()}+{write_base64(self._typed())}"

    def _typed(self) -> bytes:
        return bytes([self.kind]) + self.public


def read_verifier_key(text: str, kind: KeyKind) -> VerifierKey:
    """Read `name+id+key` of the kind expected; raises MalformedNote."""
    parts = text.split("+", _PARTS - 1)
    if len(parts) != _PARTS:
        raise MalformedNote(
            f"{text[:80]!r} is not a verifier key. It reads name+id+key."
        )
    typed = read_base64(parts[2], f"The key of {parts[0][:80]!r}")
    if typed[:1] != bytes([kind]):
        raise MalformedNote(
            f"The key of {parts[0][:80]!r} is not of the kind "
            f"{kind.name.lower()} ({kind:#04x})."
        )
    key = VerifierKey(parts[0], kind, typed[1:])
    if str(key) != text:
        raise MalformedNote(
            f"The key of {key.name!r} does not fit its id: one was mistyped or changed."
        )
    return key


def signatures_by(note: Note, key: VerifierKey) -> Iterator[NoteSignature]:
    """The lines that claim to be by this key; not checked yet."""
    for signature in note.signatures:
        if (signature.name, signature.key_id) == (key.name, key.key_id):
            yield signature
