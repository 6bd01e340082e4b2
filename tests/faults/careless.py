"""The web server as it must not be: every statement of an act commits by itself.

Only the control runs it, to see that a kill then leaves halves and that they are found.
"""

import sys
import time
import types
from contextlib import nullcontext

from sharewell.cli import serve
from sharewell.cli.django import start


def main() -> int:
    """Serve, without the one transaction that the door opens for an act."""
    start()
    from django.conf import settings
    from django.db import connection

    from sharewell.access import context
    from sharewell.access.signed import LIFETIME_SECONDS, sign

    def tell_session(actor, purpose) -> None:
        """As the original, for the whole session: there is no transaction to tell."""
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_backend_pid()")
            (pid,) = cursor.fetchone()
            expires = int(time.time()) + LIFETIME_SECONDS
            value = sign(
                settings.CONTEXT_KEY, actor, purpose, expires=expires, backend_pid=pid
            )
            cursor.execute("SELECT set_config('sharewell.context', %s, false)", [value])

    context.transaction = types.SimpleNamespace(atomic=nullcontext)
    context._tell_database = tell_session
    return serve.run(sys.argv[1:])


if __name__ == "__main__":
    raise SystemExit(main())
