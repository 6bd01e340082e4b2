"""Reports that are made beforehand and read here: a request computes none of them."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any

FOLDER = Path(__file__).parent / "reports"
HOW_TO_MAKE = "sharewell rules report"
NAMES = ("coverage", "differences", "proof")


@dataclass(frozen=True)
class Report:
    """What a tool found out about the rulebook. `found` has the tool's own shape.

    `fault`: the file is there and damaged, which is not the same as not made yet.
    """

    name: str
    found: Mapping[str, Any]
    fault: str = ""

    def is_about(self, edition: str) -> bool | None:
        """Whether it was made from the edition of that hash; None if it says nothing.

        Tools name the edition in full or by the beginning of its hash.
        """
        named = str(self.found.get("edition") or "")
        return edition.startswith(named) if named else None


def report(name: str, folder: Path = FOLDER) -> Report | None:
    """The report of that name, or None if it has not been made yet."""
    file = folder / f"{name}.json"
    try:
        changed = file.stat().st_mtime_ns
    except FileNotFoundError:
        return None
    return _read(file, changed)


@lru_cache(maxsize=8)
def _read(file: Path, changed: int) -> Report:
    """Read once, and again when the file has changed."""
    try:
        found = json.loads(file.read_text(encoding="utf-8"))
    except (OSError, UnicodeDecodeError, json.JSONDecodeError) as fault:
        return Report(file.stem, {}, f"It cannot be read: {fault}.")
    if not isinstance(found, dict):
        return Report(file.stem, {}, "It holds no table of findings.")
    return Report(file.stem, found)
