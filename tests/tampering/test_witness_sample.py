"""A sample of what `make witness-faults` does a thousand times, and the words of it."""

import json
from pathlib import Path
from random import Random

import pytest

from sharewell.core.ledger.checkpoint import open_checkpoint
from sharewell.core.ledger.note_keys import KeyKind, NotSigned, VerifierKey
from sharewell.core.ledger.proof_files import read_consistency, write_consistency
from sharewell.core.ledger.witness import (
    WitnessRefuses,
    WrongStart,
    require_growth,
    require_one_history,
    require_witnessed,
)
from sharewell.keys.signing import check
from tests.tampering.witness_faults import (
    LIES,
    Liar,
    found,
    honest,
    lone_alarms,
    witness,
)
from tests.unit.ledger.signed import AT, LEAVES, LEDGER, checkpoint, consistency, seen

PUBLISHED = Path(__file__).parents[1] / "unit" / "ledger" / "published_notes.json"
REQUESTS = json.loads(PUBLISHED.read_text("utf-8"))["requests"]
SAMPLE = 12


@pytest.mark.parametrize("lie", LIES)
def test_every_lie_is_found(lie: str) -> None:
    assert found(lie, SAMPLE, Random(3)) == SAMPLE


def test_a_lone_witness_finds_no_split_view() -> None:
    assert lone_alarms(SAMPLE, Random(3)) == 0


def test_an_honest_ledger_raises_no_alarm() -> None:
    assert honest(SAMPLE, Random(3)) == 0


def test_a_proof_from_elsewhere_is_asked_for_again() -> None:
    me = witness("me")
    kept = me.look(None, consistency(0, 7), AT)
    with pytest.raises(WrongStart, match="ask for one from 7"):
        me.look(kept, consistency(6, 13), AT)
    first, other = (
        open_checkpoint(checkpoint(size), LEDGER.key, check) for size in (7, 13)
    )
    with pytest.raises(WrongStart, match="is needed"):
        require_one_history(first, other, None)
    with pytest.raises(WrongStart, match="does not begin"):
        require_one_history(first, other, consistency(6, 13))


def test_a_kept_file_without_our_own_line_is_not_ours() -> None:
    with pytest.raises(NotSigned, match="did not sign"):
        witness("me").look(seen(7), consistency(7, 13), AT)
    with pytest.raises(NotSigned, match="once"):
        require_witnessed(checkpoint(7), witness("me").key, check)


def test_another_ledger_is_not_followed() -> None:
    stranger = Liar(list(LEAVES), Random(1))
    offered = stranger.offer(0, 5).replace(b"sharewell.example", b"elsewhere.example")
    with pytest.raises(NotSigned):
        witness("me").look(None, offered, AT)


def published(lines: list[str]) -> bytes:
    return "".join(f"{line}\n" for line in lines).encode()


def opened(data: bytes):
    proof = read_consistency(data)
    assert write_consistency(proof) == data
    public = bytes.fromhex(REQUESTS["public"])
    key = VerifierKey(REQUESTS["origin"], KeyKind.LOG, public)
    return proof, open_checkpoint(proof.checkpoint, key, check)


def test_the_published_requests_to_a_witness_are_answered_as_published() -> None:
    _, kept = opened(published(REQUESTS["in_order"][0]))
    first = kept
    for request in REQUESTS["in_order"][1:]:
        proof, said = opened(published(request))
        require_growth(kept, proof, said)
        kept = said
    require_growth(first, *opened(published(REQUESTS["jump"])))
    with pytest.raises(WitnessRefuses, match="cannot show"):
        require_growth(first, *opened(published(REQUESTS["wrong_proof"])))
    with pytest.raises(WitnessRefuses, match="put back"):
        require_growth(kept, *opened(published(REQUESTS["in_order"][0])))
    with pytest.raises(WrongStart):
        require_growth(kept, *opened(published(REQUESTS["jump"])))
