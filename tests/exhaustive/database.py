"""A database of its own for a command outside pytest, and ways to reach it."""

import os
import re
from collections.abc import Iterator
from contextlib import contextmanager
from types import SimpleNamespace
from typing import Any

import psycopg

from tests import conftest


@contextmanager
def own_database() -> Iterator[None]:
    """Django is ready here and reaches a fresh copy of the template."""
    conftest.pytest_configure(SimpleNamespace(option=SimpleNamespace()))
    with conftest.copied_database(os.environ["SHAREWELL_SUPERUSER_URL"]):
        try:
            yield
        finally:
            from django.db import connections

            connections.close_all()
            conftest.pytest_unconfigure()


def as_runtime() -> psycopg.Connection[Any]:
    """A real connection of the runtime role."""
    return psycopg.connect(os.environ["DATABASE_URL"], autocommit=True)


def as_superuser() -> psycopg.Connection[Any]:
    """Whom no policy binds."""
    return psycopg.connect(superuser_url(), autocommit=True)


def superuser_url() -> str:
    """Of the database under test."""
    (name,) = re.findall(r"@/([^?]+)", os.environ["DATABASE_URL"])
    return os.environ["SHAREWELL_SUPERUSER_URL"].replace("@/postgres?", f"@/{name}?")


@contextmanager
def unprotected() -> Iterator[None]:
    """Django's own connection goes past row-level security in this block."""
    from django.db import connection

    past = psycopg.conninfo.conninfo_to_dict(superuser_url())
    kept = {name: connection.settings_dict[name] for name in ("USER", "PASSWORD")}
    connection.close()
    connection.settings_dict |= {"USER": past["user"], "PASSWORD": past["password"]}
    try:
        yield
    finally:
        connection.close()
        connection.settings_dict |= kept
