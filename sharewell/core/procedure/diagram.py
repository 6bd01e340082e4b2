"""Tables and terms of an edition as decision diagrams, with row ids at the leaves.

The same rows as `situation` evaluates, seen all at once: what each row decides, whether
it can decide at all, and what another edition decides instead. One diagram is made for
each table when it is first asked for.
"""

from dataclasses import replace
from functools import cache, reduce
from typing import TypeVar

from sharewell.core.procedure.cone import BY_TABLE, depends
from sharewell.core.procedure.fact_order import good_order
from sharewell.core.procedure.nodes import FALSE, NODE_LIMIT, TRUE
from sharewell.core.procedure.provision import TABLES, Cells, Edition, Hit, Provision
from sharewell.core.procedure.space import Asked, Space

K = TypeVar("K", Asked, "CellKey", "CodeKey")
CodeKey = tuple[int | None, str, str]
CellKey = tuple[int | None, str, frozenset[str]]
NO_ROW = "no row"  # the leaf of a first-hit table where nothing applies
YES_NO = frozenset({"true", "false"})


class Diagrams:
    """The diagrams of one edition over a space of facts.

    Several editions may share a space. Everything raises `DiagramTooLarge` when the
    space's limit of nodes is passed.
    """

    def __init__(self, edition: Edition, space: Space) -> None:
        self.edition, self.space, self.nodes = edition, space, space.nodes
        self._facts = edition.vocabulary.by_name()
        self._rows = {table.name: edition.rows(table.name) for table in TABLES}
        # Tables and terms by person and name, tables by what they point to, and cells
        # that read a table.
        self._made: dict[Asked, int] = self.nodes.remember({})
        self._thens: dict[Asked, int] = self.nodes.remember({})
        self._cells: dict[CellKey, int] = self.nodes.remember({})
        self._codes: dict[CodeKey, int] = self.nodes.remember({})

    def table(self, name: str, who: int | None = None) -> int:
        """A first-hit table: at each leaf the id of the row that decides."""
        who = who if BY_TABLE[name].of_person else None
        if (who, name) not in self._made:
            node = self.nodes.leaf(NO_ROW)
            for row in reversed(self.operative(name)):
                met = self.row(row, who)
                node = self.nodes.choose(met, self.nodes.leaf(row.id), node)
            self._made[who, name] = node
        return self._made[who, name]

    def operative(self, name: str) -> tuple[Provision, ...]:
        """The rows of a table that decide anything, in order."""
        return tuple(row for row in self._rows[name] if row.operative)

    def thens(self, name: str, who: int | None = None) -> int:
        """A first-hit table: at each leaf what the deciding row points to."""
        who = who if BY_TABLE[name].of_person else None
        if (who, name) not in self._thens:
            points = {row.id: row.then for row in self._rows[name]}
            self._thens[who, name] = self.nodes.relabel(
                self.table(name, who), lambda label: points.get(str(label), NO_ROW)
            )
        return self._thens[who, name]

    def code(self, name: str, code: str, who: int | None = None) -> int:
        """A collect table: TRUE where some row gives this code."""
        key = (who if BY_TABLE[name].of_person else None, name, code)
        if key not in self._codes:
            rows = (self.row(row, who) for row in self.giving(name, code))
            self._codes[key] = reduce(self.nodes.either, rows, FALSE)
        return self._codes[key]

    def giving(self, name: str, code: str) -> tuple[Provision, ...]:
        """The rows of a table that point to this."""
        return tuple(row for row in self.operative(name) if row.then == code)

    def row(self, row: Provision, who: int | None = None) -> int:
        """TRUE where all cells of a row are met, whatever other rows say."""
        return self.cells(row.when, who)

    def cells(self, cells: Cells, who: int | None) -> int:
        """TRUE where every cell is met."""
        met = (self.cell(name, allowed, who) for name, allowed in cells.items())
        return reduce(self.nodes.both, met, TRUE)

    def cell(self, name: str, allowed: frozenset[str], who: int | None) -> int:
        """TRUE where this one cell of a row is met."""
        if name in self._facts:
            return self.space.cell(self.space.asked(name, who), allowed)
        if name in self.edition.terms:
            return self._truth(self.term(name, who), allowed)
        if BY_TABLE[name].hit is Hit.COLLECT:
            codes = (self.code(name, code, who) for code in sorted(allowed))
            return reduce(self.nodes.either, codes, FALSE)
        key = (who if BY_TABLE[name].of_person else None, name, allowed)
        if key not in self._cells:
            self._cells[key] = self.nodes.relabel(
                self.thens(name, who), lambda label: label in allowed
            )
        return self._cells[key]

    def _truth(self, node: int, allowed: frozenset[str]) -> int:
        if allowed >= YES_NO:
            return TRUE
        return node if "true" in allowed else self.nodes.negate(node)

    def term(self, name: str, who: int | None = None) -> int:
        """TRUE where a named condition holds."""
        term = self.edition.terms[name]
        who = who if term.of_person else None
        if (who, name) not in self._made:
            whose = range(self.space.people) if term.some_person else (who,)
            met = (
                self.cells(cells, one) for one in whose for cells in term.alternatives
            )
            self._made[who, name] = reduce(self.nodes.either, met, FALSE)
        return self._made[who, name]

    def with_rows(self, table: str, rows: tuple[Provision, ...]) -> "Diagrams":
        """The same edition with other rows in one table; what does not read it is kept.

        The hash stays that of the edition as it was: for experiments only.
        """
        others = tuple(r for r in self.edition.provisions if r.table != table)
        edition = replace(self.edition, provisions=(*others, *rows))
        changed = Diagrams(edition, self.space)
        touched = self._touched(table)
        changed._made.update(_others(self._made, touched))
        changed._thens.update(_others(self._thens, touched))
        changed._cells.update(_others(self._cells, touched))
        changed._codes.update(_others(self._codes, touched))
        for key, node in self._codes.items():
            if key[1] == table and self.giving(*key[1:]) == changed.giving(*key[1:]):
                changed._codes[key] = node
        return changed

    @cache  # noqa: B019  (a diagram lives as long as the run that made it)
    def _touched(self, table: str) -> frozenset[str]:
        """Every term and table that reads this one."""
        names = (*self.edition.terms, *BY_TABLE)
        return frozenset(name for name in names if depends(self.edition, name, table))


def _others(made: dict[K, int], touched: frozenset[str]) -> dict[K, int]:
    return {key: node for key, node in made.items() if key[1] not in touched}


def diagrams(edition: Edition, people: int, limit: int = NODE_LIMIT) -> Diagrams:
    """The diagrams of one edition for a stated number of people."""
    order = good_order(edition, people)
    return Diagrams(edition, Space(edition.vocabulary, people, order, limit))
