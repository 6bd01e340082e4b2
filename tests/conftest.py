"""The test database: made once by the migration role, used as the runtime role.

One template database is migrated by `sharewell_owner`; each worker gets a copy. Tests
commit for real (a signed context lives in one transaction), connect as `sharewell_app`,
and are cleaned up through a separate connection of the superuser.
"""

import base64
import logging
import os
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from copy import deepcopy
from hashlib import sha256
from pathlib import Path
from shutil import rmtree
from tempfile import mkdtemp
from typing import TYPE_CHECKING, Any, Protocol, TypeVar

import hypothesis
import psycopg
import pytest

from tests.kept_keys import Keys, keep_keys, put_back_keys
from tests.kept_rows import Rows, keep_rows, put_back, remove_rows

if TYPE_CHECKING:
    from playwright.sync_api import Browser

    from tests.factories import World

# Debian's Chromium without the windows around the page, which cost more than the page.
CHROMIUM = "/usr/bin/chromium-headless-shell"
# As root Chromium has no sandbox of its own; the rest keeps it off the network.
CHROMIUM_ARGUMENTS = [
    "--no-sandbox",
    "--disable-dev-shm-usage",
    "--disable-gpu",
    "--disable-software-rasterizer",
    "--disable-background-networking",
    "--no-first-run",
]
# A busy machine is no fault of what is tested: no test is judged by its speed.
hypothesis.settings.register_profile("unhurried", deadline=None)
hypothesis.settings.load_profile("unhurried")
CHECKOUT = Path(__file__).resolve().parent.parent
ENGINE = os.environ.get("SHAREWELL_TEST_ENGINE", "embedded")
WORKER = os.environ.get("PYTEST_XDIST_WORKER", "alone")
TEMPLATE = "sharewell_template"
DATABASE = f"sharewell_test_{WORKER}_{os.getpid()}"
# Worlds and their rows, by name, once this worker has made them.
_kept: dict[str, tuple[Any, Rows, Keys]] = {}
_superusers: list[psycopg.Connection] = []
Made = TypeVar("Made")


class Kept(Protocol):
    """`kept(name, make)`: see the fixture."""

    def __call__(self, name: str, make: Callable[[], Made]) -> Made:
        """A copy of what `make` makes, with its rows in the database."""


def _script(command: str) -> str:
    done = subprocess.run(
        [
            sys.executable,
            CHECKOUT / "script" / "postgres",
            command,
            "--for",
            "tests",
            "--engine",
            ENGINE,
        ],
        text=True,
        capture_output=True,
    )
    if done.returncode:
        raise pytest.UsageError(f"No test database: {done.stderr}")
    return done.stdout


def _start_engine() -> dict[str, str]:
    if WORKER in {"alone", "master"} or "SHAREWELL_TEST_STARTED" not in os.environ:
        _script("start")
        os.environ["SHAREWELL_TEST_STARTED"] = "1"
    return dict(line.split("=", 1) for line in _script("urls").splitlines())


def _database_url(url: str, name: str) -> str:
    return url.replace("@/sharewell?", f"@/{name}?").replace(
        "@/postgres?", f"@/{name}?"
    )


def pytest_addoption(parser: pytest.Parser) -> None:
    """`--all` is what `make test-all` says."""
    parser.addoption("--all", action="store_true", help="the slow ones too")


def pytest_collection_modifyitems(
    config: pytest.Config, items: list[pytest.Item]
) -> None:
    """Leave the slow ones to their own target; pytest says how many it left out."""
    if config.getoption("--all"):
        return
    slow = [item for item in items if item.get_closest_marker("slow")]
    config.hook.pytest_deselected(items=slow)
    items[:] = [item for item in items if item not in slow]


def _ledger_key(name: str, seed: bytes) -> str:
    """The public half, for web processes that must not be given the private one."""
    from sharewell.core.ledger.note_keys import KeyKind, VerifierKey
    from sharewell.keys.signing import SigningKey

    return str(VerifierKey(name, KeyKind.LOG, SigningKey(seed).public))


