"""Facts from a file or standard input, never from the command line.

Others on the machine can read a command line.
"""

import json
import sys
from collections.abc import Mapping
from pathlib import Path

from sharewell.core.errors import SharewellError

MOST_BYTES = 1_000_000


class Unreadable(SharewellError):
    """The input is no JSON object of a reasonable size."""


def read_facts(path: str | None) -> Mapping[str, object]:
    """The JSON object of a file, or of standard input for None; raises `Unreadable`."""
    try:
        raw = Path(path).read_bytes() if path else sys.stdin.buffer.read(MOST_BYTES + 1)
        if len(raw) > MOST_BYTES:
            raise Unreadable(f"The facts are over {MOST_BYTES} bytes. Send fewer.")
        given = json.loads(raw, object_pairs_hook=_no_repeats)
    except OSError as fault:
        raise Unreadable(f"Cannot read the facts: {fault.strerror}.") from fault
    except (ValueError, RecursionError) as fault:
        raise Unreadable(f"The facts are not valid JSON: {fault}.") from fault
    if not isinstance(given, dict):
        raise Unreadable('The facts must be a JSON object with "date" and "answers".')
    return given


def _no_repeats(pairs: list[tuple[str, object]]) -> dict[str, object]:
    """Refuse a name given twice: JSON would silently keep the last."""
    names = [name for name, _ in pairs]
    for name in names:
        if names.count(name) > 1:
            raise Unreadable(f"{name[:80]!r} is given twice. Keep one.")
    return dict(pairs)
