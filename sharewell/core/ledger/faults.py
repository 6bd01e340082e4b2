"""What can be wrong with a log, and one thing that is."""

from dataclasses import dataclass
from enum import StrEnum


class FaultKind(StrEnum):
    """What can be wrong with a log."""

    MISSING = "missing"
    OUT_OF_ORDER = "out-of-order"
    ALTERED = "altered"
    UNREADABLE = "unreadable"
    HEAD_DIFFERS = "head-differs"
    HEAD_BEYOND_LOG = "head-beyond-log"
    HEAD_UNCHECKED = "head-unchecked"
    HEAD_SHRANK = "head-shrank"
    NODE_DIFFERS = "node-differs"


@dataclass(frozen=True)
class Fault:
    """One thing that does not fit. `index` is the entry's number, from 0, if known."""

    kind: FaultKind
    index: int | None
    message: str
