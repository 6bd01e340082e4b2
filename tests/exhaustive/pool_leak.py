"""Two people take turns on a few real connections: does one see the other?

Every turn runs the product's own `context` on whichever connection it gets, ends in one
of several ways, and first looks whether anything of the turn before is left.
"""

import random
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

import psycopg
from django.db import DatabaseError, connection, transaction

from sharewell.access.context import context
from sharewell.core.policy.model import Actor, Purpose
from tests.exhaustive.layers import actor
from tests.exhaustive.oracle import Oracle
from tests.exhaustive.partnership import Hat

# The quickest of the tables that are an agency's own.
TABLE = "audit_ledger_leaf"
ASKED = f"SELECT id::text FROM {TABLE}"
LEFT = "SELECT coalesce(current_setting('sharewell.context', true), '')"
CONNECTIONS = 3


class OnPurpose(Exception):
    """Ends a turn as a fault in the code would."""


def take_turns(oracle: Oracle, hats: list[Hat], turns: int) -> Counter[str]:
    """How turns ended, and under "leak" how often anything of another was seen."""
    wanted = {hat: oracle.seen(hat)[TABLE] for hat in hats}
    drawn, found = random.Random(3), Counter()
    with pool() as connections:
        for _ in range(turns):
            connection.connection = drawn.choice(connections)
            hat = drawn.choice(hats)
            name, ending = drawn.choice(ENDINGS)
            found[name] += 1
            found["leak"] += _is_left() or ending(actor(hat), wanted[hat])
    return found


def take_turns_carelessly(oracle: Oracle, hats: list[Hat], turns: int) -> Counter[str]:
    """The control: the context is set for the session, and the next one sees it."""
    drawn, found = random.Random(3), Counter()
    with pool() as connections:
        for _ in range(turns):
            connection.connection = drawn.choice(connections)
            found["turns"] += 1
            found["leak"] += _is_left()
            with context(actor(drawn.choice(hats)), Purpose.SAFEGUARD):
                _raw("SELECT set_config('sharewell.context', (" + LEFT + "), false)")
    return found


@contextmanager
def pool() -> Iterator[list[Any]]:
    """A few real connections that Django takes in turn."""
    made = []
    for _ in range(CONNECTIONS):
        connection.connection = None
        connection.connect()
        made.append(connection.connection)
    try:
        yield made
    finally:
        for one in made:
            one.close()
        connection.connection = None


def _is_left() -> bool:
    """Whether the connection still believes somebody before this turn begins."""
    raw = connection.connection
    if raw.execute(LEFT).fetchone()[0]:
        return True
    try:
        raw.execute(ASKED)
    except psycopg.Error as error:
        return error.sqlstate != "SW001"
    return True


def _raw(statement: str) -> list[Any]:
    with connection.cursor() as cursor:
        cursor.execute(statement)
        return cursor.fetchall()


def _sees_another(wanted: set[str]) -> bool:
    return {row for (row,) in _raw(ASKED)} != wanted


def _give_up() -> None:
    raise OnPurpose


def _committed(by: Actor, wanted: set[str]) -> bool:
    with context(by, Purpose.SAFEGUARD):
        return _sees_another(wanted)


def _rolled_back(by: Actor, wanted: set[str]) -> bool:
    leak = True
    try:
        with context(by, Purpose.SAFEGUARD):
            leak = _sees_another(wanted)
            _give_up()
    except OnPurpose:
        return leak


def _savepoint(by: Actor, wanted: set[str]) -> bool:
    with context(by, Purpose.SAFEGUARD):
        with context(by, Purpose.SAFEGUARD):
            leak = _sees_another(wanted)
        return leak or _sees_another(wanted)


def _savepoint_rolled_back(by: Actor, wanted: set[str]) -> bool:
    with context(by, Purpose.SAFEGUARD):
        try:
            with transaction.atomic():
                leak = _sees_another(wanted)
                _give_up()
        except OnPurpose:
            return leak or _sees_another(wanted)


def _error_in_a_savepoint(by: Actor, wanted: set[str]) -> bool:
    with context(by, Purpose.SAFEGUARD):
        try:
            with transaction.atomic():
                _raw("SELECT 1 / 0")
        except DatabaseError:
            return _sees_another(wanted)
    return True


def _error_in_the_middle(by: Actor, wanted: set[str]) -> bool:
    leak = True
    try:
        with context(by, Purpose.SAFEGUARD):
            leak = _sees_another(wanted)
            _raw("SELECT 1 / 0")
    except DatabaseError:
        return leak
    return True


ENDINGS: tuple[tuple[str, Callable[[Actor, set[str]], bool]], ...] = (
    ("committed", _committed),
    ("rolled back", _rolled_back),
    ("savepoint released", _savepoint),
    ("savepoint rolled back", _savepoint_rolled_back),
    ("error in a savepoint", _error_in_a_savepoint),
    ("error in the middle", _error_in_the_middle),
)
