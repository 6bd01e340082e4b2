"""The running workers and sequencer, and what they said so far."""

import os
import selectors
import time
from contextlib import suppress
from dataclasses import dataclass, field

from tests.faults.durability.cluster import kill
from tests.faults.durability.workload import (
    ACKNOWLEDGED,
    HEAD,
    REFUSED,
    TRIED,
    Habit,
    fork,
    sequencer,
    worker,
)

MESSAGE = 41


@dataclass
class Heard:
    """Everything that came down the pipe, which lies outside the database."""

    tried: list[bytes] = field(default_factory=list)
    acknowledged: list[bytes] = field(default_factory=list)
    heads: list[tuple[int, bytes]] = field(default_factory=list)
    refused: int = 0


class Crew:
    """Forked from a process that has Django loaded and no connection open."""

    def __init__(
        self,
        workers: int,
        seed: int,
        habit: Habit = Habit.GOOD,
        least: int = 10,
        most: int = 3_000,
        with_sequencer: bool = True,
    ) -> None:
        self.habit, self.seed, self.size = habit, seed, (least, most)
        self.workers: list[int] = [0] * workers
        self.sequencer = 0
        self.with_sequencer = with_sequencer
        self.heard = Heard()
        self.reading, self.writing = os.pipe()
        os.set_blocking(self.reading, False)
        self.selector = selectors.DefaultSelector()
        self.selector.register(self.reading, selectors.EVENT_READ)
        self._rest = b""

    def muster(self) -> None:
        """Everybody who is not there is started."""
        from django.db import connections

        connections.close_all()
        for place, process in enumerate(self.workers):
            if not _lives(process):
                self.seed += 1
                self.workers[place] = fork(
                    worker, self.writing, self.seed, self.habit, *self.size
                )
        if self.with_sequencer and not _lives(self.sequencer):
            self.sequencer = fork(sequencer, self.writing)

    def listen(self, seconds: float) -> None:
        """Take in what is said for so long."""
        until = time.monotonic() + seconds
        while (left := until - time.monotonic()) > 0:
            if self.selector.select(left):
                self.drain()

    def until_acknowledged(self, count: int, seconds: float) -> None:
        """Until so many more were acknowledged, or the time is up."""
        until, wanted = time.monotonic() + seconds, len(self.heard.acknowledged) + count
        while time.monotonic() < until and len(self.heard.acknowledged) < wanted:
            self.listen(0.02)

    def drain(self) -> None:
        """Whatever is in the pipe now."""
        while True:
            try:
                said = os.read(self.reading, 1 << 16)
            except BlockingIOError:
                break
            self._rest += said
        whole = len(self._rest) // MESSAGE * MESSAGE
        for start in range(0, whole, MESSAGE):
            self._take(self._rest[start : start + MESSAGE])
        self._rest = self._rest[whole:]

    def _take(self, message: bytes) -> None:
        what, content = message[:1], message[1:]
        if what == TRIED:
            self.heard.tried.append(content[:16])
        elif what == ACKNOWLEDGED:
            self.heard.acknowledged.append(content[:16])
        elif what == HEAD:
            size = int.from_bytes(content[:8], "big")
            self.heard.heads.append((size, content[8:40]))
        elif what == REFUSED:
            self.heard.refused += 1

    def kill_workers(self) -> None:
        for process in self.workers:
            end(process)
        self.workers = [0] * len(self.workers)

    def kill_sequencer(self) -> None:
        end(self.sequencer)
        self.sequencer = 0

    def dismiss(self) -> None:
        """All of them, and what they still had said is taken in."""
        self.kill_workers()
        self.kill_sequencer()
        self.drain()

    def close(self) -> None:
        self.dismiss()
        self.selector.close()
        os.close(self.reading)
        os.close(self.writing)


def end(process: int) -> None:
    """Kill a child of ours and take leave of it."""
    if process:
        kill(process)
        with suppress(ChildProcessError):
            os.waitpid(process, 0)


def _lives(process: int) -> bool:
    if not process:
        return False
    try:
        return os.waitpid(process, os.WNOHANG) == (0, 0)
    except ChildProcessError:
        return False
