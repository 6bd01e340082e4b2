"""Which calls of which process are made to fail, and how."""

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum


class Target(StrEnum):
    """Whose calls fail."""

    BACKEND = "backend of a worker"
    LEDGER_BACKEND = "backend of the sequencer"
    CHECKPOINTER = "checkpointer"
    WALWRITER = "walwriter"
    WORKER = "a worker process"
    SEQUENCER = "the sequencer process"


@dataclass(frozen=True)
class Plan:
    """Fail the call each time its number is `first`, `first + step`, ...; 0: once."""

    target: Target
    call: str
    how: str
    first: int
    step: int = 0

    def __str__(self) -> str:
        """As strace takes it."""
        every = f"+{self.step}" if self.step else ""
        return f"{self.call}:{self.how}:when={self.first}{every}"


DISK = [
    ("pwrite64", "error=EIO"),
    ("pwrite64", "error=ENOSPC"),
    ("fdatasync", "error=EIO"),
    ("fdatasync", "error=ENOSPC"),
    ("openat", "error=EIO"),
    ("openat", "error=EMFILE"),
    ("pwrite64", "signal=KILL"),
    ("fdatasync", "signal=KILL"),
]
SOCKET = [
    ("sendto", "error=EPIPE"),
    ("sendto", "error=ECONNRESET"),
    ("recvfrom", "error=ECONNRESET"),
    ("recvfrom", "error=EIO"),
    ("sendto", "signal=KILL"),
    ("recvfrom", "signal=KILL"),
]
CALLS = {
    Target.BACKEND: [*DISK, *SOCKET],
    Target.LEDGER_BACKEND: [*DISK, *SOCKET],
    Target.CHECKPOINTER: [
        ("pwrite64,pwritev,pwritev2", "error=EIO"),
        ("pwrite64,pwritev,pwritev2", "error=ENOSPC"),
        ("fsync,fdatasync", "error=EIO"),
        ("sync_file_range", "error=EIO"),
    ],
    Target.WALWRITER: [
        ("pwrite64", "error=EIO"),
        ("fdatasync", "error=EIO"),
        ("pwrite64", "signal=KILL"),
    ],
    Target.WORKER: SOCKET,
    Target.SEQUENCER: SOCKET,
}
FIRST = (1, 2, 3, 5, 7, 11, 13, 17, 19, 23)
# What is fatal happens once; the rest comes again while the plan lasts.
AGAIN = 9


def plans() -> Iterator[Plan]:
    """Each call of each target by turns, ever later: without an end."""
    number = 0
    while True:
        first = FIRST[number % len(FIRST)]
        longest = max(len(calls) for calls in CALLS.values())
        for place in range(longest):
            for target, calls in CALLS.items():
                if place < len(calls):
                    call, how = calls[place]
                    step = 0 if "KILL" in how else AGAIN
                    yield Plan(target, call, how, first, step)
        number += 1
