"""The page that says which test covers what names tests that are there."""

import re
from pathlib import Path

PAGE = Path(__file__).parents[2] / "docs" / "record-checks.md"
NAMED = re.compile(r"`(tests/[a-z_/]+\.py)::(test_[a-z_]+)`")


def absent(text: str) -> list[str]:
    """Tests that the page names and nobody wrote."""
    return [
        f"{file}::{name}"
        for file, name in NAMED.findall(text)
        if f"def {name}(" not in (PAGE.parents[1] / file).read_text()
    ]


def test_every_row_names_a_test_that_is_there() -> None:
    rows = [line for line in PAGE.read_text().splitlines() if line.startswith("| ")][2:]
    assert rows
    assert [row for row in rows if not NAMED.search(row)] == []
    assert absent(PAGE.read_text()) == []


def test_a_test_that_is_not_there_is_seen() -> None:
    assert absent("`tests/architecture/test_record_checks.py::test_nothing_of_it`")
