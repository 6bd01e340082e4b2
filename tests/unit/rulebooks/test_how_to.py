"""The commands of docs/how-to/change-a-rule.md are there, and do what they are for."""

import re
import shlex

import pytest

from sharewell.cli import rules
from tests.architecture.documents import DOCS, commands
from tests.architecture.source import CHECKOUT

PAGE = DOCS / "how-to" / "change-a-rule.md"
SHOWN = [
    shlex.split(line)[2:]
    for line in commands(PAGE.read_text())
    if line.startswith(".venv/bin/sharewell rules ")
]


def test_every_step_of_a_change_is_shown():
    shown = [words[0] for words in SHOWN]
    steps = ["show", "sheet", "check", "prove", "diff", "cases", "gate", "approve"]
    assert list(dict.fromkeys(s for s in shown if s in steps)) == steps


@pytest.mark.parametrize("words", SHOWN, ids=" ".join)
def test_every_command_and_option_is_known(words, capsys):
    with pytest.raises(SystemExit) as ended:
        rules.run([words[0], "--help"])
    assert ended.value.code == 0
    told = capsys.readouterr().out
    assert all(re.search(rf"{word}\b", told) for word in words if word[:2] == "--")


def test_an_option_that_is_not_there_is_seen(capsys):
    with pytest.raises(AssertionError):
        test_every_command_and_option_is_known(["check", "--mend"], capsys)


READS_ONLY = [
    words
    for words in SHOWN
    if words[0] in ("show", "check", "sheet", "cases", "dmn") and "--write" not in words
]


def test_those_that_change_nothing_run_one_after_the_other(
    tmp_path, monkeypatch, capsys
):
    monkeypatch.chdir(tmp_path)
    (tmp_path / "tests").symlink_to(CHECKOUT / "tests")
    assert [words[0] for words in READS_ONLY] == [
        "show", "show", "sheet", "sheet", "check", "cases", "dmn",
    ]  # fmt: skip
    for words in READS_ONLY:
        assert rules.run(words) == 0, capsys.readouterr()
    assert (tmp_path / "rows.xlsx").exists() and (tmp_path / "rules.dmn").exists()
