"""The same code, printed code, way back or answer of a key, at once in eight processes.

Each opens a session through one of two calls, and a unique key of the database decides.
REPLAY_TRIALS=1000 is what `make replay` says; a few run with every test.
"""

import multiprocessing
import os
from collections.abc import Callable
from uuid import UUID

import pytest
from django.db import connections

from sharewell.accounts.models import User
from sharewell.accounts.once import spend_word
from sharewell.accounts.second_factor import spend

TRIALS = int(os.environ.get("REPLAY_TRIALS", "20"))
PROCESSES = 8
KINDS: dict[str, Callable[[UUID, int], bool]] = {
    "authenticator": spend,
    "printed code": lambda user, n: spend_word("printed", str(user), str(n)),
    "way back from a provider": lambda user, n: spend_word("state", f"{user}{n}"),
    "answer of a passkey": lambda user, n: spend_word("assertion", str(user), f"{n}"),
}


@pytest.mark.parametrize("kind", KINDS)
def test_one_of_eight_processes_wins_each_time(ada: User, kind: str) -> None:
    assert winners(KINDS[kind], ada.pk) == [1] * TRIALS


def test_a_mark_that_is_not_shared_is_seen(ada: User) -> None:
    """The control: what each process keeps for itself lets all eight in."""
    seen: set[int] = set()

    def own(_: UUID, n: int) -> bool:
        new = n not in seen
        seen.add(n)
        return new

    assert winners(own, ada.pk) == [PROCESSES] * TRIALS


def winners(attempt: Callable[[UUID, int], bool], user: UUID) -> list[int]:
    """How many of the processes were let in, trial by trial."""
    connections.close_all()
    fork = multiprocessing.get_context("fork")
    together, answers = fork.Barrier(PROCESSES), fork.SimpleQueue()

    def alone() -> None:
        found = []
        for trial in range(1, TRIALS + 1):
            together.wait()
            found.append(attempt(user, trial))
        answers.put(found)
        connections.close_all()

    processes = [fork.Process(target=alone) for _ in range(PROCESSES)]
    for process in processes:
        process.start()
    found = [answers.get() for _ in processes]
    for process in processes:
        process.join()
    return [sum(one) for one in zip(*found, strict=True)]
