"""All pages made from the shipped rulebook, and which of those on disk are stale."""

from collections.abc import Mapping
from pathlib import Path

from sharewell.rulebooks.authoring.book import SHIPPED_FOLDER, read_book
from sharewell.rulebooks.authoring.contents import contents
from sharewell.rulebooks.authoring.coverage import read_coverage
from sharewell.rulebooks.authoring.coverage_page import coverage_page
from sharewell.rulebooks.authoring.pages import procedure_pages

COVERAGE = SHIPPED_FOLDER / "coverage" / "surrey-4.4.toml"


def made_pages(folder: Path = SHIPPED_FOLDER) -> dict[str, str]:
    """Path within docs to text. Raises `NoRulebook` or `RulebookError`."""
    held = contents(read_book(folder))
    pages = {f"procedure/{name}": text for name, text in procedure_pages(held).items()}
    return pages | {
        "procedure-coverage.md": coverage_page(read_coverage(COVERAGE), held)
    }


def stale(pages: Mapping[str, str], docs: Path) -> list[str]:
    """Pages that differ, are missing, or are no longer made."""
    there = {
        f"procedure/{path.name}": path for path in (docs / "procedure").glob("*.md")
    }
    gone = sorted(there.keys() - pages.keys())
    return [
        *(name for name, text in pages.items() if _text(docs / name) != text),
        *gone,
    ]


def _text(path: Path) -> str | None:
    return path.read_text() if path.exists() else None
