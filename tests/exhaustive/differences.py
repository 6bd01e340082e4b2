"""Compares what a layer lets through with what the oracle expects, person by person."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import Any

import psycopg

from tests.exhaustive.layers import (
    THINGS,
    by_the_database,
    by_the_lists,
    by_the_policy,
)
from tests.exhaustive.oracle import Oracle, Seen
from tests.exhaustive.partnership import Hat


@dataclass
class Found:
    """For one person: pairs compared, seen, and where the two differ."""

    hat: Hat
    pairs: int
    seen: int
    wrong: dict[str, tuple[int, int]] = field(default_factory=dict)


def compare(hat: Hat, oracle: Oracle, seen: Seen, wanted: Seen) -> Found:
    """`wrong` is table -> (rows shown wrongly, rows hidden wrongly)."""
    found = Found(hat, 0, 0)
    for table, rows in seen.items():
        found.pairs += len(oracle.world.rows[table])
        found.seen += len(rows)
        if rows != wanted[table]:
            shown, hidden = rows - wanted[table], wanted[table] - rows
            found.wrong[table] = (len(shown), len(hidden))
    return found


def differences(
    connection: psycopg.Connection[Any],
    oracle: Oracle,
    hats: Iterable[Hat],
    tables: tuple[str, ...],
) -> Iterator[Found]:
    """Row-level security alone."""
    for hat in hats:
        seen = by_the_database(connection, hat, tables)
        yield compare(hat, oracle, seen, oracle.seen(hat))


def differences_of_lists(oracle: Oracle, hats: Iterable[Hat]) -> Iterator[Found]:
    """The application's filters alone; row-level security must be bypassed."""
    for hat in hats:
        seen = by_the_lists(hat)
        wanted = oracle.seen(hat)
        yield compare(hat, oracle, seen, {table: wanted[table] for table in THINGS})


def differences_of_policy(
    oracle: Oracle, hats: Iterable[Hat], things: int
) -> Iterator[Found]:
    """As differences_of_lists, but asking one by one, the first of each kind.

    What is open in an emergency is compared as well.
    """
    for hat in hats:
        asked, seen, opened = by_the_policy(hat, oracle.world.at, things)
        wanted = oracle.seen(hat)
        found = compare(hat, oracle, seen, {t: wanted[t] & asked[t] for t in asked})
        found.pairs = sum(len(rows) for rows in asked.values())
        emergency = oracle.opened(hat) & set().union(*asked.values())
        if opened != emergency:
            found.wrong["access_emergency"] = (
                len(opened - emergency), len(emergency - opened),
            )  # fmt: skip
        yield found
