"""What every worker must know at once: counts of failed sign-ins, codes already used.

A cache of Django's over a table of ours. Its own database cache keeps pickles, and
whoever may write a pickle into the table runs what she likes in every worker that reads
it; values here are JSON. It also throws entries away by name once there are many, so a
flood of attempts could make it forget a code that was used; here only time does.
"""

import json
from collections.abc import Iterable
from typing import Any

from django.core.cache.backends.base import DEFAULT_TIMEOUT, BaseCache
from django.db import connection

# What ran out goes with the next writes, a few at a time; no writer waits for another.
CLEARED = 20
# How long it lasts goes by the database's clock alone: those of web servers may differ.
PUT = """
WITH gone AS (
    DELETE FROM shared_cache WHERE cache_key IN (
        SELECT cache_key FROM shared_cache
        WHERE expires <= now() AND cache_key <> %(key)s
        ORDER BY expires LIMIT %(cleared)s FOR UPDATE SKIP LOCKED)
)
INSERT INTO shared_cache (cache_key, value, expires) VALUES (%(key)s, %(value)s,
    coalesce(now() + %(seconds)s * interval '1 second', 'infinity'))
ON CONFLICT (cache_key) DO UPDATE SET value = excluded.value, expires = excluded.expires
"""
# Of many at once one inserts; the others meet an entry that has not run out.
PUT_IF_NONE = PUT + "WHERE shared_cache.expires <= now()"


class SharedCache(BaseCache):
    """Django's cache interface; a value that JSON cannot hold raises TypeError."""

    def __init__(self, location: str, params: dict[str, Any]) -> None:
        super().__init__(params)

    def get(self, key: str, default: Any = None, version: int | None = None) -> Any:
        """The value, or the default if it is not there or ran out."""
        return self.get_many([key], version).get(key, default)

    def get_many(
        self, keys: Iterable[str], version: int | None = None
    ) -> dict[str, Any]:
        """What is there of these keys."""
        asked = {self.make_and_validate_key(key, version): key for key in keys}
        with connection.cursor() as cursor:
            cursor.execute(
                "SELECT cache_key, value FROM shared_cache "
                "WHERE cache_key = ANY (%s) AND expires > now()",
                [list(asked)],
            )
            return {asked[key]: json.loads(value) for key, value in cursor.fetchall()}

    def set(
        self,
        key: str,
        value: Any,
        timeout: Any = DEFAULT_TIMEOUT,
        version: int | None = None,
    ) -> None:
        """Put it, whatever is there; kept for `timeout` seconds, None for ever."""
        self._put(PUT, key, value, timeout, version)

    def add(
        self,
        key: str,
        value: Any,
        timeout: Any = DEFAULT_TIMEOUT,
        version: int | None = None,
    ) -> bool:
        """Put it if nothing is there; whether this call did."""
        return self._put(PUT_IF_NONE, key, value, timeout, version)

    def touch(
        self, key: str, timeout: Any = DEFAULT_TIMEOUT, version: int | None = None
    ) -> bool:
        """Let it last `timeout` seconds from now; False if it is not there."""
        return self._changed(
            "UPDATE shared_cache SET expires = "
            "coalesce(now() + %(seconds)s * interval '1 second', 'infinity') "
            "WHERE cache_key = %(key)s AND expires > now()",
            key=self.make_and_validate_key(key, version),
            seconds=self._seconds(timeout),
        )

    def delete(self, key: str, version: int | None = None) -> bool:
        """Take it away; whether it was there."""
        return self._changed(
            "DELETE FROM shared_cache WHERE cache_key = %(key)s",
            key=self.make_and_validate_key(key, version),
        )

    def clear(self) -> None:
        """Take everything away."""
        self._changed("DELETE FROM shared_cache")

    def _put(
        self, statement: str, key: str, value: Any, timeout: Any, version: int | None
    ) -> bool:
        return self._changed(
            statement,
            key=self.make_and_validate_key(key, version),
            value=json.dumps(value, allow_nan=False),
            seconds=self._seconds(timeout),
            cleared=CLEARED,
        )

    def _seconds(self, timeout: Any) -> float | None:
        """Until the entry runs out; None for never."""
        return self.default_timeout if timeout is DEFAULT_TIMEOUT else timeout

    @staticmethod
    def _changed(statement: str, **values: Any) -> bool:
        with connection.cursor() as cursor:
            cursor.execute(statement, values)
            return bool(cursor.rowcount)
