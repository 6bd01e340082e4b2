"""The measure of hidden against absent can tell; the times are `make hidden-timing`."""

import random

import pytest

from tests.exhaustive.areas import BAR, area, by_chance, told_apart
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
    [(0, 50, 0), (50, 50, 1), (0, 0, NOT_RUN), (50, 0, 1)],
)
def test_each_verdict(hidden: int, control: int, verdict: int) -> None:
    absent = list(range(100))
    later = [[one + by for one in absent] for by in (hidden, control)]
    times = {"absent": absent, "hidden": later[0], "a millisecond more": later[1]}
    assert judge(times, "x") == verdict


def test_two_samples_alike_stay_below_what_chance_does() -> None:
    draw = random.Random(5)
    samples = [[draw.random() for _ in range(200)] for _ in range(200)]
    over = sum(
        told_apart(one, other) > by_chance(one, other)
        for one, other in zip(samples[::2], samples[1::2], strict=True)
    )
    assert over <= 2
    shifted = [one + 0.2 for one in samples[1]]
    assert told_apart(samples[0], shifted) > by_chance(samples[0], shifted)


def test_a_millisecond_is_seen_where_nothing_else_differs() -> None:
    times = measure(lambda _: None, 50, random.Random(1))
    assert told_apart(times["absent"], times["a millisecond more"]) > BAR


@pytest.mark.slow  # with `make test-all`
def test_the_page_is_asked_about_both(database: None, settings) -> None:
    from tests.exhaustive.timing import asker

    times = measure(asker("hidden family"), 1, random.Random(1))
    assert {len(each) for each in times.values()} == {1}
