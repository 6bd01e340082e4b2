"""A signed context is worth nothing on another connection, or later."""

import time

import pytest
from django.conf import settings
from django.db import connection, transaction
from django.db.utils import DatabaseError

from sharewell.access.context import context
from sharewell.access.signed import sign
from sharewell.core.policy.model import Actor, Purpose
from tests.integration.access.leaves import connect
from tests.integration.access.scene import Scene


def use(value: str) -> int:
    """Rows that a context value shows on this connection; raises if it is refused."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT set_config('sharewell.context', %s, true)", [value])
        cursor.execute("SELECT count(*) FROM decisions_concern")
        return int(cursor.fetchone()[0])


def signed(actor: Actor, *, seconds: int, pid: int) -> str:
    expires = int(time.time()) + seconds
    return sign(
        settings.CONTEXT_KEY, actor, Purpose.SAFEGUARD, expires=expires, backend_pid=pid
    )


def own_pid() -> int:
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_backend_pid()")
        return int(cursor.fetchone()[0])


@pytest.fixture
def alice(scene: Scene) -> Actor:
    return scene.world.actors["alice"]


def test_a_fresh_context_of_this_connection_is_accepted(alice: Actor) -> None:
    with context(alice, Purpose.SAFEGUARD):
        assert use(signed(alice, seconds=40, pid=own_pid())) > 0


def test_a_context_of_another_connection_is_refused(alice: Actor) -> None:
    with connect() as other:
        pid = other.info.backend_pid
        with (
            context(alice, Purpose.SAFEGUARD),
            pytest.raises(DatabaseError, match="refused"),
            transaction.atomic(),
        ):
            use(signed(alice, seconds=40, pid=pid))


@pytest.mark.parametrize("seconds", [-1, 3600], ids=["expired", "valid too long"])
def test_a_context_outside_its_minute_is_refused(alice: Actor, seconds: int) -> None:
    with (
        context(alice, Purpose.SAFEGUARD),
        pytest.raises(DatabaseError, match="refused"),
        transaction.atomic(),
    ):
        use(signed(alice, seconds=seconds, pid=own_pid()))
