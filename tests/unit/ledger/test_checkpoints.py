"""Not one bit of a checkpoint or a proof can be changed unnoticed."""

from collections.abc import Callable, Iterator
from typing import Any

import pytest

from sharewell.core.errors import SharewellError
from sharewell.core.ledger.checkpoint import Checkpoint, open_checkpoint, read_body
from sharewell.core.ledger.cosignature import cosign, cosignatures
from sharewell.core.ledger.dated import open_dated, sign_dated
from sharewell.core.ledger.hashing import EMPTY_ROOT
from sharewell.core.ledger.note_keys import NotSigned
from sharewell.core.ledger.proof_files import (
    InclusionFile,
    read_consistency,
    read_inclusion,
    write_inclusion,
)
from sharewell.core.ledger.proofs import verify_consistency
from sharewell.core.ledger.proofs_checked import (
    NotProven,
    Trust,
    prove_entry,
    require_seen,
)
from sharewell.core.ledger.strict_text import MalformedNote
from sharewell.core.ledger.tree import root
from sharewell.keys.signing import check
from tests.unit.ledger.signed import (
    AT,
    ENTRIES,
    LEAVES,
    LEDGER,
    OTHER_WITNESS,
    TRUST,
    WITNESS,
    checkpoint,
    consistency,
    inclusion,
    seen,
    signer,
)

SIZE, INDEX, OLD = 13, 6, 7
BODY = f"{LEDGER.key.name}\n13\n"
ROOT = "CsUYapGGPo4dkMgIAUqom/Xajj7h2fB2MPA3j2jxq2I="


def flips(data: bytes) -> Iterator[bytes]:
    for place in range(len(data)):
        for bit in range(8):
            changed = bytearray(data)
            changed[place] ^= 1 << bit
            yield bytes(changed)


def open_seen(data: bytes) -> Any:
    said = open_dated(data, LEDGER.key, check)
    return said, require_seen(data, TRUST)


def grow(data: bytes) -> Any:
    """What a witness asks of a consistency file, from the root it remembers."""
    proof = read_consistency(data)
    said, _ = open_dated(proof.checkpoint, LEDGER.key, check)
    if proof.old != OLD or not verify_consistency(
        OLD, said.size, root(LEAVES[:OLD]), said.root, proof.hashes
    ):
        raise NotProven("not consistent")
    return said


Reader = Callable[[bytes], Any]


@pytest.mark.parametrize(
    ("data", "read"),
    [
        (checkpoint(SIZE), lambda data: open_dated(data, LEDGER.key, check)),
        (seen(SIZE), open_seen),
        (inclusion(INDEX, SIZE), lambda data: prove_entry(data, TRUST)),
        (consistency(OLD, SIZE), grow),
    ],
    ids=["checkpoint", "checkpoint-with-witness", "inclusion", "consistency"],
)
def test_every_changed_bit_is_refused(data: bytes, read: Reader) -> None:
    read(data)
    accepted = []
    for changed in flips(data):
        try:
            read(changed)
        except SharewellError:
            continue
        accepted.append(changed)
    assert accepted == []


@pytest.mark.parametrize(
    "body",
    [
        f"{BODY}{ROOT}",
        f"{BODY}{ROOT}\n\n",
        f"{BODY}{ROOT}\nan extension\n",
        f"{BODY}{ROOT[:-1]}\n",
        f"{BODY}{ROOT[:-2]}J=\n",
        f"{BODY}\n{ROOT}\n",
        f"{LEDGER.key.name}\n013\n{ROOT}\n",
        f"{LEDGER.key.name}\n+13\n{ROOT}\n",
        f"{LEDGER.key.name}\n13 \n{ROOT}\n",
        f"{LEDGER.key.name}\n1_3\n{ROOT}\n",
        f"{LEDGER.key.name}\n-1\n{ROOT}\n",
        f"{LEDGER.key.name}\n\u0661\u0663\n{ROOT}\n",
        f"{LEDGER.key.name}\n9223372036854775808\n{ROOT}\n",
        f"{LEDGER.key.name}\n99999999999999999999\n{ROOT}\n",
        f"{LEDGER.key.name}\n0\n{ROOT}\n",
        f"\n13\n{ROOT}\n",
        f"two words\n13\n{ROOT}\n",
    ],
)
def test_other_spellings_of_a_checkpoint_are_refused(body: str) -> None:
    with pytest.raises(MalformedNote):
        read_body(body)


def test_an_empty_ledger_has_a_checkpoint() -> None:
    said = Checkpoint(LEDGER.key.name, 0, EMPTY_ROOT)
    assert read_body(said.body()) == said


def test_checkpoint_of_another_ledger_is_refused() -> None:
    with pytest.raises(NotSigned, match="of the ledger"):
        open_checkpoint(checkpoint(SIZE), signer("other.example/ledger").key, check)


