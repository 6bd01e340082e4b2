"""`python -m tests.faults.erase_restore [--engine embedded|debian]`: the erasure drill.

A server of its own with archived WAL and a streaming replica. A record is written, a
base backup taken, the record erased, more written. Then the backup is restored on the
side, to the moment before the erasure and to the end, and everything is tried to be
opened from the rows, with the key store as it is now and, as the control, with a copy
from before the erasure.
"""

import argparse
import signal
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager

from tests.faults.restoring import Copies
from tests.faults.stack import Stack

STARTED = time.monotonic()


def main() -> int:
    """0: unreadable wherever it must be, and the control could read."""
    parser = argparse.ArgumentParser("tests.faults.erase_restore", description=__doc__)
    parser.add_argument("--engine", choices=["embedded", "debian"], default="embedded")
    given = parser.parse_args()
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(1))
    with _running(given.engine) as copies:
        return _drill(copies)


def _drill(copies: Copies) -> int:
    from tests.faults.erased import Story

    story = Story()
    story.write()
    say("written: a record, what was decided and sent, what came back")
    copies.base_backup()
    copies.start_replica()
    copies.keep_keys("before")
    copies.restore_point("before_erasure")
    story.erase()
    copies.keep_keys("now")
    story.write_more()
    copies.finish_wal()
    say("erased, more was written, the log is archived")
    well = _check("now, the server itself", story, copies.url, copies.keys("now"), 0)
    copies.wait_for_replica()
    well &= _check("now, the replica", story, copies.replica_url, copies.keys("now"), 0)
    with copies.restored("to the end", None) as url:
        well &= _check("restored to the end", story, url, copies.keys("now"), 0)
        well &= _check("the same, old keys", story, url, copies.keys("before"), 0)
    with copies.restored("to before", "before_erasure") as url:
        well &= _check("restored to before", story, url, copies.keys("now"), 0)
        control = _check("CONTROL: old keys", story, url, copies.keys("before"), None)
    say(f"control {'reads, so the canaries were there' if control else 'IS BLIND'}")
    say("the ledger " + ("verifies" if story.verifies() else "DOES NOT VERIFY"))
    return 0 if well and control and story.verifies() else 1


def _check(what, story, url, keys, expected) -> bool:
    mine, theirs = story.readable(url, keys)
    say(
        f"{what}: {mine} of {story.count} texts of the erased readable by its agency, "
        f"{theirs} of the recipient's own by the recipient"
    )
    if expected is None:
        return bool(mine == story.count)
    return bool(mine == expected and theirs > 0)


def say(text: str) -> None:
    """A line of progress."""
    sys.stdout.write(f"  {time.monotonic() - STARTED:6.1f} s  {text}\n")
    sys.stdout.flush()


@contextmanager
def _running(engine: str) -> Iterator[Copies]:
    """Everything runs and Django is ready here; all of it is gone afterwards."""
    stack = Stack(engine, 1)
    copies = Copies(stack)
    try:
        copies.start()
        import django

        django.setup()
        yield copies
    finally:
        signal.signal(signal.SIGINT, signal.SIG_IGN)
        from django.db import connections

        connections.close_all()
        copies.stop()
        stack.stop()


if __name__ == "__main__":
    raise SystemExit(main())
