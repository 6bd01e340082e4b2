"""What every command of the fault tests takes."""

import argparse
import signal
import sys

SAMPLE = 3


def arguments(name: str, about: str | None, *, trials: int) -> argparse.Namespace:
    """How many, from which seed; a sample is a few trials and their controls."""
    parser = argparse.ArgumentParser(name, description=about)
    parser.add_argument("--trials", type=int, default=trials)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--engine", choices=["embedded", "debian"], default="embedded")
    parser.add_argument(
        "--minutes", type=float, default=600, help="begin no trial after so many"
    )
    parser.add_argument(
        "--sample", action="store_true", help="few trials, and controls"
    )
    given = parser.parse_args()
    # Being told to stop must leave neither server nor mount behind.
    for number in (signal.SIGTERM, signal.SIGHUP):
        signal.signal(number, lambda *_: sys.exit(1))
    if given.sample:
        given.trials = min(given.trials, SAMPLE)
    if given.trials < 1:
        parser.error("--trials must be at least 1.")
    return given
