"""Proof checking agrees with the published vectors of another implementation."""

import json
from base64 import b64decode
from pathlib import Path
from typing import Any

import pytest

from sharewell.core.ledger.proofs import verify_consistency, verify_inclusion

VECTORS: dict[str, Any] = json.loads(
    Path(__file__).with_name("published_proofs.json").read_text("utf-8")
)

# Its two equal roots are a few letters: whatever has not 32 bytes is no root to us.
STRICTER = "additional/sizes-are-equal-one-and-proof-is-empty"


def raw(text: str | None) -> bytes:
    return b64decode(text or "")


def hashes(vector: dict[str, Any]) -> tuple[bytes, ...]:
    return tuple(raw(one) for one in vector["proof"] or ())


@pytest.mark.parametrize("vector", VECTORS["inclusion"], ids=lambda v: v["name"])
def test_inclusion(vector: dict[str, Any]) -> None:
    right = verify_inclusion(
        raw(vector["leafHash"]),
        vector["leafIdx"],
        vector["treeSize"],
        hashes(vector),
        raw(vector["root"]),
    )
    assert right is not vector["wantErr"]


@pytest.mark.parametrize("vector", VECTORS["consistency"], ids=lambda v: v["name"])
def test_consistency(vector: dict[str, Any]) -> None:
    sizes = vector["size1"], vector["size2"]
    roots = raw(vector["root1"]), raw(vector["root2"])
    right = verify_consistency(*sizes, *roots, hashes(vector))
    assert right is not (vector["wantErr"] or vector["name"] == STRICTER)


def test_vectors_say_yes_and_no() -> None:
    for kind in ("inclusion", "consistency"):
        assert {vector["wantErr"] for vector in VECTORS[kind]} == {True, False}
