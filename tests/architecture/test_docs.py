"""What the documents say is so: links lead, examples run, words are those of the code."""

import io
import json
import os
import re
import runpy
from pathlib import Path
from types import ModuleType, SimpleNamespace

import pytest

from sharewell.agencies import vocabulary as agencies
from sharewell.cli import advise as advise_command
from sharewell.cli.main import COMMANDS
from sharewell.config import environment
from sharewell.core.matching import grade
from sharewell.core.policy import model
from sharewell.core.procedure import advice
from sharewell.decisions import vocabulary as decisions
from sharewell.exchange import vocabulary as exchange
from tests.architecture.documents import (
    ADR,
    DOCS,
    absent_paths,
    blocks,
    broken_links,
    commands,
    documents,
    faults_of_adr,
    invented_words,
    missing_words,
)
from tests.architecture.source import CHECKOUT

README = CHECKOUT / "README.md"
GLOSSARY = DOCS / "glossary.md"
INSTALL = DOCS / "how-to" / "install.md"
IN_A_SENTENCE = re.compile(r"`((?:make|sharewell) [^`]+|script/[^`]+)`")
CODED = (decisions, exchange, agencies, model, advice, grade)


@pytest.mark.parametrize("page", documents(), ids=lambda page: page.name)
def test_links_and_paths_lead_somewhere(page: Path) -> None:
    assert broken_links(page, page.read_text()) == []
    assert absent_paths(page.read_text()) == []


def test_a_link_or_path_that_leads_nowhere_is_seen() -> None:
    links = "[a](docs/none.md) [b](#none) [c](docs/glossary.md#none) [d](LICENSE)"
    assert broken_links(README, links) == [
        "docs/none.md",
        "#none",
        "docs/glossary.md#none",
    ]
    assert absent_paths("see `sharewell/none.py` and `script/test`") == [
        "sharewell/none.py"
    ]


@pytest.mark.parametrize("record", sorted(ADR.glob("*.md")), ids=lambda one: one.name)
def test_a_decision_record_has_its_number_and_all_parts(record: Path) -> None:
    assert faults_of_adr(record.name, record.read_text()) == []


def test_a_decision_record_with_a_fault_is_seen() -> None:
    good = sorted(ADR.glob("*.md"))[0].read_text()
    assert faults_of_adr("0001-a.md", good) == []
    assert len(faults_of_adr("0002-a.md", good)) == 1
    assert len(faults_of_adr("0001-a.md", good.replace("## Options", "## Choices"))) == 1


@pytest.mark.parametrize("module", CODED, ids=lambda module: module.__name__)
def test_the_glossary_has_every_stored_word(module: ModuleType) -> None:
    glossary = GLOSSARY.read_text()
    assert missing_words(glossary, module) == []
    assert invented_words(glossary, module) == []


def test_a_stored_word_that_the_glossary_lacks_is_seen() -> None:
    glossary = GLOSSARY.read_text().replace("`danger_now`", "`danger`")
    assert missing_words(glossary, exchange) == ["Urgency.danger_now"]
    glossary = GLOSSARY.read_text().replace("| `Urgency` |", "| `Priority` |")
    assert len(missing_words(glossary, exchange)) == 3
    assert invented_words(glossary, exchange) == ["Priority"]


def absent_commands(text: str) -> list[str]:
    """Commands of a page that nobody can run: no such script, sub-command or target."""
    targets = re.findall(r"^([\w-]+):", (CHECKOUT / "Makefile").read_text(), re.MULTILINE)
    given = commands(text) + re.findall(IN_A_SENTENCE, text)
    return [line for line in given if not _runs(line.split(), targets)]


def _runs(words: list[str], targets: list[str]) -> bool:
    match words:
        case ["make", target, *_]:
            return target in targets
        case ["sharewell" | ".venv/bin/sharewell", command, *_]:
            return command in COMMANDS
        case [script, *_] if script.startswith("script/"):
            return os.access(CHECKOUT / script, os.X_OK)
    return words[0] == ".venv/bin/python"


@pytest.mark.parametrize("page", documents(), ids=lambda page: page.name)
def test_every_command_shown_is_there(page: Path) -> None:
    assert absent_commands(page.read_text()) == []


def test_a_command_that_is_not_there_is_seen() -> None:
    shown = "    script/none\n    script/test\n`make none` `make test` `sharewell none`"
    assert absent_commands(shown) == ["script/none", "make none", "sharewell none"]


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
    return {
        name for name in asked.names if name.removesuffix("_FILE") not in asked.names - {name}
    }


def variables_listed(text: str) -> set[str]:
    return set(re.findall(r"^\| `([A-Z_]+)` \|", text, re.MULTILINE))


def test_every_variable_of_the_settings_is_listed(monkeypatch: pytest.MonkeyPatch) -> None:
    listed = variables_listed(INSTALL.read_text())
    assert listed == variables_asked_for(monkeypatch)


def test_a_variable_that_is_not_listed_is_seen(monkeypatch: pytest.MonkeyPatch) -> None:
    asked = variables_asked_for(monkeypatch)
    assert {"SECRET_KEY", "LEDGER_DATABASE_URL"} <= asked
    assert variables_listed("| `SECRET_KEY` | all | x |") != asked