def pytest_configure(config: pytest.Config) -> None:
    """Settings are read from the environment, so it is filled before Django starts."""
    urls = _start_engine()
    os.environ.update(
        DJANGO_SETTINGS_MODULE="sharewell.config.settings",
        DEMO="1",
        SECRET_KEY="test-only-secret-test-only-secret-test-only",
        CONTEXT_KEY=base64.b64encode(b"context" * 6).decode(),
        FIELD_KEYS='{"current": 1, "keys": {"1": "%s"}}'
        % base64.b64encode(b"k" * 32).decode(),
        LEDGER_SIGNING_KEY=base64.b64encode(b"l" * 32).decode(),
        LEDGER_NAME="tests.example/ledger",
        LEDGER_KEYS=_ledger_key("tests.example/ledger", b"l" * 32),
        # One for all workers, kept between tests: the small world's keys are in it.
        KEY_STORE_DIR=_key_store(),
        SMTP_URL="smtp://127.0.0.1:1",
        ALLOWED_HOSTS="127.0.0.1,localhost,testserver",
        SECURITY_CONTACT="mailto:security@partnership.example",
        SECURITY_CONTACT_UNTIL="9999-12-31",
        SHAREWELL_SUPERUSER_URL=urls["SUPERUSER_DATABASE_URL"],
        **{
            name: _database_url(urls[name], DATABASE)
            for name in ("DATABASE_URL", "OWNER_DATABASE_URL", "LEDGER_DATABASE_URL")
        },
    )
    import django
    from django.conf import settings

    django.setup()
    # Each sign-in of a test would say so, to a standard error that pytest has closed by
    # then, and a fault of logging with its whole stack is what comes of it.
    logging.getLogger("sharewell.security").setLevel(logging.WARNING)
    settings.PASSWORD_HASHERS = ["tests.quick_hashes.QuickArgon2"]
    # Nobody seals in most tests, so nobody waits for a seal.
    settings.SEAL_PATIENCE_SECONDS = 0.0
    if getattr(config.option, "numprocesses", None):
        # Inherited, it would make each worker read the settings of this process before
        # it fills in its own database.
        del os.environ["DJANGO_SETTINGS_MODULE"]


def _key_store() -> str:
    """A worker of xdist finds the one that its master made."""
    if WORKER == "alone" or "KEY_STORE_DIR" not in os.environ:
        return mkdtemp(prefix="sharewell-test-keys-")
    return os.environ["KEY_STORE_DIR"]


def pytest_unconfigure() -> None:
    """The key store goes with the run that made it."""
    if WORKER in {"alone", "master"}:
        rmtree(os.environ["KEY_STORE_DIR"], ignore_errors=True)


@pytest.fixture(scope="session")
def superuser_url() -> str:
    """For making and cleaning databases; nothing under test connects with it."""
    return os.environ["SHAREWELL_SUPERUSER_URL"]


@pytest.fixture(scope="session")
def test_database(superuser_url: str, django_db_blocker) -> Iterator[str]:
    """This worker's own copy of the migrated template."""
    with copied_database(superuser_url):
        yield DATABASE


@contextmanager
def copied_database(superuser_url: str) -> Iterator[None]:
    """A copy of the migrated template for this process, gone afterwards."""
    with psycopg.connect(superuser_url, autocommit=True) as connection:
        # One worker makes the template while the others wait for it.
        connection.execute("SELECT pg_advisory_lock(7)")
        _make_template(connection, superuser_url)
        connection.execute(
            f"CREATE DATABASE {DATABASE} TEMPLATE {TEMPLATE} OWNER sharewell_owner"
        )
        connection.execute("SELECT pg_advisory_unlock(7)")
        # No test of these pulls the plug; those that do have servers of their own.
        connection.execute(f"ALTER DATABASE {DATABASE} SET synchronous_commit = off")
        # As roles.sql does for the database of a real service.
        connection.execute(f"REVOKE ALL ON DATABASE {DATABASE} FROM PUBLIC")
        connection.execute(
            f"GRANT CONNECT ON DATABASE {DATABASE} TO sharewell_app, sharewell_ledger"
        )
    yield
    with psycopg.connect(superuser_url, autocommit=True) as connection:
        connection.execute(f"DROP DATABASE IF EXISTS {DATABASE} WITH (FORCE)")


