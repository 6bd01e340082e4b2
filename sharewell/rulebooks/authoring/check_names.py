"""Names, values and scope of every single cell; then stages and precedence."""

from collections.abc import Iterator
from dataclasses import replace
from typing import Any

from sharewell.core.procedure.names import check_names
from sharewell.core.procedure.order import in_order
from sharewell.core.procedure.provision import TABLES, Cells, Hit, Provision, Term
from sharewell.core.procedure.vocabulary import Never, Vocabulary
from sharewell.rulebooks.authoring.book import Book
from sharewell.rulebooks.authoring.check_items import (
    Items,
    Placed,
    facts_of,
    rows_of,
    terms_of,
)
from sharewell.rulebooks.authoring.faults import Fault, attempt
from sharewell.rulebooks.authoring.places import Word


def name_faults(items: Items) -> Iterator[Fault]:
    """A cell that names nothing, a value that is not declared, a wrong scope."""
    words = Vocabulary(facts_of(items))
    empty = {n: replace(t, alternatives=()) for n, t in terms_of(items).items()}
    for placed in (*items.rows, *items.half_rows):
        row: Provision = placed.item
        for name, cell in _single(row.when, items):
            given = (words, empty, (replace(row, when=cell),))
            yield from _faults(placed, given, "when", name)
    for placed in items.nevers:
        for name, cell in _single(placed.item.cells, items):
            ruled = Vocabulary(words.facts, (Never(cell, ""),))
            yield from _faults(placed, (ruled, empty, ()), "cells", name)
    yield from _in_terms(items, words, empty)


def _in_terms(
    items: Items, words: Vocabulary, empty: dict[str, Term]
) -> Iterator[Fault]:
    for placed in items.terms:
        term: Term = placed.item
        for n, cells in enumerate(term.alternatives):
            for name, cell in _single(cells, items):
                with_it = empty | {term.name: replace(term, alternatives=(cell,))}
                given = (words, with_it, ())
                yield from _faults(placed, given, (_kind(term), n), name)


def _faults(placed: Placed, given: tuple[Any, ...], *path: Word) -> Iterator[Fault]:
    fault = attempt("This cell", check_names, *given)
    if fault is not None:
        yield placed.fault(fault, *path)


def _kind(term: Term) -> str:
    if term.some_person:
        return "some_person"
    return "of_person" if term.of_person else "any"


def _single(cells: Cells, items: Items) -> Iterator[tuple[str, Cells]]:
    for name, values in cells.items():
        if name not in items.unread:
            yield name, {name: values}


def order_faults(items: Items, book: Book) -> Iterator[Fault]:
    """A stage that is not there, or `over` a row that is not there or elsewhere."""
    stages: dict[str, tuple[str, ...]] = {table.name: () for table in TABLES}
    for file in book.rules():
        stages |= {
            name: tuple(given) for name, given in file.raw.get("stages", {}).items()
        }
    by_id = {row.id: row for row in rows_of(items)}
    known = {str(raw.get("id")) for _, _, raw in book.raw_rows()}
    for placed in items.rows:
        row: Provision = placed.item
        rest = tuple(_catch_alls(row, stages))
        if row.stage not in (stages[row.table] or ("",)):
            yield from _misplaced(placed, (row, *rest), stages, known, "stage")
            continue
        for beaten in row.over:
            other = [replace(by_id[beaten], over=())] if beaten in by_id else []
            alone = (replace(row, over=(beaten,)), *other, *rest)
            yield from _misplaced(placed, alone, stages, known, "over")


def _misplaced(
    placed: Placed,
    rows: tuple[Provision, ...],
    stages: dict[str, tuple[str, ...]],
    known: set[str],
    key: str,
) -> Iterator[Fault]:
    fault = attempt(f"Row {placed.item.id}", in_order, rows, stages, known)
    if fault is not None:
        yield placed.fault(fault, key)


def _catch_alls(
    row: Provision, stages: dict[str, tuple[str, ...]]
) -> Iterator[Provision]:
    """A sound last row for every table that needs one."""
    for table in TABLES:
        if table.hit is Hit.FIRST:
            yield replace(
                row,
                id=f"the rest of {table.name}",
                table=table.name,
                stage=(stages[table.name] or ("",))[-1],
                when={},
                over=(),
                operative=True,
            )
