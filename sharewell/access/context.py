"""Opens an act's one transaction and tells PostgreSQL, signed, who acts and why."""

import re
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from typing import Any

from django.conf import settings
from django.db import connection, transaction

from sharewell.access.signed import LIFETIME_SECONDS, sign
from sharewell.core.policy.model import Actor, Purpose

# Tables whose rows belong to an agency. PostgreSQL asks for the context only once it
# meets a row, so an empty table would answer "nothing" to somebody without one.
IN_CUSTODY = re.compile(
    r"\b(access|keys|outbox|children|decisions|exchange)_[a-z_]+\b"
    r"|\baudit_ledger_leaf\b|\bagencies_(appointment|practitioner)"
)


class MissingContext(RuntimeError):
    """Code touched records outside the door: a fault of ours, never an empty answer."""


_current: ContextVar[tuple[Actor, Purpose] | None] = ContextVar(
    "sharewell_context", default=None
)

# Answers that an act asked for already; gone with its transaction.
_remembered: ContextVar[dict[Any, Any] | None] = ContextVar(
    "sharewell_remembered", default=None
)


@contextmanager
def context(actor: Actor, purpose: Purpose) -> Iterator[None]:
    """Run the block in one transaction under the actor's signed context.

    A block inside a block of the same actor joins it; of another actor it is an error,
    because one transaction answers for one actor. Only here is the real clock read:
    the signature must expire by the database's clock.
    """
    outer = _current.get()
    if outer is not None:
        if outer[0] != actor:
            raise RuntimeError(
                "A context of another actor is open in this transaction."
            )
        with transaction.atomic():
            yield
        return
    if connection.in_atomic_block:
        raise RuntimeError("A context must open the outermost transaction.")
    token, forget = _current.set((actor, purpose)), _remembered.set({})
    try:
        with transaction.atomic():
            _tell_database(actor, purpose)
            yield
    finally:
        _current.reset(token)
        _remembered.reset(forget)


def _tell_database(actor: Actor, purpose: Purpose) -> None:
    with connection.cursor() as cursor:
        value = sign(
            settings.CONTEXT_KEY,
            actor,
            purpose,
            expires=int(time.time()) + LIFETIME_SECONDS,
            # What the server said on connecting. A pooler that lends server processes
            # by transaction would make it another one's: then nothing is readable.
            backend_pid=connection.connection.info.backend_pid,
        )
        cursor.execute("SELECT set_config('sharewell.context', %s, true)", [value])


def guard_connection(connection: Any, **_: Any) -> None:
    """Refuse statements on records while no context is open (runtime role only)."""
    wrappers = connection.execute_wrappers
    if connection.alias == "default" and _demand_context not in wrappers:
        wrappers.append(_demand_context)


def _demand_context(
    execute: Callable[..., Any], sql: str, params: Any, many: bool, details: Any
) -> Any:
    if _current.get() is None and IN_CUSTODY.search(sql):
        raise MissingContext("No access context is open for this statement.")
    return execute(sql, params, many, details)


def remembered() -> dict[Any, Any]:
    """What this transaction was answered before, to be asked of the database once.

    Whoever writes what an answer hangs on empties it. Outside a context: empty.
    """
    found = _remembered.get()
    return {} if found is None else found


def current_purpose() -> Purpose:
    """The purpose of the open context; an error outside one."""
    found = _current.get()
    if found is None:
        raise RuntimeError("No access context is open.")
    return found[1]