def _make_template(connection: psycopg.Connection, superuser_url: str) -> None:
    mark = _migrations_mark()
    row = connection.execute(
        "SELECT shobj_description(oid, 'pg_database') FROM pg_database WHERE datname "
        "= %s",
        [TEMPLATE],
    ).fetchone()
    if row and row[0] == mark:
        return
    connection.execute(f"DROP DATABASE IF EXISTS {TEMPLATE} WITH (FORCE)")
    connection.execute(
        f"CREATE DATABASE {TEMPLATE} OWNER sharewell_owner TEMPLATE template0"
    )
    with psycopg.connect(
        _database_url(superuser_url, TEMPLATE), autocommit=True
    ) as inside:
        # As roles.sql does for the database of a real service.
        inside.execute("GRANT USAGE, CREATE ON SCHEMA public TO sharewell_owner")
    owner = _database_url(
        os.environ["OWNER_DATABASE_URL"].replace(DATABASE, "sharewell"), TEMPLATE
    )
    environment = {**os.environ, "OWNER_DATABASE_URL": owner}
    done = subprocess.run(
        [sys.executable, "-m", "sharewell.cli.main", "setup", "--quiet"],
        env=environment,
        text=True,
        capture_output=True,
        cwd=CHECKOUT,
    )
    if done.returncode:
        raise pytest.UsageError(f"The migrations failed:\n{done.stdout}{done.stderr}")
    connection.execute(f"COMMENT ON DATABASE {TEMPLATE} IS '{mark}'")


def _migrations_mark() -> str:
    """Changes when a migration, a role or the context key does: then migrate anew."""
    digest = sha256(os.environ["CONTEXT_KEY"].encode())
    for file in (
        sorted(CHECKOUT.glob("sharewell/*/migrations/*.py"))
        + sorted(CHECKOUT.glob("sharewell/*/*.sql"))
        + [CHECKOUT / "sharewell/access/custody.py", CHECKOUT / "requirements/run.txt"]
    ):
        digest.update(file.read_bytes())
    return digest.hexdigest()


@pytest.fixture
def database(
    test_database: str, superuser_url: str, django_db_blocker
) -> Iterator[None]:
    """Real PostgreSQL, empty at the start of the test, reached as the runtime role."""
    _empty(superuser_url)
    with django_db_blocker.unblock():
        yield
        from django.db import connections

        connections.close_all()


def _empty(superuser_url: str) -> None:
    connection = _superuser(superuser_url)
    with connection.transaction():
        remove_rows(connection)


def _superuser(superuser_url: str) -> psycopg.Connection:
    """Of this worker: connecting takes as long as what is done with it."""
    for connection in _superusers:
        with suppress(psycopg.OperationalError):  # some test may have ended it
            connection.execute("SELECT")
            return connection
    url = _database_url(superuser_url, DATABASE)
    _superusers[:] = [psycopg.connect(url, autocommit=True)]
    return _superusers[0]


@pytest.fixture(scope="session")
def django_db_setup() -> None:
    """Ours is `database`: pytest-django's own connects as one role for everything."""


@pytest.fixture
def world(kept: "Kept") -> "World":
    """The small world of the tests, made through the real actions."""
    from datetime import UTC, datetime

    from tests.factories import make_world

    return kept("small", lambda: make_world(datetime.now(UTC)))


@pytest.fixture
def kept(database: None, superuser_url: str) -> "Kept":
    """`kept(name, make)`: what `make` made in an empty database, made once a worker."""

    def of(name: str, make: Callable[[], Made]) -> Made:
        connection = _superuser(superuser_url)
        if name not in _kept:
            made = make()
            _kept[name] = (made, keep_rows(connection), keep_keys(connection))
        else:
            with connection.transaction():
                put_back(connection, _kept[name][1])
            put_back_keys(_kept[name][2])
        return deepcopy(_kept[name][0])

    return of


@pytest.fixture(scope="session")
def browser() -> Iterator["Browser"]:
    """One real Chromium for every browser test of this worker.

    Playwright's loop runs in this thread from then on, which Django must not mind; two
    of them in one process are refused, so every test that needs a browser takes this.
    """
    from playwright.sync_api import sync_playwright

    os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "1"
    with sync_playwright() as playwright:
        started = playwright.chromium.launch(
            executable_path=CHROMIUM, args=CHROMIUM_ARGUMENTS
        )
        yield started
        started.close()
