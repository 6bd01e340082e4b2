"""Copies of the subjects' keys, each kept for a few days and no longer.

For so long a destroyed key can be put back by whoever holds a copy; that is the date
that an erasure names. The store is never put back over an erasure: marks of destroyed
keys are copied too, and the worker destroys again what an erasure names.
"""

import os
import shutil
from datetime import UTC, datetime, timedelta
from pathlib import Path

_FORM = "%Y-%m-%dT%H%M%SZ"


def back_up(store: Path, to: Path, *, at: datetime, keep_days: int) -> tuple[Path, int]:
    """(The new copy, how many older ones were removed); `at` is in UTC.

    A copy appears under its name only when it is whole and flushed.
    """
    to.mkdir(mode=0o700, parents=True, exist_ok=True)
    made = to / at.strftime(_FORM)
    beside = to / f".{made.name}"
    shutil.copytree(store, beside)
    for one in [*beside.rglob("*"), beside]:
        _flush(one)
    beside.rename(made)
    _flush(to)
    old = [one for one in to.iterdir() if _is_older(one, at - timedelta(keep_days))]
    for one in old:
        shutil.rmtree(one)
    return made, len(old)


def _is_older(copy: Path, than: datetime) -> bool:
    try:
        made = datetime.strptime(copy.name, _FORM).replace(tzinfo=UTC)
    except ValueError:
        return False
    return made < than


def _flush(path: Path) -> None:
    handle = os.open(path, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
