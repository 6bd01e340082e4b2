"""The documents hold together: links lead, records are whole, words are the code's."""

from pathlib import Path
from types import ModuleType

import pytest
from django.apps import apps

from sharewell.agencies import vocabulary as agencies
from sharewell.children import vocabulary as children
from sharewell.core.matching import grade
from sharewell.core.policy import model
from sharewell.core.procedure import advice
from sharewell.decisions import vocabulary as decisions
from sharewell.exchange import vocabulary as exchange
from tests.architecture.documents import (
    ADR,
    DOCS,
    absent_paths,
    broken_links,
    documents,
    faults_of_adr,
    invented_words,
    missing_words,
)
from tests.architecture.source import CHECKOUT

README = CHECKOUT / "README.md"
GLOSSARY = DOCS / "glossary.md"
CODED = (children, decisions, exchange, agencies, model, advice, grade)


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
    good = min(ADR.glob("*.md")).read_text()
    assert faults_of_adr("0001-a.md", good) == []
    assert len(faults_of_adr("0002-a.md", good)) == 1
    bad = good.replace("## Options", "## Choices")
    assert len(faults_of_adr("0001-a.md", bad)) == 1


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
    assert invented_words(glossary, exchange) == ["Priority"] * 3
    glossary = GLOSSARY.read_text().replace("`danger_now`,", "`danger_now`, `calm`,")
    assert invented_words(glossary, exchange) == ["Urgency.calm"]


def missing_models(glossary: str) -> list[str]:
    """Tables of ours that the glossary does not name."""
    ours = [m for m in apps.get_models() if m.__module__.startswith("sharewell.")]
    return sorted(m.__name__ for m in ours if f"`{m.__name__}`" not in glossary)


def test_the_glossary_names_every_table() -> None:
    assert missing_models(GLOSSARY.read_text()) == []


def test_a_table_that_the_glossary_lacks_is_seen() -> None:
    glossary = GLOSSARY.read_text().replace("`Disclosure`", "")
    assert missing_models(glossary) == ["Disclosure"]
