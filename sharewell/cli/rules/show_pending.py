"""What an officer is shown before approving an edition."""

import hashlib
import random

from sharewell.core.procedure.difference import difference
from sharewell.core.procedure.difference_words import told
from sharewell.core.procedure.provision import TABLES
from sharewell.rulebooks.gate import Pending

SEED = 20_180_701  # drawn facts are the same in every run


def shown(one: Pending, people: int) -> tuple[str, ...]:
    """Lines: the exact difference, or what a first edition holds."""
    layers = " + ".join(one.shipped.layers)
    title = f"Edition of {one.day}, {layers}, {one.shipped.hash[:12]}"
    if one.approved is None:
        return (title, "Nothing was approved for this day before.", *_whole(one))
    draw = random.Random(SEED).randrange  # noqa: S311 - by seed, on purpose  # nosec B311 # drawn by seed, on purpose
    return (
        title,
        *told(difference(one.approved, one.shipped, people=people, draw=draw)),
    )


def _whole(one: Pending) -> tuple[str, ...]:
    rules = one.shipped
    counts = [(table.name, len(rules.rows(table.name))) for table in TABLES]
    return (
        f"It has {len(rules.vocabulary.facts)} questions, {len(rules.terms)} terms and "
        f"{len(rules.provisions)} rows: "
        + ", ".join(f"{name} {number}" for name, number in counts)
        + ". `sharewell rules show` reads them out.",
    )


def summary(one: Pending, lines: tuple[str, ...]) -> str:
    """What is kept of it: which comparison, and a digest of every line shown."""
    digest = hashlib.sha256("\n".join(lines).encode()).hexdigest()
    against = one.approved.hash[:12] if one.approved else "nothing: the first approval"
    return f"difference from {against}; SHA-256 of the text shown {digest}"
