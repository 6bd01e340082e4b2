"""The file that proves a decision record: what it holds, and its one spelling.

It carries the very content that the ledger committed to, with the salt, so that anybody
can compute the commitment again; where the commitment stands in the ledger, as a proof
of inclusion; and the same for the pages of the copy that it is attached to.
"""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Final

from sharewell.core.errors import SharewellError

FORMAT: Final = "sharewell record proof v1"
ABOUT: Final = (
    "This proves a decision record of Sharewell. Check it, and the PDF that it came "
    "with, by the command: sharewell verify-record FILE --key KEYFILE"
)
MOST_BYTES: Final = 16 << 20


class MalformedProof(SharewellError):
    """Bytes that are not a whole record proof."""


@dataclass(frozen=True)
class Committed:
    """Content the ledger promised: the salt, the content, the inclusion proof's text.

    The proof is a `.tlog-proof` file with the entry inside (see `proof_files`).
    """

    salt: bytes
    content: Mapping[str, Any]
    proof: str


@dataclass(frozen=True)
class RecordProof:
    """A decision and the copy of it that was handed out.

    `key` is the ledger's public key as the file itself names it: to be compared, never
    to be trusted.
    """

    key: str
    record: Committed
    copy: Committed


def copy_content(decision: str, length: int, sha256: str) -> dict[str, Any]:
    """What the ledger commits to when a copy is made: these pages, of this decision.

    `decision` is its id, `length` in bytes, `sha256` of the pages before they are
    sealed, in hex.
    """
    return {"decision": decision, "bytes": length, "sha256": sha256}


def write_record_proof(proof: RecordProof) -> bytes:
    """JSON that a person can read, keys in order, two spaces a level."""
    said = {
        "about": ABOUT,
        "format": FORMAT,
        "key": proof.key,
        "record": _written(proof.record),
        "copy": _written(proof.copy),
    }
    text = json.dumps(said, indent=2, sort_keys=True, ensure_ascii=False)
    return f"{text}\n".encode()


def read_record_proof(data: bytes) -> RecordProof:
    """Read exactly what `write_record_proof` writes; raises MalformedProof."""
    if len(data) > MOST_BYTES:
        raise MalformedProof("The file is far too long to be the proof of a record.")
    try:
        said = json.loads(data.decode("utf-8"))
        proof = RecordProof(
            _text(said["key"]), _read(said["record"]), _read(said["copy"])
        )
        again = write_record_proof(proof)
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError):
        raise MalformedProof(
            "The proof is not whole: it was cut short, changed, or is something else."
        ) from None
    if again != data:
        raise MalformedProof("The proof was changed since it was written.")
    return proof


def is_record_proof(data: bytes) -> bool:
    """Whether the bytes claim to be a record proof, whole or not."""
    return data.lstrip()[:1] == b"{" and ABOUT[:40].encode() in data[:200]


def _written(one: Committed) -> dict[str, Any]:
    return {"salt": one.salt.hex(), "content": one.content, "proof": one.proof}


def _read(said: Any) -> Committed:
    if not isinstance(said["content"], dict):
        raise TypeError
    return Committed(bytes.fromhex(said["salt"]), said["content"], _text(said["proof"]))


def _text(value: Any) -> str:
    if not isinstance(value, str):
        raise TypeError
    return value
