"""`sharewell check`: words and exit codes, for a demo and for real use."""

import os
import secrets
import subprocess
import sys
from datetime import UTC, datetime, timedelta

import pytest

from sharewell.accounts.checks import ARGON2
from sharewell.cli.main import main


def test_the_test_database_passes(
    database: None, settings, capsys: pytest.CaptureFixture[str]
) -> None:
    # Tests hash with less work than a service may.
    settings.PASSWORD_HASHERS = [ARGON2]
    assert main(["check"]) == 0
    assert "Nothing to put right." in capsys.readouterr().out


def test_real_use_refuses_what_is_for_demos(
    database: None, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["check", "--deploy"]) == 1
    out = capsys.readouterr().out
    assert "private server of script/postgres" in out
    assert "DEMO=1 is set" in out
    assert "OWNER_DATABASE_URL is set here" in out


def in_real_use() -> dict[str, str]:
    """The environment of a real web process, on the database of the tests."""
    left_out = {
        "DEMO", "OWNER_DATABASE_URL", "LEDGER_DATABASE_URL",
        "DJANGO_ALLOW_ASYNC_UNSAFE",  # of a browser that this process drives as well
    }  # fmt: skip
    until = datetime.now(UTC).date() + timedelta(days=90)
    return {
        **{k: v for k, v in os.environ.items() if k not in left_out},
        "BASE_URL": "https://sharewell.partnership.example",
        "ALLOWED_HOSTS": "sharewell.partnership.example",
        "SECRET_KEY": secrets.token_urlsafe(48),
        "SECURITY_CONTACT_UNTIL": until.isoformat(),
    }


def test_the_settings_of_real_use_leave_nothing_but_the_server_of_the_tests(
    database: None,
) -> None:
    command = [sys.executable, "-m", "sharewell.cli.main", "check", "--deploy"]
    done = subprocess.run(command, env=in_real_use(), text=True, capture_output=True)
    said = [line for line in done.stdout.splitlines() if line.startswith("- ")]
    assert len(said) == 1, done.stdout + done.stderr
    assert "private server of script/postgres" in said[0]


def test_without_a_database_nothing_is_said(
    database: None, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    from django.db import connection, connections

    connections.close_all()
    monkeypatch.setitem(connection.settings_dict, "HOST", "/var/tmp/there-is-none")
    assert main(["check"]) == 2
    assert "no database" in capsys.readouterr().err
