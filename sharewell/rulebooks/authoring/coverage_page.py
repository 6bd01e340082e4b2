"""The page that shows, statement by statement, where the procedure is encoded."""

from sharewell.core.procedure.sentences import words
from sharewell.rulebooks.authoring.contents import Contents
from sharewell.rulebooks.authoring.coverage import (
    Coverage,
    Statement,
    encoding_rows,
    encoding_terms,
)
from sharewell.rulebooks.authoring.pages import MADE, anchor


def coverage_page(coverage: Coverage, held: Contents) -> str:
    """Markdown: a line for each statement, in the order of the procedure."""
    title = held.sources[coverage.document].title
    met = sum(bool(statement.not_a_rule) for statement in coverage.statements)
    lines = [
        f"# Where {coverage.document} is encoded\n",
        MADE,
        f"*{title}* asks {len(coverage.statements)} things, listed in "
        f"`sharewell/rulebooks/coverage`. Rows encode "
        f"{len(coverage.statements) - met}; the others are met elsewhere.\n",
        "| statement | asks | where |",
        "| --- | --- | --- |",
        *(_line(statement, held) for statement in coverage.statements),
        "",
    ]
    return "\n".join(lines)


def _line(statement: Statement, held: Contents) -> str:
    return f"| {statement.id} | {statement.says} | {_where(statement, held)} |"


def _where(statement: Statement, held: Contents) -> str:
    links = [
        f"[{row.id}](procedure/{row.table}.md#{anchor(row.id)})"
        for row in encoding_rows(statement, held)
    ]
    links += [
        f"[{words(term.name)}](procedure/conditions.md#{anchor(term.name)})"
        for term in encoding_terms(statement, held)
    ]
    if statement.not_a_rule:
        links.append(f"Not a rule: {statement.not_a_rule}{_elsewhere(statement)}")
    return ", ".join(links)


def _elsewhere(statement: Statement) -> str:
    met = f" Met by: {statement.met}" if statement.met else ""
    return f"{met} Planned: {statement.planned}" if statement.planned else met
