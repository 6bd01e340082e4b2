"""Golden vectors of the ledger's bytes.

They may never change. Ledgers in use hold these bytes, and witnesses and printed
receipts hold their hashes: with any other encoding every entry written so far would
read as tampered with. If one of these tests fails, the code is wrong. A new format gets
a new heading, new vectors beside these, and code that reads both.
"""

import hashlib
import json
from datetime import datetime
from pathlib import Path
from typing import Any
from uuid import UUID

import pytest

from sharewell.core.ledger.commitment import canonical_json
from sharewell.core.ledger.entry import Entry, commit, decode, encode, leaf_hash
from sharewell.core.ledger.tree import Edge, root

VECTORS: dict[str, Any] = json.loads(
    Path(__file__).with_name("vectors.json").read_text("utf-8")
)
# Of the file itself, so that a vector cannot be "corrected" along with the code.
FILE_SHA256 = "ae6a76a8d902c1d64761168d8b48583f81f10e140d8413e24241932889667818"


def identifier(text: str | None) -> UUID | None:
    return None if text is None else UUID(text)


def entry_of(vector: dict[str, Any]) -> Entry:
    commitment = vector["commitment"]
    return Entry(
        leaf_id=UUID(vector["leaf_id"]),
        event=vector["event"],
        actor=identifier(vector["actor"]),
        agency=identifier(vector["agency"]),
        purpose=vector["purpose"],
        object_kind=vector["object_kind"],
        object_id=identifier(vector["object_id"]),
        verdict=vector["verdict"],
        reasons=tuple(vector["reasons"]),
        at=datetime.fromisoformat(vector["at"]),
        edition=vector["edition"],
        commitment=None if commitment is None else bytes.fromhex(commitment),
    )


def text_of(vector: dict[str, Any]) -> bytes:
    return "".join(f"{line}\n" for line in vector["lines"]).encode("ascii")


by_name = pytest.mark.parametrize(
    "vector", VECTORS["entries"], ids=lambda vector: vector["name"]
)


def test_vectors_file_is_the_one_that_was_frozen() -> None:
    content = Path(__file__).with_name("vectors.json").read_bytes()
    assert hashlib.sha256(content).hexdigest() == FILE_SHA256


@by_name
def test_entry_has_its_frozen_bytes(vector: dict[str, Any]) -> None:
    assert encode(entry_of(vector)) == text_of(vector)


@by_name
def test_frozen_bytes_are_read_back(vector: dict[str, Any]) -> None:
    assert decode(text_of(vector)) == entry_of(vector)


@by_name
def test_entry_has_its_frozen_leaf_hash(vector: dict[str, Any]) -> None:
    by_hand = hashlib.sha256(b"\0" + text_of(vector)).hexdigest()
    assert leaf_hash(text_of(vector)).hex() == by_hand == vector["leaf_hash"]


@pytest.mark.parametrize(
    "vector", VECTORS["commitments"], ids=lambda vector: vector["name"]
)
def test_content_has_its_frozen_commitment(vector: dict[str, Any]) -> None:
    salt, text = bytes.fromhex(vector["salt"]), vector["json"].encode()
    framed = [len(salt).to_bytes(8, "big"), salt, len(text).to_bytes(8, "big"), text]
    by_hand = hashlib.sha256(
        b"sharewell ledger commitment v1\n" + b"".join(framed)
    ).hexdigest()
    assert canonical_json(vector["content"]) == text
    assert commit(salt, vector["content"]).hex() == by_hand == vector["commitment"]


def test_log_of_the_vectors_has_its_frozen_root_and_edge() -> None:
    leaves = [bytes.fromhex(vector["leaf_hash"]) for vector in VECTORS["entries"]]
    edge = Edge()
    for leaf in leaves:
        edge = edge.append(leaf)
    assert root(leaves).hex() == VECTORS["log"]["root"]
    assert edge.to_bytes().hex() == VECTORS["log"]["edge"]
