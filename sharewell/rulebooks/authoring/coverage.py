"""Which rows encode which statement of a procedure, and what no row can encode.

The rows are found by their citations, so that the list cannot fall behind them; only
what no row encodes is written by hand, with the reason and where it is met.
"""

import tomllib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from sharewell.core.procedure.provision import Provision, RulebookError, Term
from sharewell.core.procedure.sources import only_keys
from sharewell.rulebooks.authoring.contents import Contents

KEYS = (
    *("id", "ref", "says", "through", "then", "terms", "rows"),
    *("not_a_rule", "met", "planned"),
)


@dataclass(frozen=True)
class Statement:
    """One thing that a procedure asks. `cites`: the citations of rows that encode it.

    `met`: where in the product what no row encodes is met; `planned`: not built yet.
    `then` and `terms` narrow those to outcomes and conditions; empty: all that cite.
    """

    id: str
    ref: str
    says: str
    cites: frozenset[str]
    then: frozenset[str]
    terms: frozenset[str]
    rows: tuple[str, ...]
    not_a_rule: str
    met: str
    planned: str


@dataclass(frozen=True)
class Coverage:
    """The statements of one document."""

    document: str
    statements: tuple[Statement, ...]


def read_coverage(path: Path) -> Coverage:
    """The hand-written list. Raises `RulebookError` for a key that nobody reads."""
    try:
        raw = tomllib.loads(path.read_text())
    except tomllib.TOMLDecodeError as fault:
        raise RulebookError(f"{path.name} is not valid TOML: {fault}.") from fault
    only_keys(raw, ("document", "statement"), path.name)
    return Coverage(
        raw["document"],
        tuple(_statement(each, raw["document"]) for each in raw["statement"]),
    )


def _statement(raw: dict[str, Any], document: str) -> Statement:
    where = f"Statement {raw.get('id')}"
    only_keys(raw, KEYS, where)
    for key in ("id", "ref", "says"):
        if not raw.get(key):
            raise RulebookError(f"{where} has no {key!r}. Add it.")
    return Statement(
        raw["id"],
        raw["ref"],
        raw["says"],
        frozenset([f"{document} {raw['ref']}", *raw.get("through", ())]),
        frozenset(raw.get("then", ())),
        frozenset(raw.get("terms", ())),
        tuple(raw.get("rows", ())),
        raw.get("not_a_rule", ""),
        raw.get("met", ""),
        raw.get("planned", ""),
    )


def encoding_rows(statement: Statement, held: Contents) -> list[Provision]:
    """The rows that encode a statement."""
    if statement.terms and not statement.then:
        return [row for row in held.rows if row.id in statement.rows]
    return [
        row
        for row in held.rows
        if row.id in statement.rows
        or (_cites(row, statement) and row.then in (statement.then or {row.then}))
    ]


def encoding_terms(statement: Statement, held: Contents) -> list[Term]:
    """The named conditions that encode a statement."""
    if statement.then and not statement.terms:
        return []
    return [
        term
        for name, term in held.terms.items()
        if _cites(term, statement) and name in (statement.terms or {name})
    ]


def _cites(item: Provision | Term, statement: Statement) -> bool:
    return any(
        f"{reason.cite.document} {reason.cite.ref}" in statement.cites
        for reason in item.because
    )


def coverage_faults(coverage: Coverage, held: Contents) -> Iterator[str]:
    """What is left out, or listed and not there. Empty: everything is covered."""
    sections = held.sources[coverage.document].sections
    refs = {statement.ref for statement in coverage.statements}
    ids = [statement.id for statement in coverage.statements]
    for ref in sections:
        if ref not in refs:
            yield f"Section {ref} of the source index has no statement."
    for statement in coverage.statements:
        if ids.count(statement.id) > 1:
            yield f"Statement {statement.id} is listed twice."
        yield from _faults(statement, held, sections)
    yield from _rows_left_out(coverage, held)


def _faults(
    statement: Statement, held: Contents, sections: Iterable[str]
) -> Iterator[str]:
    where = f"Statement {statement.id}"
    if statement.ref not in sections:
        yield f"{where}: the source index has no section {statement.ref!r}."
    known = {row.id for row in held.rows}
    for name in statement.rows:
        if name not in known:
            yield f"{where} names the row {name}, which does not exist."
    for name in statement.terms - held.terms.keys():
        yield f"{where} names the condition {name}, which does not exist."
    encoded = encoding_rows(statement, held) or encoding_terms(statement, held)
    if not encoded and not statement.not_a_rule:
        yield f"{where}: no row encodes it, and no reason is given in not_a_rule."
    if statement.not_a_rule and not (statement.met or statement.planned):
        yield f"{where} is not a rule: say in met, or in planned, where it is met."


def _rows_left_out(coverage: Coverage, held: Contents) -> Iterator[str]:
    listed = {
        row.id
        for statement in coverage.statements
        for row in encoding_rows(statement, held)
    }
    for row in held.rows:
        documents = {cite.document for cite in row.citations}
        if coverage.document in documents and row.id not in listed:
            yield f"Row {row.id} cites {coverage.document} and encodes no statement."
