"""What a verification can find, in words that somebody outside can follow."""

from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum
from uuid import UUID

from sharewell.core.ledger.verify import Fault


class FindingKind(StrEnum):
    """Faults beyond those of the log itself, which keep their own names."""

    LOOKUP_DIFFERS = "lookup-differs"
    UNSEALED = "unsealed"
    EDGE_DIFFERS = "edge-differs"
    CHECKPOINT_MISSING = "checkpoint-missing"
    CHECKPOINT_FALSE = "checkpoint-false"
    CHECKPOINT_DIFFERS = "checkpoint-differs"
    HEAD_MISSING = "head-missing"
    RECORD_ALTERED = "record-altered"
    TEXT_ALTERED = "text-altered"
    ERASED_READABLE = "erased-readable"
    RECORD_MISSING = "record-missing"
    ENTRY_MISSING = "entry-missing"
    ENTRY_TWICE = "entry-twice"


@dataclass(frozen=True)
class Finding:
    """One thing that does not fit; `index` is the number of the entry, if any."""

    kind: str
    message: str
    index: int | None = None
    record_kind: str | None = None
    record_id: UUID | None = None

    @classmethod
    def of_log(cls, fault: Fault) -> "Finding":
        """A fault of the log itself."""
        return cls(fault.kind.value, fault.message, fault.index)


@dataclass(frozen=True)
class Report:
    """A finished verification: what was looked at, and what did not fit."""

    entries: int
    waiting: int
    records: int
    size: int
    root: bytes
    findings: tuple[Finding, ...]
    # How many of the records were erased by an act that the ledger holds.
    erased: int = 0

    @property
    def intact(self) -> bool:
        """Whether everything fits."""
        return not self.findings


# Called with a phase and a running count, for whoever waits.
Progress = Callable[[str, int], None]
