"""`python -m tests.exhaustive.timing [--pairs N] [--way WAY]`

How long the reply takes where a child is hidden, and where there is none: the asker
must not be able to tell them apart (at most 0.55 of the area under the curve). Control:
a millisecond added to one side must be seen beyond chance, or the machine is too busy,
or the pairs too few, to say anything, and nothing was shown.
"""

import argparse
import logging
import random
import sys
import time
from collections.abc import Callable
from datetime import UTC, datetime
from statistics import median
from uuid import uuid4

from tests.exhaustive.areas import BAR, by_chance, told_apart
from tests.exhaustive.database import own_database
from tests.exhaustive.rls import say

PAIRS, WARM_UP = 10_000, 20
ADDED_SECONDS = 0.001
NOT_RUN = 2
# Written alike and as long, so that nothing but being there differs.
HIDDEN_NAME, NO_NAME = "Teal", "Toal"
Times = dict[str, list[float]]


def main() -> int:
    """0 when they are not told apart, 1 when they are, 2 when the control is not."""
    parser = argparse.ArgumentParser("tests.exhaustive.timing", description=__doc__)
    parser.add_argument("--pairs", type=int, default=PAIRS)
    parser.add_argument("--way", default="hidden family", help="of being hidden")
    parser.add_argument("--seed", type=int, default=1)
    given = parser.parse_args()
    logging.disable(logging.WARNING)
    with own_database():
        times = measure(asker(given.way), given.pairs, random.Random(given.seed))
    return judge(times, given.way)


def asker(way: str) -> Callable[[str], None]:
    """Somebody who asks about a given name, by the page, in a world with a child."""
    from django.conf import settings
    from django.urls import reverse

    from tests.factories import make_world
    from tests.integration.exchange.partners import HIDDEN, asking_from
    from tests.integration.exchange.test_existence import TEAL, petra

    if way not in HIDDEN:
        raise SystemExit(f"No way of being hidden is called {way!r}: {sorted(HIDDEN)}")
    # The limit of a day is shown elsewhere.
    settings.EXISTENCE_A_DAY_PERSON = settings.EXISTENCE_A_DAY_AGENCY = 10**9
    world = make_world(datetime.now(UTC))
    HIDDEN[way](world)
    client, concern = petra(world), asking_from(world)
    address = reverse("concern-others", args=[concern])

    def ask(given_name: str) -> None:
        typed = {**TEAL, "given_name": given_name, "submit_key": str(uuid4())}
        reply = client.post(address, typed)
        if reply.status_code != 200 or b"No agency shows an entry" not in reply.content:
            raise SystemExit(f"Not asked: {reply.status_code}")

    return ask


def measure(ask: Callable[[str], None], pairs: int, draw: random.Random) -> Times:
    """Seconds of each reply; in every round each kind once, in an order that is drawn.

    What slows the machine down, and a table that grows, then bears on all alike.
    """
    times: Times = {"absent": [], "hidden": [], "a millisecond more": []}
    for number in range(WARM_UP + pairs):
        for kind in draw.sample(sorted(times), len(times)):
            took = _timed(ask, kind)
            if number >= WARM_UP:
                times[kind].append(took)
    return times


def _timed(ask: Callable[[str], None], kind: str) -> float:
    begun = time.perf_counter()
    ask(HIDDEN_NAME if kind == "hidden" else NO_NAME)
    if kind == "a millisecond more":
        time.sleep(ADDED_SECONDS)
    return time.perf_counter() - begun


def judge(times: Times, way: str) -> int:
    """Say what was found, and whether it is enough."""
    for kind, each in times.items():
        say(f"{kind}: median {median(each) * 1000:.2f} ms of {len(each):,}")
    found = told_apart(times["absent"], times["hidden"])
    control = told_apart(times["absent"], times["a millisecond more"])
    say(f"{way}: {found:.3f} of the area under the curve, at most {BAR} allowed")
    chance = by_chance(times["absent"], times["hidden"])
    say(f"control, a millisecond more on one side: {control:.3f}; chance {chance:.3f}")
    if found > BAR:
        return 1
    if control <= chance:
        say("not run: too busy, or too few pairs, to see a millisecond")
        return NOT_RUN
    return 0


if __name__ == "__main__":
    sys.exit(main())
