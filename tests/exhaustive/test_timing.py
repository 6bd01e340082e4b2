"""The measure of hidden against absent can tell; the times are `make hidden-timing`."""

import random

import pytest

from tests.exhaustive.areas import BAR, area, told_apart
from tests.exhaustive.timing import NOT_RUN, judge, measure


def test_the_area_is_what_counting_pairs_gives() -> None:
    draw = random.Random(3)
    one, other = ([draw.randrange(9) for _ in range(40)] for _ in "12")
    pairs = [(b > a) + (b == a) / 2 for a in one for b in other]
    assert area(one, other) == pytest.approx(sum(pairs) / len(pairs))
    assert told_apart(one, one) == 0.5
    assert told_apart([1, 2], [3, 4]) == told_apart([3, 4], [1, 2]) == 1


@pytest.mark.parametrize(
    ("hidden", "control", "verdict"),
    [([1, 2], [3, 4], 0), ([3, 4], [3, 4], 1), ([1, 2], [1, 2], NOT_RUN)],
)
def test_each_verdict(hidden: list[float], control: list[float], verdict: int) -> None:
    times = {"absent": [1, 2], "hidden": hidden, "a millisecond more": control}
    assert judge(times, "x") == verdict


def test_a_millisecond_is_seen_where_nothing_else_differs() -> None:
    times = measure(lambda _: None, 50, random.Random(1))
    assert told_apart(times["absent"], times["a millisecond more"]) > BAR


@pytest.mark.slow  # with `make test-all`
def test_the_page_is_asked_about_both(database: None, settings) -> None:
    from tests.exhaustive.timing import asker

    times = measure(asker("hidden family"), 1, random.Random(1))
    assert {len(each) for each in times.values()} == {1}
