"""`python -m tests.exhaustive.envelope [--trials N] [--seed N]`: needs no database.

Sealed texts and their wraps with a bit flipped, or pasted to another record, field,
revision, agency or subject: none opens. Two controls: every pair opens before it is
spoilt; and with nothing bound to what is sealed, pastes are seen to open.
"""

import argparse
import os
import random
import sys
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from tempfile import TemporaryDirectory
from unittest.mock import patch

TRIALS = 100_000


def main() -> int:
    """0 when nothing that was spoilt opened, and both controls were seen."""
    parser = argparse.ArgumentParser("tests.exhaustive.envelope", description=__doc__)
    parser.add_argument("--trials", type=int, default=TRIALS)
    parser.add_argument(
        "--seed", type=int, default=random.SystemRandom().getrandbits(32)
    )
    given = parser.parse_args()
    with TemporaryDirectory() as folder:
        _configure(folder)
        whole = unspoilt(given.seed)
        refused, opened = tries(given.trials, given.seed)
        with nothing_bound():
            _, blind = tries(2_000, given.seed)
    for kind, number in sorted(refused.items()):
        _say(f"refused {number:7,}  {kind}")
    _say(f"seed {given.seed}: {refused.total():,} refused, {opened.total():,} opened")
    _say(f"control: {whole} pairs open before they are spoilt")
    _say(f"control: {blind.total():,} of 2,000 open where nothing is bound")
    return 0 if whole and blind and not opened else 1


def _say(text: str) -> None:
    sys.stdout.write(f"  {text}\n")


def unspoilt(seed: int) -> int:
    """How many pairs open as they were made; raises CannotOpen if one does not."""
    from sharewell.keys.wrapping import open_row
    from tests.exhaustive.sealed_rows import made_pairs

    return sum(
        len(open_row(one.sealed, one.wrap)) == 40
        for one in made_pairs(random.Random(seed))
    )


def tries(trials: int, seed: int) -> tuple[Counter[str], Counter[str]]:
    """(Refused by kind of fault, opened by kind of fault)."""
    from sharewell.keys.envelope import CannotOpen
    from sharewell.keys.wrapping import open_row
    from tests.exhaustive.sealed_rows import SPOILS, copied, made_pairs

    draw = random.Random(seed)
    pairs = made_pairs(draw)
    refused: Counter[str] = Counter()
    opened: Counter[str] = Counter()
    while refused.total() + opened.total() < trials:
        one, other = copied(draw.choice(pairs)), copied(draw.choice(pairs))
        spoil = draw.choice(SPOILS)
        if not spoil(draw, one, other):
            continue
        try:
            open_row(one.sealed, one.wrap)
            opened[spoil.__name__] += 1
        except CannotOpen:
            refused[spoil.__name__] += 1
    return refused, opened


@contextmanager
def nothing_bound() -> Iterator[None]:
    """As if nobody had thought of associated data."""
    from sharewell.keys import envelope

    with (
        patch.object(envelope.Place, "to_bytes", lambda _: b""),
        patch.object(envelope.WrapPlace, "outer", lambda _: b""),
        patch.object(envelope.WrapPlace, "inner", lambda _: b""),
    ):
        yield


def _configure(folder: str) -> None:
    import django

    os.environ.update(
        DJANGO_SETTINGS_MODULE="sharewell.config.settings",
        DEMO="1",
        SECRET_KEY="nothing is signed here, nothing is signed here",
        CONTEXT_KEY="a" * 44,
        FIELD_KEYS='{"current": 1, "keys": {"1": "%s="}}' % ("k" * 43),
        KEY_STORE_DIR=folder,
        DATABASE_URL="postgresql://nobody@/none",
    )
    django.setup()


if __name__ == "__main__":
    sys.exit(main())
