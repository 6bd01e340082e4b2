"""What the documents tell a person to run can be run, and gives what they show."""

import io
import json
import os
import re
import runpy
from pathlib import Path
from types import SimpleNamespace

import pytest

from sharewell.cli import advise as advise_command
from sharewell.cli import rules
from sharewell.cli.main import COMMANDS
from sharewell.config import environment
from tests.architecture.documents import DOCS, blocks, commands, documents
from tests.architecture.source import CHECKOUT

README = CHECKOUT / "README.md"
INSTALL = DOCS / "how-to" / "install.md"
IN_A_SENTENCE = re.compile(r"`((?:make|sharewell) [^`]+|script/[^`]+)`")


def absent_commands(text: str) -> list[str]:
    """What nobody can run: no such script, sub-command or target of make."""
    makefile = (CHECKOUT / "Makefile").read_text()
    targets = re.findall(r"^([\w-]+):", makefile, re.MULTILINE)
    given = commands(text) + re.findall(IN_A_SENTENCE, text)
    return [line for line in given if not _runs(line.split(), targets)]


def _runs(words: list[str], targets: list[str]) -> bool:
    match words:
        case ["make", target, *_]:
            return target in targets
        case ["sharewell" | ".venv/bin/sharewell", "rules", command, *_]:
            return command in rules.COMMANDS
        case ["sharewell" | ".venv/bin/sharewell", command, *_]:
            return command in COMMANDS
        case [script, *_] if script.startswith("script/"):
            return os.access(CHECKOUT / script, os.X_OK)
    return words[0] in {".venv/bin/python", "apt-get"}


@pytest.mark.parametrize("page", documents(), ids=lambda page: page.name)
def test_every_command_shown_is_there(page: Path) -> None:
    assert absent_commands(page.read_text()) == []


def test_a_command_that_is_not_there_is_seen() -> None:
    shown = "    script/none\n    script/test\n`make none` `make test` `sharewell none`"
    assert absent_commands(shown) == ["script/none", "make none", "sharewell none"]
    shown = "`sharewell rules check` `sharewell rules none`"
    assert absent_commands(shown) == ["sharewell rules none"]


def test_the_readme_shows_the_two_commands_first() -> None:
    assert commands(README.read_text())[:2] == ["script/demo", "script/test"]


def out_of_place(shown: str, printed: str) -> list[str]:
    """Lines shown that were not printed, in this order; `...` stands for any lines."""
    left = iter(printed.splitlines())
    return [line for line in shown.splitlines() if line != "..." and line not in left]


def test_the_advice_in_the_readme_is_what_the_command_prints(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    text = README.read_text()
    (facts,), (shown,) = blocks(text, "json"), blocks(text, "text")
    file = tmp_path / "bruise.json"
    file.write_text(facts)
    assert f".venv/bin/sharewell advise {file.name}" in commands(text)
    assert advise_command.run([str(file)]) == advise_command.ANSWERED
    assert out_of_place(shown, capsys.readouterr().out) == []


def test_the_example_asks_on_when_an_answer_is_left_out(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    facts = json.loads(blocks(README.read_text(), "json")[0])
    del facts["people"][0]["consent"]
    sent = io.TextIOWrapper(io.BytesIO(json.dumps(facts).encode()))
    monkeypatch.setattr("sys.stdin", sent)
    assert advise_command.run([]) == advise_command.OPEN
    assert "Ask next: consent" in capsys.readouterr().out


def test_a_line_that_is_not_printed_is_seen() -> None:
    assert out_of_place("a\n...\nc", "a\nb\nc") == []
    assert out_of_place("a\nx", "a\nb\nc") == ["x"]
    assert out_of_place("c\na", "a\nb\nc") == ["a"]


class Asked(dict[str, str]):
    """The environment, and which of its variables were asked for."""

    def __init__(self) -> None:
        super().__init__(os.environ)
        self.names: set[str] = set()

    def get(self, name: str, default: str | None = None) -> str | None:  # type: ignore[override]
        self.names.add(name)
        return super().get(name, default)


def variables_asked_for(monkeypatch: pytest.MonkeyPatch) -> set[str]:
    """Those that the settings read, without the `_FILE` form that each has."""
    asked = Asked()
    monkeypatch.setattr(environment, "os", SimpleNamespace(environ=asked))
    runpy.run_path(str(CHECKOUT / "sharewell/config/settings.py"))
    others = {f"{name}_FILE" for name in asked.names}
    return asked.names - others


def variables_listed(text: str) -> set[str]:
    return set(re.findall(r"^\| `([A-Z_]+)` \|", text, re.MULTILINE))


def test_every_variable_of_the_settings_is_listed(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    listed = variables_listed(INSTALL.read_text())
    assert listed == variables_asked_for(monkeypatch)


def test_a_variable_that_is_not_listed_is_seen(monkeypatch: pytest.MonkeyPatch) -> None:
    asked = variables_asked_for(monkeypatch)
    assert {"SECRET_KEY", "LEDGER_DATABASE_URL"} <= asked
    assert variables_listed("| `SECRET_KEY` | all | x |") != asked
