"""The ledger's signed word on its size and root, after c2sp.org/tlog-checkpoint."""

from dataclasses import dataclass
from typing import Final

from sharewell.core.ledger.hashing import EMPTY_ROOT, HASH_BYTES
from sharewell.core.ledger.note import (
    Note,
    NoteSignature,
    read_note,
    require_name,
    write_note,
)
from sharewell.core.ledger.note_keys import (
    Check,
    NotSigned,
    Sign,
    VerifierKey,
    signatures_by,
)
from sharewell.core.ledger.strict_text import (
    LARGEST_NUMBER,
    MalformedNote,
    read_hash,
    read_number,
    write_base64,
)

_LINES: Final = 3


@dataclass(frozen=True)
class Checkpoint:
    """Which ledger (`origin`), how many entries, and the Merkle root over them.

    Raises MalformedNote.
    """

    origin: str
    size: int
    root: bytes

    def __post_init__(self) -> None:
        require_name(self.origin)
        if not 0 <= self.size <= LARGEST_NUMBER:
            raise MalformedNote(f"A ledger cannot have {self.size} entries.")
        if len(self.root) != HASH_BYTES:
            raise MalformedNote(f"A root has {HASH_BYTES} bytes, not {len(self.root)}.")
        if self.size == 0 and self.root != EMPTY_ROOT:
            raise MalformedNote("An empty ledger has the root of nothing, not another.")

    def body(self) -> str:
        """Three lines: the text that is signed."""
        return f"{self.origin}\n{self.size}\n{write_base64(self.root)}\n"


def read_body(text: str) -> Checkpoint:
    """Read what `body` wrote; raises MalformedNote.

    Further lines, which the format allows, are refused: Sharewell writes none, and
    nobody could check what they say.
    """
    origin, *rest = text.split("\n")
    if len(rest) != _LINES or rest[2]:
        raise MalformedNote("A checkpoint has three lines: ledger, size and root.")
    size, root = read_number(rest[0], "The size"), read_hash(rest[1], "The root")
    return Checkpoint(origin, size, root)


def sign_checkpoint(checkpoint: Checkpoint, key: VerifierKey, sign: Sign) -> bytes:
    """The signed note. `sign` holds the private half of `key`, named as the origin."""
    body = checkpoint.body()
    signature = NoteSignature(key.name, key.key_id, sign(body.encode()))
    return write_note(Note(body, (signature,)))


def open_checkpoint(data: bytes, key: VerifierKey, check: Check) -> Checkpoint:
    """What a signed note says, if the ledger with this key said it.

    Raises MalformedNote, and NotSigned where the key did not sign, one of its
    signatures is false, or the note is about another ledger.
    """
    note = read_note(data)
    checkpoint = read_body(note.text)
    if checkpoint.origin != key.name:
        raise NotSigned(
            f"This checkpoint is of the ledger {checkpoint.origin!r}, not of "
            f"{key.name!r}."
        )
    require_signed(note, key, note.text.encode(), check)
    return checkpoint


def require_signed(note: Note, key: VerifierKey, message: bytes, check: Check) -> None:
    """Raises NotSigned unless the key signed the message, and never falsely."""
    claimed = [one.signature for one in signatures_by(note, key)]
    if not claimed:
        raise NotSigned(f"{key.name} did not sign this with the key that is expected.")
    if not all(check(key.public, message, one) for one in claimed):
        raise NotSigned(
            f"The signature of {key.name} does not fit: the text was changed after it "
            "was signed, or somebody else signed it."
        )
