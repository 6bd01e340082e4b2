"""The documents as text, and small questions about them."""

import re
from enum import StrEnum
from pathlib import Path
from types import ModuleType

from tests.architecture.source import CHECKOUT

DOCS = CHECKOUT / "docs"
ADR = DOCS / "adr"
ADR_PARTS = (
    "Context",
    "Options",
    "Decision",
    "Consequences",
    "How we will know it holds",
)
OURS = re.compile(r"`((?:sharewell|tests|script|docs|assets)/[\w./-]+)`")


def documents() -> list[Path]:
    """Every page that a person is meant to read."""
    return sorted([*CHECKOUT.glob("*.md"), *DOCS.rglob("*.md")])


def anchors(text: str) -> set[str]:
    """The places that a link into this page can name."""
    headings = re.findall(r"^#+ (.+)$", text, re.MULTILINE)
    return {
        re.sub(r"[^\w -]", "", h).strip().lower().replace(" ", "-") for h in headings
    }


def broken_links(page: Path, text: str) -> list[str]:
    """Links to files, or to headings of pages, that are not there."""
    return [
        link
        for link in re.findall(r"\]\(([^)\s]+)\)", text)
        if not link.startswith(("https://", "mailto:")) and not _leads(page, link)
    ]


def _leads(page: Path, link: str) -> bool:
    path, _, anchor = link.partition("#")
    target = (page.parent / path).resolve() if path else page
    return target.exists() and (not anchor or anchor in anchors(target.read_text()))


def absent_paths(text: str) -> list[str]:
    """Files and folders of ours that a page names and that are not there."""
    return [path for path in OURS.findall(text) if not (CHECKOUT / path).exists()]


def faults_of_adr(name: str, text: str) -> list[str]:
    """What an architecture decision record lacks."""
    title = re.match(r"# (\d{4}): (.+)\n", text)
    headings = tuple(re.findall(r"^## (.+)$", text, re.MULTILINE))
    faults = []
    if title is None or title[1] != name[:4]:
        faults.append("its title does not begin with its number")
    if headings != ADR_PARTS:
        faults.append(f"its parts are {headings}")
    return faults


def coded_words(module: ModuleType) -> dict[str, list[str]]:
    """Each class of stored words that the module itself defines, with its values."""
    return {
        name: [member.value for member in kind]
        for name, kind in vars(module).items()
        if isinstance(kind, type)
        and issubclass(kind, StrEnum)
        and kind.__module__ == module.__name__
    }


def missing_words(glossary: str, module: ModuleType) -> list[str]:
    """Values of the module's classes that its part of the glossary lacks."""
    rows = _rows(glossary, module)
    return [
        f"{name}.{value}"
        for name, values in coded_words(module).items()
        for value in values
        if f"`{value}`" not in rows.get(name, "")
    ]


def invented_words(glossary: str, module: ModuleType) -> list[str]:
    """Classes and values that the glossary gives the module and that it lacks."""
    coded = coded_words(module)
    return [
        name if name not in coded else f"{name}.{value}"
        for name, meaning in _rows(glossary, module).items()
        for value in re.findall(r"`(\w+)`", meaning)
        if value not in coded.get(name, [])
    ]


def _rows(glossary: str, module: ModuleType) -> dict[str, str]:
    path = module.__name__.replace(".", "/") + ".py"
    part = glossary.partition(f"(`{path}`)\n")[2].partition("\n#")[0]
    return dict(re.findall(r"^\| `(\w+)` \| (.*) \|$", part, re.MULTILINE))


def blocks(text: str, language: str) -> list[str]:
    """The fenced blocks of one language."""
    return re.findall(rf"```{language}\n(.*?)```", text, re.DOTALL)


def commands(text: str) -> list[str]:
    """The indented lines of a page outside its fenced blocks: each is a command."""
    plain = re.sub(r"^```.*?^```", "", text, flags=re.DOTALL | re.MULTILINE)
    return re.findall(r"^    (\S.*)$", plain, re.MULTILINE)
