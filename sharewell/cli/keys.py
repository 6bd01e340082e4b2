"""`sharewell keys rotate|backup`: look after the keys (docs/how-to/keys.md).

`rotate` wraps every agency's data keys under its current key, while people work, and
says what is left. `backup --to FOLDER` copies the subjects' keys into a folder of the
day and removes copies older than KEY_STORE_BACKUP_DAYS. Exit: 0 done, 1 not done.
"""

import argparse
import sys
from datetime import UTC, datetime
from pathlib import Path
from uuid import UUID, uuid4

from sharewell.cli.django import start

AT_ONCE = 200


def run(arguments: list[str]) -> int:
    """The command; the answer goes to standard output."""
    parser = argparse.ArgumentParser("sharewell keys", description=__doc__)
    parser.add_argument("what", choices=["rotate", "backup"])
    parser.add_argument("--to", type=Path, help="where copies of the key store go")
    given = parser.parse_args(arguments)
    if given.what == "backup" and given.to is None:
        parser.error("backup needs --to FOLDER")
    start()
    return _rotate() if given.what == "rotate" else _back_up(given.to)


def _rotate() -> int:
    from sharewell.agencies.queries import agency_ids

    done, left = 0, dict[int, int]()
    for agency in agency_ids():
        wrapped, old = _rotate_one(agency)
        done += wrapped
        for version, count in old.items():
            left[version] = left.get(version, 0) + count
    print(f"{done:,} keys wrapped anew.")
    if left:
        print(f"Still under old versions: {left}. Run it again.", file=sys.stderr)
        return 1
    print("Nothing is under an old version: an old key may be taken out of the ring")
    print("once letters under way have arrived (a day) and nobody signs in with it.")
    return 0


def _rotate_one(agency: UUID) -> tuple[int, dict[int, int]]:
    from sharewell.access.context import context
    from sharewell.agencies.rotating import begin_rotation
    from sharewell.core.policy.model import Actor, Purpose
    from sharewell.keys.rotation import left_under_old, rotate

    service, purpose = Actor.system(agency), Purpose.RUN_THE_SERVICE
    begin_rotation(by=service, at=datetime.now(UTC), key=f"rotate:{uuid4()}")
    done = 0
    while True:
        # Many short transactions: nobody waits for the whole of it.
        with context(service, purpose):
            now = rotate(agency=agency, limit=AT_ONCE)
            if not now:
                return done, left_under_old(agency=agency)
        done += now


def _back_up(to: Path) -> int:
    from django.conf import settings

    from sharewell.keys.subject_backup import back_up

    made, removed = back_up(
        Path(settings.KEY_STORE_DIR),
        to,
        at=datetime.now(UTC),
        keep_days=settings.KEY_STORE_BACKUP_DAYS,
    )
    print(f"Copied to {made}; {removed} older copies removed.")
    return 0
