"""Which processes belong to a server."""

from contextlib import suppress
from pathlib import Path


def children(pid: int) -> list[int]:
    """Its processes, found by parent; they have sessions of their own."""
    found = []
    for stat in Path("/proc").glob("[0-9]*/stat"):
        with suppress(OSError, IndexError):
            if int(stat.read_text().rpartition(")")[2].split()[1]) == pid:
                found.append(int(stat.parent.name))
    return found
