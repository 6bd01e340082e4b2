"""`python -m tests.tampering.witness_faults [--count 1000]`: make witness-faults.

A ledger that holds its key and lies as well as it can, against witnesses. Everything a
lie needs is drawn: sizes, places, the proof that fits best. No database, no network.
"""

import argparse
import sys
from collections.abc import Callable
from dataclasses import dataclass, field
from random import Random

from sharewell.core.ledger.checkpoint import Checkpoint
from sharewell.core.ledger.dated import open_dated, sign_dated
from sharewell.core.ledger.note_keys import KeyKind
from sharewell.core.ledger.proof_files import ConsistencyFile, write_consistency
from sharewell.core.ledger.tree import consistency_proof, root
from sharewell.core.ledger.witness import (
    SplitView,
    Witness,
    WitnessRefuses,
    WrongStart,
    require_one_history,
)
from sharewell.keys.signing import check
from tests.exhaustive.rls import say
from tests.unit.ledger.signed import AT, LEDGER, signer

SEED, LARGEST = 20261129, 200


@dataclass
class Liar:
    """One history of the ledger, and checkpoints and proofs of any part of it."""

    leaves: list[bytes]
    draw: Random
    clock: list[int] = field(default_factory=lambda: [AT])

    def branch(self, since: int) -> "Liar":
        """The same ledger with another history from entry `since` on."""
        changed = [*self.leaves]
        changed[since:] = [self.draw.randbytes(32) for _ in self.leaves[since:]]
        return Liar(changed, self.draw, self.clock)

    def checkpoint(self, size: int) -> bytes:
        self.clock[0] += 1
        said = Checkpoint(LEDGER.key.name, size, root(self.leaves[:size]))
        return sign_dated(said, LEDGER.key, LEDGER.private.sign, self.clock[0])

    def offer(self, old: int, size: int, note: bytes | None = None) -> bytes:
        """A consistency file with the best proof that this history has."""
        hashes = consistency_proof(min(old, size), self.leaves[:size])
        note = self.checkpoint(size) if note is None else note
        return write_consistency(ConsistencyFile(old, hashes, note))


def witness(name: str) -> Witness:
    made = signer(f"{name}.example/witness", KeyKind.WITNESS)
    return Witness(LEDGER.key, made.key, check, made.private.sign)


def rollback(liar: Liar, me: Witness, draw: Random) -> bool:
    """It forgets its last entries and signs anew."""
    size = draw.randrange(2, LARGEST)
    kept = me.look(None, liar.offer(0, size), AT)
    return refuses(me, kept, liar.offer(size, draw.randrange(size)))


def fork(liar: Liar, me: Witness, draw: Random) -> bool:
    """It changes an entry that was seen, and grows or not."""
    size = draw.randrange(1, LARGEST)
    kept = me.look(None, liar.offer(0, size), AT)
    other = liar.branch(draw.randrange(size))
    return refuses(me, kept, other.offer(size, draw.randrange(size, LARGEST + 1)))


def replay(liar: Liar, me: Witness, draw: Random) -> bool:
    """It shows a checkpoint that it truly signed, long ago."""
    size = draw.randrange(2, LARGEST)
    before = draw.randrange(1, size)
    old = liar.checkpoint(before)
    kept = me.look(None, liar.offer(0, before, old), AT)
    kept = me.look(kept, liar.offer(before, size), AT)
    return refuses(me, kept, liar.offer(draw.choice([before, size]), before, old))


def replay_in_time(liar: Liar, me: Witness, draw: Random) -> bool:
    """The size is the same, and an earlier signature over it is shown again."""
    size = draw.randrange(1, LARGEST)
    old = liar.checkpoint(size)
    kept = me.look(None, liar.offer(0, size), AT)
    return refuses(me, kept, liar.offer(size, size, old))


def split_view(liar: Liar, me: Witness, draw: Random) -> bool:
    """Two witnesses see two histories: nothing is wrong until they compare."""
    common = draw.randrange(1, LARGEST)
    you, other = witness("other"), liar.branch(draw.randrange(common))
    one = follow(me, liar, common, draw)
    two = follow(you, other, common, draw)
    sizes = [len(one), len(two)]
    first, second = (open_dated(seen[-1], LEDGER.key, check)[0] for seen in (one, two))
    small, large = sorted((first, second), key=lambda said: said.size)
    of = liar if large is first else other
    proof = of.offer(small.size, large.size)
    try:
        require_one_history(first, second, proof)
    except SplitView:
        return min(sizes) > 1
    return False


def follow(me: Witness, liar: Liar, start: int, draw: Random) -> list[bytes]:
    """What a lone witness signs along one history: it raises nothing (the control)."""
    seen = [me.look(None, liar.offer(0, start), AT)]
    size = start
    for _ in range(draw.randrange(1, 3)):
        grown = draw.randrange(size, LARGEST + 1)
        seen.append(me.look(seen[-1], liar.offer(size, grown), AT))
        size = grown
    return seen


def refuses(me: Witness, kept: bytes, offered: bytes) -> bool:
    try:
        me.look(kept, offered, AT)
    except WitnessRefuses:
        return True
    except WrongStart:
        return False
    return False


Lie = Callable[[Liar, Witness, Random], bool]
LIES: dict[str, Lie] = {
    "rollback": rollback,
    "fork": fork,
    "replay of an old checkpoint": replay,
    "replay of an older signature": replay_in_time,
    "split view, found by two": split_view,
}


def found(lie: str, count: int, draw: Random) -> int:
    """How many of `count` tries of the lie were found."""
    me, total = witness("me"), 0
    for _ in range(count):
        liar = Liar([draw.randbytes(32) for _ in range(LARGEST)], draw)
        total += LIES[lie](liar, me, draw)
    return total


def honest(count: int, draw: Random) -> int:
    """How many honest histories raised an alarm, alone or when two compare."""
    alarms = 0
    for _ in range(count):
        ledger = Liar([draw.randbytes(32) for _ in range(LARGEST)], draw)
        try:
            seen = [
                open_dated(follow(who, ledger, 1, draw)[-1], LEDGER.key, check)[0]
                for who in (witness("me"), witness("other"))
            ]
            small, large = sorted(one.size for one in seen)
            require_one_history(seen[0], seen[1], ledger.offer(small, large))
        except (WitnessRefuses, SplitView):
            alarms += 1
    return alarms


def lone_alarms(count: int, draw: Random) -> int:
    """How many split views a witness found alone: none, or the trials are too easy."""
    alarms = 0
    for _ in range(count):
        liar = Liar([draw.randbytes(32) for _ in range(LARGEST)], draw)
        common = draw.randrange(1, LARGEST)
        for history in (liar, liar.branch(draw.randrange(common))):
            try:
                follow(witness("lone"), history, common, draw)
            except WitnessRefuses:
                alarms += 1
    return alarms


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--count", type=int, default=1000)
    count, draw = parser.parse_args().count, Random(SEED)
    results = {lie: found(lie, count, draw) for lie in LIES}
    for lie, total in results.items():
        say(f"{lie}: {total} of {count} found")
    alone, invented = lone_alarms(count, draw), honest(count, draw)
    say(f"control: one lone witness found {alone} of {count} split views")
    say(f"honest ledgers that raised an alarm: {invented} of {count}")
    wrong = alone or invented or any(total != count for total in results.values())
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())
