"""The reports that the officers' page reads: made by a command, never by a request."""

from datetime import date
from pathlib import Path

import pytest

from sharewell.cli.rules import report as command
from sharewell.rulebooks.authoring.coverage_report import coverage_report
from sharewell.rulebooks.editions import edition_days
from sharewell.rulebooks.load import edition
from sharewell.rulebooks.reports import NAMES, report

DAY = edition_days()[-1]


def made(folder: Path, monkeypatch: pytest.MonkeyPatch, *, not_proved: int = 0) -> int:
    """The command without its two slow parts, which have tests of their own."""
    monkeypatch.setattr(command, "_differences", lambda _: {"answers_that_change": []})
    monkeypatch.setattr(command, "_proof", lambda _: {"not_proved": not_proved})
    return command.run(["--on", DAY.isoformat(), "--into", str(folder)])


def test_every_report_is_made_and_names_its_edition(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert made(tmp_path / "new", monkeypatch) == command.DONE
    for name in NAMES:
        found = report(name, tmp_path / "new")
        assert found and not found.fault and found.is_about(edition(DAY).hash), name


def test_what_is_not_proved_is_not_passed_over(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert made(tmp_path, monkeypatch, not_proved=1) == command.NOT_PROVED


def test_a_day_without_rules_is_said(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    before = date(2001, 1, 1).isoformat()
    assert command.run(["--on", before, "--into", str(tmp_path)]) == command.BAD_INPUT
    assert "Give a later date" in capsys.readouterr().err
    assert not list(tmp_path.iterdir())


def test_a_difference_is_told_answer_by_answer() -> None:
    before, after = edition_days()[:2]
    found = list(command._between(before, after, 0))
    assert found
    assert all(one["on"] == after.isoformat() for one in found)
    assert all(0 < one["sets_of_answers"] <= one["of"] for one in found)


def test_each_statement_of_the_procedure_is_met_somewhere_or_planned() -> None:
    found = coverage_report()
    lines = found["statement_by_statement"]
    assert found["statements"] == len(lines) > 0
    homeless = [
        one["statement"]
        for one in lines
        if not (one["rows"] or one["met_by"] or one["planned"])
    ]
    assert homeless == []
