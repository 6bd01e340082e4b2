"""An honest ledger verifies, whatever has and has not been numbered yet."""

import json

import pytest

from sharewell.audit.sequencer import sequence_all
from sharewell.cli.main import main
from tests.factories import World
from tests.integration.ledger.walk import AT, tell


def test_a_walked_job_is_intact_and_every_kind_was_looked_at(
    walked: World, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["ledger", "verify", "--json"]) == 0

    said = json.loads(capsys.readouterr().out)
    assert said["intact"] and said["findings"] == []
    assert said["waiting"] == 0
    assert said["head"]["size"] == said["entries"] > 30
    # 1 concern, 3 entries, 1 match, 1 decision, 1 disclosure, its items, 4 steps.
    assert said["records"] >= 12


def test_entries_without_a_number_are_checked_and_counted(
    world: World, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["ledger", "verify", "--json"]) == 0
    said = json.loads(capsys.readouterr().out)
    assert said["entries"] == 0 and said["waiting"] > 0


def test_the_words_say_what_was_looked_at(
    walked: World, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["ledger", "verify"]) == 0
    out = capsys.readouterr().out
    assert "Nothing was altered, added or removed." in out
    assert "Compare it with a seal noted down earlier" in out


def test_an_empty_ledger_is_intact(database: None) -> None:
    assert main(["ledger", "verify"]) == 0


def test_sequence_and_head(world: World, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["ledger", "head"]) == 0
    assert capsys.readouterr().out.startswith("0 e3b0c442")
    assert main(["ledger", "sequence", "--json"]) == 0
    taken = json.loads(capsys.readouterr().out)["taken"]
    assert taken > 0
    main(["ledger", "head", "--json"])
    assert json.loads(capsys.readouterr().out)["size"] == taken


def test_a_second_seal_over_more_entries_is_intact(walked: World) -> None:
    tell(walked, AT, key="another")
    sequence_all(AT)
    assert main(["ledger", "verify"]) == 0


def test_without_the_ledgers_key_nothing_is_said(
    walked: World, settings, capsys: pytest.CaptureFixture[str]
) -> None:
    from sharewell.audit.signing import ledger_signer

    key, settings.LEDGER_KEYS = ledger_signer().key, ""
    settings.LEDGER_SIGNING_KEY = None
    for command in ("verify", "sequence"):
        assert main(["ledger", command]) == 2
        assert "LEDGER_SIGNING_KEY" in capsys.readouterr().err
    settings.LEDGER_KEYS = str(key)
    assert main(["ledger", "verify", "--quiet"]) == 0, "the public key is enough"


def test_checkpoints_from_before_a_change_of_key_still_hold(
    walked: World, settings
) -> None:
    from sharewell.audit.signing import ledger_signer

    settings.LEDGER_KEYS = str(ledger_signer().key)
    settings.LEDGER_SIGNING_KEY = b"n" * 32
    tell(walked, AT, key="another")
    sequence_all(AT)
    assert main(["ledger", "verify", "--quiet"]) == 0
    settings.LEDGER_KEYS = ""
    assert main(["ledger", "verify", "--quiet"]) == 1


def test_without_the_ledgers_role_nothing_is_said(
    database: None, settings, monkeypatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.delitem(settings.DATABASES, "ledger")
    assert main(["ledger", "verify"]) == 2
    assert "LEDGER_DATABASE_URL" in capsys.readouterr().err
