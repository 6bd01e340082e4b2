"""A part of `make envelope`: nothing that was flipped or pasted opens."""

from tests.exhaustive.envelope import nothing_bound, tries, unspoilt

SEED = 20_261_129


def test_nothing_that_was_spoilt_opens() -> None:
    assert unspoilt(SEED) == 64
    refused, opened = tries(2_000, SEED)
    assert not opened
    assert len(refused) == 11


def test_where_nothing_is_bound_pastes_are_seen_to_open() -> None:
    with nothing_bound():
        _, opened = tries(500, SEED)
    assert opened["paste_both"]
