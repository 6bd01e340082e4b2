"""In which order terms and tables are computed: the case, each person, the case again.

A condition on "some person" needs all people judged before anything can read it, so
the work falls into phases, each of the case first and then of one person after another.
"""

from collections.abc import Iterable
from dataclasses import dataclass

from sharewell.core.procedure.provision import TABLES, Edition

BY_TABLE = {table.name: table for table in TABLES}


@dataclass(frozen=True)
class Phase:
    """Names of terms and tables, each after what it reads."""

    of_case: tuple[str, ...]
    of_person: tuple[str, ...]


def phases(edition: Edition, tables: Iterable[str]) -> tuple[Phase, ...]:
    """What `tables` need, in an order that works."""
    levels: dict[str, int] = {}
    for table in tables:
        _place(table, edition, levels)
    return tuple(
        Phase(
            tuple(n for n in levels if levels[n] == k and not per_person(n, edition)),
            tuple(n for n in levels if levels[n] == k and per_person(n, edition)),
        )
        for k in range(max(levels.values(), default=0) + 1)
    )


def per_person(name: str, edition: Edition) -> bool:
    """Whether a term or table is computed within the loop over people."""
    term = edition.terms.get(name)
    if term:
        return term.of_person or term.some_person
    return BY_TABLE[name].of_person


def _place(name: str, edition: Edition, levels: dict[str, int]) -> int:
    """The phase of a name; what it reads is placed before it. No circle: checked."""
    if name not in levels:
        level = 0
        for read in sorted(read_by(name, edition)):
            term = edition.terms.get(read)
            after = 1 if term and term.some_person else 0
            level = max(level, _place(read, edition, levels) + after)
        levels[name] = level
    return levels[name]


def read_by(name: str, edition: Edition) -> set[str]:
    """The terms and tables that a term or table reads itself."""
    term = edition.terms.get(name)
    whens = term.alternatives if term else tuple(row.when for row in edition.rows(name))
    return {n for cells in whens for n in cells if n in edition.terms or n in BY_TABLE}
