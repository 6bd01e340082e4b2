"""A rulebook as it would be, checked in a folder of its own before anything is kept."""

import tempfile
from collections.abc import Mapping
from pathlib import Path

from sharewell.rulebooks.authoring.book import Book
from sharewell.rulebooks.authoring.check import check


def trial(book: Book, texts: Mapping[str, str]) -> list[str]:
    """What `check` finds in the book with these files changed."""
    if not texts:
        return []
    with tempfile.TemporaryDirectory() as folder:
        for file in book.files:
            path = Path(folder) / file.name
            path.parent.mkdir(exist_ok=True)
            path.write_text(texts.get(file.name, file.text))
        return [f"as it would be: {fault}" for fault in check(Path(folder))]
