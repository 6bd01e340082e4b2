"""`sharewell check`: words and exit codes, for a demo and for real use."""

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


def test_without_a_database_nothing_is_said(
    database: None, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    from django.db import connection, connections

    connections.close_all()
    monkeypatch.setitem(connection.settings_dict, "HOST", "/var/tmp/there-is-none")
    assert main(["check"]) == 2
    assert "no database" in capsys.readouterr().err
