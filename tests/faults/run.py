"""The runner behind script/faults: starts the service, tries it, leaves nothing."""

import argparse
import signal
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager

from tests.faults.mail_server import MailServer
from tests.faults.stack import Stack

Say = Callable[[str], None]
STARTED = time.monotonic()


def main() -> int:
    """0: nothing lost, half done or stuck, and every planted fault was seen."""
    given = _arguments()
    # The other ways of being told to stop, turned into what Ctrl-C does.
    for number in (signal.SIGTERM, signal.SIGHUP):
        signal.signal(number, lambda *_: sys.exit(1))
    say(f"seed {given.seed}, engine {given.engine}")
    with _running(given.engine) as (stack, mail):
        from tests.faults.trial import trial

        rounds = 1 if given.control else given.rounds
        return trial(stack, mail, rounds=rounds, seed=given.seed, say=say)


def say(text: str) -> None:
    """A line of progress."""
    sys.stdout.write(f"  {time.monotonic() - STARTED:6.1f} s  {text}\n")
    sys.stdout.flush()


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="script/faults", description=__doc__)
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--engine", choices=["embedded", "debian"], default="embedded")
    parser.add_argument(
        "--control", action="store_true", help="one round, then the planted faults"
    )
    return parser.parse_args()


@contextmanager
def _running(engine: str) -> Iterator[tuple[Stack, MailServer]]:
    """Everything runs and Django is ready here; all of it is gone afterwards."""
    mail = MailServer()
    stack = Stack(engine, mail.port)
    try:
        mail.start()
        stack.start()
        import django

        django.setup()
        stack.start_worker()
        stack.start_web()
        yield stack, mail
    finally:
        # A second Ctrl-C must not leave a server behind.
        signal.signal(signal.SIGINT, signal.SIG_IGN)
        mail.release()
        stack.stop()
        mail.stop()


if __name__ == "__main__":
    raise SystemExit(main())
