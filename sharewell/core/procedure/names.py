"""Every name in a cell must exist, at the right scope, and be defined without a circle.

A case-wide condition cannot read the answer of one person: it must say "some person".
"""

from collections.abc import Mapping

from sharewell.core.procedure.provision import (
    TABLES,
    Cells,
    Provision,
    RulebookError,
    Term,
)
from sharewell.core.procedure.vocabulary import Vocabulary

YES_NO = frozenset({"true", "false"})
BY_TABLE = {table.name: table for table in TABLES}


def check_names(
    vocabulary: Vocabulary, terms: Mapping[str, Term], rows: tuple[Provision, ...]
) -> None:
    """Raise `RulebookError` for a name, value, scope or order that cannot work."""
    facts = vocabulary.by_name()
    values = {name: fact.values for name, fact in facts.items()}
    values |= dict.fromkeys(terms, YES_NO)
    values |= {t.name: t.outcomes for t in TABLES if t.outcomes}
    if len(values) < len(facts) + len(terms):
        raise RulebookError("A term or table has the name of a fact. Rename it.")
    of_person = {name for name, fact in facts.items() if fact.of_person}
    of_person |= {name for name, term in terms.items() if term.of_person}
    of_person |= {table.name for table in TABLES if table.of_person}
    for never in vocabulary.nevers:
        _cells(never.cells, values, of_person | {"*"}, "A never")
    for term in terms.values():
        scope = of_person if not (term.of_person or term.some_person) else {"*"}
        for cells in term.alternatives:
            _cells(cells, values, scope, f"Term {term.name}")
    for row in rows:
        scope = {"*"} if BY_TABLE[row.table].of_person else of_person
        _cells(row.when, values, scope, f"Row {row.id}")
    _no_circle(terms, rows)


def _cells(
    cells: Cells,
    values: Mapping[str, frozenset[str]],
    out_of_scope: set[str],
    where: str,
) -> None:
    for name, allowed in cells.items():
        if name not in values:
            raise RulebookError(
                f"{where}: no fact, term or table is named {name!r}.", name, values
            )
        if name in out_of_scope and "*" not in out_of_scope:
            raise RulebookError(
                f"{where} reads {name!r} of one person. Use a some_person term."
            )
        if not allowed <= values[name]:
            wrong = sorted(allowed - values[name])
            raise RulebookError(
                f"{where}: {', '.join(wrong)} is no value of {name}. "
                f"It may be: {', '.join(sorted(values[name]))}.",
                wrong[0],
                values[name],
            )


def _no_circle(terms: Mapping[str, Term], rows: tuple[Provision, ...]) -> None:
    reads: dict[str, set[str]] = {
        name: {cell for cells in term.alternatives for cell in cells}
        for name, term in terms.items()
    }
    for row in rows:
        reads.setdefault(row.table, set()).update(row.when)
    settled: set[str] = set()
    for name in reads:
        _descend(name, reads, settled, ())


def _descend(
    name: str, reads: dict[str, set[str]], settled: set[str], path: tuple[str, ...]
) -> None:
    if name in path:
        raise RulebookError(f"These read each other in a circle: {', '.join(path)}.")
    if name in settled or name not in reads:
        return
    for read in sorted(reads[name]):
        _descend(read, reads, settled, (*path, name))
    settled.add(name)
