"""The signed context, on real PostgreSQL, as the runtime role."""

import uuid
from datetime import UTC, datetime

import psycopg
import pytest
from django.db import connection, transaction
from django.db.utils import DatabaseError, ProgrammingError

from sharewell.access.context import MissingContext, context
from sharewell.access.models import SubmittedOnce
from sharewell.agencies.models import Agency
from sharewell.core.policy.model import Actor, Purpose
from sharewell.decisions.models import Concern

AT = datetime(2026, 11, 20, 14, 0, tzinfo=UTC)

ACTOR = Actor.system(uuid.uuid4())


@pytest.fixture(autouse=True)
def one_row(database: None) -> None:
    """PostgreSQL asks for the context when it meets a row."""
    with context(ACTOR, Purpose.SAFEGUARD):
        SubmittedOnce(
            actor_id=ACTOR.id, key="k", request_hash="h", result={}, at=AT
        ).save(force_insert=True)


def test_a_missing_context_raises_and_is_not_an_empty_answer() -> None:
    with pytest.raises(MissingContext):
        list(Concern.objects.all())


def test_the_database_itself_refuses_a_missing_context() -> None:
    with (
        pytest.raises(psycopg.errors.Error, match="no access context"),
        connection.connection.cursor() as cursor,
    ):
        cursor.execute("SELECT * FROM access_submitted_once")


def test_a_signed_context_reads_its_own_rows_only() -> None:
    with context(ACTOR, Purpose.SAFEGUARD):
        assert SubmittedOnce.objects.count() == 1
    with context(Actor(uuid.uuid4(), ACTOR.agency, frozenset()), Purpose.SAFEGUARD):
        assert SubmittedOnce.objects.count() == 0


@pytest.mark.parametrize("part", range(1, 8))
def test_a_changed_context_is_refused(part: int) -> None:
    with context(ACTOR, Purpose.SAFEGUARD):
        with connection.cursor() as cursor:
            cursor.execute("SELECT current_setting('sharewell.context')")
            parts = cursor.fetchone()[0].split(".")
            parts[part] = parts[part][:-1] + ("1" if parts[part][-1] != "1" else "2")
            cursor.execute(
                "SELECT set_config('sharewell.context', %s, true)", [".".join(parts)]
            )
        with pytest.raises(DatabaseError, match="refused"), transaction.atomic():
            list(SubmittedOnce.objects.all())


@pytest.mark.parametrize("more", [".", ".x", ".."])
def test_nothing_stands_behind_the_mark(more: str) -> None:
    with context(ACTOR, Purpose.SAFEGUARD):
        with connection.cursor() as cursor:
            cursor.execute(
                "SELECT set_config('sharewell.context', "
                "current_setting('sharewell.context') || %s, true)",
                [more],
            )
        with pytest.raises(DatabaseError, match="refused"), transaction.atomic():
            list(SubmittedOnce.objects.all())


def test_the_context_ends_with_its_transaction() -> None:
    with context(ACTOR, Purpose.SAFEGUARD):
        pass
    with pytest.raises(MissingContext):
        list(SubmittedOnce.objects.all())


def test_a_context_of_another_actor_cannot_be_opened_inside() -> None:
    with (
        context(ACTOR, Purpose.SAFEGUARD),
        pytest.raises(RuntimeError, match="another actor"),
        context(Actor.system(uuid.uuid4()), Purpose.SAFEGUARD),
    ):
        pass


def test_the_runtime_role_cannot_read_the_context_key() -> None:
    with (
        pytest.raises(ProgrammingError, match="permission denied"),
        connection.cursor() as cursor,
    ):
        cursor.execute("SELECT * FROM sharewell_access.context_key")


def test_the_directory_needs_no_context() -> None:
    assert list(Agency.objects.all()) == []
