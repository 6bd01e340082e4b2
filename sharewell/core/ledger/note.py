"""Signed notes, after c2sp.org/signed-note: a text, an empty line, signature lines.

Whatever is read is written again and compared, so a note has one spelling.
"""

from dataclasses import dataclass
from typing import Final

from sharewell.core.ledger.strict_text import (
    MalformedNote,
    read_base64,
    read_utf8,
    write_base64,
)

KEY_ID_BYTES: Final = 4
MOST_SIGNATURES: Final = 64
MOST_BYTES: Final = 1 << 20
_DASH: Final = "\u2014 "


@dataclass(frozen=True)
class NoteSignature:
    """One signature line: who signed, with which key, and the signature's bytes.

    The name and the four bytes of key id together say which key. Raises MalformedNote.
    """

    name: str
    key_id: bytes
    signature: bytes

    def __post_init__(self) -> None:
        require_name(self.name)
        if len(self.key_id) != KEY_ID_BYTES or not self.signature:
            raise MalformedNote(
                f"A signature line holds {KEY_ID_BYTES} bytes of key id and then the "
                "signature."
            )

    def line(self) -> str:
        """The line, with its newline."""
        packed = write_base64(self.key_id + self.signature)
        return f"{_DASH}{self.name} {packed}\n"


@dataclass(frozen=True)
class Note:
    """A text that ends in a newline, and those who signed it, in order."""

    text: str
    signatures: tuple[NoteSignature, ...]


def write_note(note: Note) -> bytes:
    """The note's bytes; raises MalformedNote for a text that no note can hold."""
    data = f"{note.text}\n{''.join(s.line() for s in note.signatures)}".encode()
    read_note(data)
    return data


def read_note(data: bytes) -> Note:
    """Read exactly what `write_note` writes, trusting nobody; raises MalformedNote."""
    if len(data) > MOST_BYTES:
        raise MalformedNote(f"A note of {len(data)} bytes is too long to be one.")
    whole = read_utf8(data, "The note")
    head, empty_line, tail = whole.rpartition("\n\n")
    if not empty_line or not tail.endswith("\n"):
        raise MalformedNote(
            "A note is a text, an empty line and signature lines, each ending in a "
            "newline. This one was cut short or is something else."
        )
    lines = tail[:-1].split("\n")
    if len(lines) > MOST_SIGNATURES:
        raise MalformedNote(f"A note with {len(lines)} signatures is not read.")
    note = Note(f"{head}\n", tuple(_read_signature(line) for line in lines))
    if f"{note.text}\n{''.join(s.line() for s in note.signatures)}" != whole:
        raise MalformedNote("The note is not in its canonical form.")
    return note


def require_name(name: str) -> None:
    """A key's name: not empty, no white space, no plus sign; raises MalformedNote."""
    if not name or "+" in name or any(c.isspace() or c < " " for c in name):
        raise MalformedNote(
            f"{name[:80]!r} cannot name a key. Use something like an address without "
            "its scheme (example.org/log), with no spaces and no plus sign."
        )


def _read_signature(line: str) -> NoteSignature:
    if not line.startswith(_DASH):
        raise MalformedNote(f"{line[:40]!r} is not a signature line.")
    name, _, packed = line.removeprefix(_DASH).partition(" ")
    data = read_base64(packed, f"The signature of {name[:80]!r}")
    return NoteSignature(name, data[:KEY_ID_BYTES], data[KEY_ID_BYTES:])
