"""`script/ledger-oracle [--leaves N]`: the same leaves in two implementations.

Roots at many sizes and inclusion proofs, hash by hash; consistency proofs, which have
another layout there, from its root of one size to its root of the other.
"""

# ruff: noqa: T201

import argparse
import sys
import time
from random import Random

from pymerkle import InmemoryTree

from sharewell.core.ledger.growing import Growing, place
from sharewell.core.ledger.hashing import leaf_hash
from sharewell.core.ledger.kept_nodes import (
    consistency_from_nodes,
    inclusion_from_nodes,
    root_at,
)
from sharewell.core.ledger.proofs import verify_consistency, verify_inclusion

PROOFS, SEED = 300, 20261129


def main() -> int:
    """0 when both agree on everything."""
    parser = argparse.ArgumentParser("script/ledger-oracle", description=__doc__)
    parser.add_argument("--leaves", type=int, default=1_000_000)
    count, draw = parser.parse_args().leaves, Random(SEED)
    began = time.monotonic()
    entries = [f"entry {number}".encode() for number in range(count)]
    theirs = InmemoryTree(algorithm="sha256")
    theirs.append_entries(entries)
    leaves = [leaf_hash(entry) for entry in entries]
    ours = Growing()
    ours.extend(leaves)
    kept = dict(ours.completed)

    def read(level: int, first: int, last: int) -> list[bytes]:
        if level == 0:
            return leaves[first:last]
        return [kept[place(level, number)] for number in range(first, last)]

    wrong = []
    if ours.edge().root() != theirs.get_root():
        wrong.append(f"root of {count}")
    for _ in range(PROOFS):
        size = draw.randrange(1, count + 1)
        index, old = draw.randrange(size), draw.randrange(1, size + 1)
        root, before = theirs.get_root(size), theirs.get_root(old)
        if root_at(size, read) != root:
            wrong.append(f"root of {size}")
        mine = inclusion_from_nodes(index, size, read)
        their_path = theirs.prove_inclusion(index + 1, size).path
        if list(mine) != their_path[1:] or not verify_inclusion(
            leaves[index], index, size, mine, root
        ):
            wrong.append(f"inclusion of {index} in {size}")
        mine = consistency_from_nodes(old, size, read)
        # Its own consistency proofs have another layout, so its two roots are compared.
        if not verify_consistency(old, size, before, root, mine):
            wrong.append(f"consistency of {old} and {size}")
    print(
        f"{count:,} leaves; {PROOFS} roots, {PROOFS} inclusion and {PROOFS} "
        f"consistency proofs compared: {len(wrong)} differ; "
        f"{time.monotonic() - began:.0f} s"
    )
    for one in wrong:
        print(f"DIFFERS: {one}")
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())
