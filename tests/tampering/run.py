"""`python -m tests.tampering.run [--count 10000] [--seed N]`: make ledger-mutations.

Exit 0 only if every change was found, nothing was reported where nothing was changed,
and a verifier without any one of its checks misses something.
"""

import argparse
import sys
import time
from random import Random

from tests.exhaustive.database import own_database
from tests.exhaustive.rls import say


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--count", type=int, default=10_000)
    parser.add_argument("--seed", type=int, default=20261129)
    given = parser.parse_args()
    with own_database():
        return _run(given.count, Random(given.seed))


def _run(count: int, draw: Random) -> int:
    from tests.tampering.campaign import idle_checks, mutate
    from tests.tampering.small_ledger import fill, findings, intruder

    began = time.monotonic()
    with intruder():
        kept = fill(draw)
        if found := findings(kept):
            say(f"The untouched ledger is reported: {sorted(found)}")
            return 1
        idle = idle_checks(draw, kept)
        tally = mutate(count, draw, kept, say)
    changed = count - tally.idle
    say(
        f"{changed} changes, {len(tally.missed)} missed; {tally.idle} that changed "
        f"nothing, {len(tally.invented)} reported; {len(tally.tried)} kinds, "
        f"{min(tally.tried.values())} to {max(tally.tried.values())} of each; "
        f"{time.monotonic() - began:.0f} s"
    )
    for line in [*tally.missed, *tally.invented]:
        say(f"WRONG: {line}")
    for check in idle:
        say(f"IDLE: nothing is missed without the check of {check}")
    return 1 if tally.missed or tally.invented or idle else 0


if __name__ == "__main__":
    sys.exit(main())