def test_a_ledger_says_once_when_it_signed() -> None:
    assert open_dated(checkpoint(SIZE), LEDGER.key, check)[1] == AT
    lines = checkpoint(SIZE).splitlines(keepends=True)
    for data in (b"".join(lines[:-1]), b"".join([*lines, lines[-1]])):
        open_checkpoint(data, LEDGER.key, check)
        with pytest.raises(NotSigned, match="did not say once"):
            open_dated(data, LEDGER.key, check)


def test_no_ledger_is_called_as_a_cosignature_begins() -> None:
    bad = signer("cosignature/v1")
    said = Checkpoint(bad.key.name, 0, EMPTY_ROOT)
    with pytest.raises(MalformedNote, match="cannot be called"):
        sign_dated(said, bad.key, bad.private.sign, AT)


def test_a_witness_says_when_and_replaces_its_own_line() -> None:
    again = cosign(seen(SIZE), WITNESS.key, WITNESS.private.sign, AT + 60)
    (line,) = cosignatures(again, [WITNESS.key], check)
    assert (line.witness, line.at) == (WITNESS.key.name, AT + 60)
    both = cosign(again, OTHER_WITNESS.key, OTHER_WITNESS.private.sign, AT)
    found = cosignatures(both, [WITNESS.key, OTHER_WITNESS.key], check)
    assert [one.at for one in found] == [AT + 60, AT]


@pytest.mark.parametrize("at", [0, -1, 1 << 63])
def test_a_witness_signs_at_a_time(at: int) -> None:
    with pytest.raises(MalformedNote, match="not a time"):
        cosign(checkpoint(SIZE), WITNESS.key, WITNESS.private.sign, at)


def test_too_few_witnesses_prove_nothing() -> None:
    with pytest.raises(NotProven, match="0 of the witnesses"):
        require_seen(checkpoint(SIZE), TRUST)
    two = Trust(LEDGER.key, check, (WITNESS.key, OTHER_WITNESS.key), enough=2)
    with pytest.raises(NotProven, match="1 of the witnesses"):
        require_seen(seen(SIZE), two)


def test_one_witness_that_signs_twice_counts_once() -> None:
    twice = seen(SIZE) + seen(SIZE).split(b"\n")[-2] + b"\n"
    two = Trust(LEDGER.key, check, (WITNESS.key, OTHER_WITNESS.key), enough=2)
    with pytest.raises(NotProven, match="1 of the witnesses"):
        require_seen(twice, two)


def test_a_proof_shows_its_entry_and_no_other() -> None:
    proven = prove_entry(inclusion(INDEX, SIZE), TRUST)
    assert (proven.index, proven.checkpoint.size) == (INDEX, SIZE)
    assert [one.witness for one in proven.seen_by] == [WITNESS.key.name]
    with pytest.raises(NotProven, match="not the one that was given"):
        prove_entry(inclusion(INDEX, SIZE), TRUST, entry=ENTRIES[INDEX + 1])


def test_a_proof_may_leave_the_entry_to_its_reader() -> None:
    whole = read_inclusion(inclusion(INDEX, SIZE))
    bare = write_inclusion(InclusionFile(INDEX, whole.hashes, whole.checkpoint))
    assert prove_entry(bare, TRUST, entry=ENTRIES[INDEX]).index == INDEX
    for wrong, message in ((None, "does not hold"), (ENTRIES[0], "does not lead")):
        with pytest.raises(NotProven, match=message):
            prove_entry(bare, TRUST, entry=wrong)


@pytest.mark.parametrize(
    ("old", "new"),
    [
        (b"c2sp.org/tlog-proof@v1", b"c2sp.org/tlog-proof@v2"),
        (b"index 6\n", b""),
        (b"index 6\n", b"index 06\n"),
        (b"index 6\n", b"index  6\n"),
        (b"index 6\n", b"index -6\n"),
        (b"index 6\n", b"index 6\nindex 6\n"),
        (b"index 6\n", b"index 6\nAAAA\n"),
        (b"extra ", b"extra  "),
        (b"\n\n", b"\n"),
        (b"\n", b"\r\n"),
    ],
)
def test_other_spellings_of_a_proof_are_refused(old: bytes, new: bytes) -> None:
    data = inclusion(INDEX, SIZE)
    assert old in data
    with pytest.raises(MalformedNote):
        read_inclusion(data.replace(old, new))


def test_a_proof_has_a_longest_length() -> None:
    proof = InclusionFile(0, (LEAVES[0],) * 64, checkpoint(SIZE))
    with pytest.raises(MalformedNote, match="at most 63"):
        read_inclusion(write_inclusion(proof))
