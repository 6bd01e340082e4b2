"""Runs mutations and counts: missed, falsely reported, and whether each check works."""

from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from random import Random

from tests.tampering.mutations import MUTATIONS
from tests.tampering.small_ledger import Head, findings, undone
from tests.tampering.weakened import SILENT, WEAKENED, without

MOST_TRIES = 60


@dataclass
class Tally:
    """How often each mutation was tried, and which ended wrongly."""

    tried: Counter[str] = field(default_factory=Counter)
    idle: int = 0
    missed: list[str] = field(default_factory=list)
    invented: list[str] = field(default_factory=list)


def mutate(count: int, draw: Random, kept: Sequence[Head], say: Callable) -> Tally:
    """`count` mutations, all kinds in turn; each is looked at and taken back."""
    tally, names = Tally(), sorted(MUTATIONS)
    for number in range(count):
        name = names[number % len(names)]
        with undone() as cursor:
            changed = MUTATIONS[name](cursor, draw)
            found = findings(kept)
        tally.tried[name] += 1
        tally.idle += not changed
        if changed and not found:
            tally.missed.append(f"{name} (number {number})")
        if found and not changed:
            tally.invented.append(f"{name} (number {number}): {sorted(found)}")
        if (number + 1) % 500 == 0:
            say(f"{number + 1} of {count}, {len(tally.missed)} missed")
    return tally


def idle_checks(draw: Random, kept: Sequence[Head]) -> list[str]:
    """The checks without which nothing is missed: a verifier does not need them."""
    return [check for check in WEAKENED if not _misses(check, draw, kept)]


def _misses(check: str, draw: Random, kept: Sequence[Head]) -> bool:
    heads = () if check == "what a witness kept" else kept
    for _ in range(MOST_TRIES):
        with without(check), undone() as cursor:
            changed = MUTATIONS[WEAKENED[check]](cursor, draw)
            if changed and not findings(heads) - {SILENT.get(check, "")}:
                return True
    return False
