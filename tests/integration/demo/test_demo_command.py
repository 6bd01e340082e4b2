"""`sharewell demo`, as somebody types it."""

import pytest
from django.conf import LazySettings

from sharewell.demo import seed as seeding
from sharewell.demo.command import run
from sharewell.demo.load import load_plan
from sharewell.demo.roster import roster


@pytest.mark.parametrize("command", [["seed"], ["sign-ins"], ["code", "a@b.example"]])
def test_nothing_is_done_outside_a_demo(
    command: list[str], settings: LazySettings, capsys: pytest.CaptureFixture[str]
) -> None:
    settings.DEMO = False
    assert run(command) == 2
    shown = capsys.readouterr()
    assert "DEMO=1" in shown.err
    assert shown.out == ""


def test_sign_ins_lists_everybody_with_a_code(
    capsys: pytest.CaptureFixture[str],
) -> None:
    assert run(["sign-ins"]) == 0
    shown = capsys.readouterr().out
    for one in roster(load_plan(), 1).sign_ins:
        assert one.email in shown
        assert one.totp_secret not in shown


def test_code_prints_six_digits_alone(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["code", "tansy@wobbly-gate.example"]) == 0
    code = capsys.readouterr().out.strip()
    assert len(code) == 6
    assert code.isdigit()


def test_code_of_nobody_says_where_to_look(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["code", "nobody@wobbly-gate.example"]) == 1
    assert "sharewell demo sign-ins" in capsys.readouterr().err


def test_seed_says_what_it_did_and_did_not(
    database: None,
    settings: LazySettings,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    monkeypatch.setenv("DEMO_PASSWORD", "known-to-the-tests-only")
    # What happened to the families is looked at elsewhere; here it is the words.
    in_order = seeding._in_order
    monkeypatch.setattr(seeding, "_in_order", lambda *given: in_order(*given)[:40])
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
    assert run(["seed"]) == 0
    assert "37 people can sign in" in capsys.readouterr().out
    assert run(["seed"]) == 0
    assert "is here already" in capsys.readouterr().out
    assert run(["seed", "--seed", "2"]) == 1
    assert "another seed" in capsys.readouterr().err


def test_seed_without_a_password_says_how_to_give_one(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.delenv("DEMO_PASSWORD", raising=False)
    assert run(["seed"]) == 1
    assert "DEMO_PASSWORD is not set" in capsys.readouterr().err
