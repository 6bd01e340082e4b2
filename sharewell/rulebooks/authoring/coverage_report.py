"""Coverage as plain JSON types, for the officers' page."""

from typing import Any

from sharewell.core.procedure.sentences import words
from sharewell.rulebooks.authoring.book import SHIPPED_FOLDER, read_book
from sharewell.rulebooks.authoring.contents import Contents, contents
from sharewell.rulebooks.authoring.coverage import (
    Statement,
    encoding_rows,
    encoding_terms,
    read_coverage,
)
from sharewell.rulebooks.authoring.made import COVERAGE


def coverage_report() -> dict[str, Any]:
    """Every statement of the procedure, and where it is met. Raises RulebookError."""
    held = contents(read_book(SHIPPED_FOLDER))
    coverage = read_coverage(COVERAGE)
    listed = [_line(one, held) for one in coverage.statements]
    return {
        "document": coverage.document,
        "statements": len(listed),
        "in_rows": sum(bool(one["rows"]) for one in listed),
        "met_elsewhere": sum(bool(one["met_by"]) for one in listed),
        "still_planned": sum(bool(one["planned"]) for one in listed),
        "statement_by_statement": listed,
    }


def _line(one: Statement, held: Contents) -> dict[str, Any]:
    rows = [row.id for row in encoding_rows(one, held)]
    terms = [f"“{words(term.name)}”" for term in encoding_terms(one, held)]
    return {
        "statement": one.id,
        "asks": one.says,
        "rows": [] if one.not_a_rule else [*rows, *terms],
        "met_by": one.met,
        "planned": one.planned,
    }
