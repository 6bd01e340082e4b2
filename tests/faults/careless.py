"""The web server as it must not be: with one of the door's promises taken away.

Only the control runs it, to see that kills then do harm and that the harm is found.
"""

import sys
import time
import types
from collections.abc import Callable
from contextlib import nullcontext
from enum import StrEnum

from sharewell.cli import serve
from sharewell.cli.django import start


class Careless(StrEnum):
    """What is taken away."""

    TRANSACTION = "transaction"
    KEY = "key"


def main(given: str, *arguments: str) -> int:
    """Serve without the promise named first."""
    start()
    break_promise = {Careless.TRANSACTION: _no_transaction, Careless.KEY: _no_key}
    break_promise[Careless(given)]()
    return serve.run(list(arguments))


def _no_transaction() -> None:
    """Every statement of an act commits by itself."""
    from sharewell.access import context

    context.transaction = types.SimpleNamespace(atomic=nullcontext)
    context._tell_database = _tell_session


def _tell_session(actor, purpose) -> None:
    """As the original, for the whole session: there is no transaction to tell."""
    from django.conf import settings
    from django.db import connection

    from sharewell.access.signed import LIFETIME_SECONDS, sign

    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_backend_pid()")
        (pid,) = cursor.fetchone()
        expires = int(time.time()) + LIFETIME_SECONDS
        value = sign(
            settings.CONTEXT_KEY, actor, purpose, expires=expires, backend_pid=pid
        )
        cursor.execute("SELECT set_config('sharewell.context', %s, false)", [value])


def _no_key() -> None:
    """A submit that comes again is carried out again."""
    from sharewell.access import command

    def every_time(fn: Callable, act: command.Act, key: str, given: dict):
        return command._carry_out(fn, act, given, quiet=False)

    command._once = every_time


if __name__ == "__main__":
    raise SystemExit(main(*sys.argv[1:]))
