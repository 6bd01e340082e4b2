"""What would lead to a hidden family does not leave in a text."""

import pytest

from sharewell.exchange.shielding import MASK, shield

LOCATING = [
    "14 Fernhollow Lane, Nether Wobbling, ZZ99 3WZ",
    "Wobbly Gate Primary School",
    "Thistle Surgery, Tuesday 24 November 10:15",
]


@pytest.mark.parametrize(
    "text",
    [
        "They live at 14 Fernhollow Lane now.",
        "They live in fernhollow lane.",
        "Somewhere near Fernhollow, mum said.",
        "She goes to Wobbly Gate Primary School.",
        "She goes to wobbly   gate.",
        "Post to ZZ99 3WZ please.",
        "Post to zz993wz please.",
        "Any postcode at all, such as AB1 2CD.",
        "In Nether Wobbling.",
        "Appointment at Thistle on Tuesday.",
    ],
)
def test_a_locating_part_is_masked_however_it_is_written(text: str) -> None:
    masked = shield(text, LOCATING).lower()
    assert MASK.lower() in masked
    for part in ("fernhollow", "wobbl", "zz99", "ab1 2cd", "thistle"):
        assert part not in masked


@pytest.mark.parametrize(
    "text", ["She was hungry at school.", "The bruise was on the left arm.", ""]
)
def test_what_leads_nowhere_stays_as_it_is(text: str) -> None:
    assert shield(text, LOCATING) == text
