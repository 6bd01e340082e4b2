"""A sample of what `make ledger-mutations` does ten thousand times."""

from collections.abc import Iterator
from random import Random

import pytest

from tests.tampering.small_ledger import Head, fill, findings, intruder

Kept = tuple[Random, list[Head]]


@pytest.fixture
def kept(database: None) -> Iterator[Kept]:
    draw = Random(7)
    with intruder():
        yield draw, fill(draw)


def test_every_change_is_found_and_nothing_else(kept: Kept) -> None:
    from tests.tampering.campaign import idle_checks, mutate

    draw, heads = kept
    assert findings(heads) == set()
    tally = mutate(108, draw, heads, lambda _: None)
    assert tally.missed == [] and tally.invented == []
    assert tally.idle > 0
    # A verifier with one check taken out must miss something, or the check is idle.
    assert idle_checks(draw, heads) == []
