"""Gives the database the key it verifies signed contexts with."""

from django.db import connections

from sharewell.access.signed import pads


def install(key: bytes, *, using: str) -> None:
    """Make `key` the only accepted one; the connection must be the owning role's."""
    inner, outer = pads(key)
    with connections[using].cursor() as cursor:
        cursor.execute(
            "INSERT INTO sharewell_access.context_key (id, inner_pad, outer_pad) "
            "VALUES (1, %s, %s) ON CONFLICT (id) DO UPDATE "
            "SET inner_pad = excluded.inner_pad, outer_pad = excluded.outer_pad",
            [inner, outer],
        )
        cursor.execute("DELETE FROM sharewell_access.context_key WHERE id <> 1")
