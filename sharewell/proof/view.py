"""The names of one edition, encoded in a world of facts.

Two views of one world share every name that is defined alike in both, down to the
facts; so comparing editions, layers or neighbouring answers costs only what differs.
"""

from collections.abc import Mapping
from types import MappingProxyType

from sharewell.core.procedure.provision import TABLES, Cells, Edition, Hit, Provision
from sharewell.core.procedure.stated import of_person
from sharewell.proof.world import TRUE, Where, World, both, either, no

BY_TABLE = {table.name: table for table in TABLES}
YES_AND_NO = frozenset({"true", "false"})
NO_SLOTS: Mapping[str, str] = MappingProxyType({})


class View:
    """One edition in a world. `slots`: facts with answers of their own in this view."""

    def __init__(
        self, world: World, edition: Edition, slots: Mapping[str, str] = NO_SLOTS
    ) -> None:
        self.world, self.edition, self.slots = world, edition, slots
        self._facts = edition.vocabulary.by_name()
        self._rows = {
            table.name: tuple(row for row in edition.rows(table.name) if row.operative)
            for table in TABLES
        }
        self._keys: dict[str, int] = {}
        self._row_keys: dict[str, int] = {}
        self._chains: dict[tuple[str, Where], tuple[dict[str, str], str]] = {}
        for fact, slot in slots.items():
            world.tell_apart(fact, slot)

    def rows(self, table: str) -> tuple[Provision, ...]:
        """The operative rows, best first: a row that awaits its law decides nothing."""
        return self._rows[table]

    def fact(self, name: str, value: str, where: Where = None) -> str:
        """The truth of one value of a fact."""
        return self.world.value(name, value, where, self.slots.get(name, ""))

    def every(self, cells: Cells, where: Where = None) -> str:
        """Whether every cell is met, by the case or by one person."""
        return both([self.cell(n, cells[n], where) for n in sorted(cells)])

    def named(self, cells: Cells, where: Where = None) -> str:
        """As `every`, as a literal that can be looked for."""
        formula = self.every(cells, where)
        return self._named(self.world.number(formula), "cells", formula, None)

    def cell(self, name: str, allowed: frozenset[str], where: Where = None) -> str:
        """Whether one cell is met; for a table that collects, whether it holds one."""
        if name in self._facts:
            return self._fact_cell(name, allowed, where)
        if name in self.edition.terms:
            if allowed >= YES_AND_NO:
                return TRUE
            truth = self.term(name, where)
            return truth if "true" in allowed else no(truth)
        mine = where if of_person(self.edition, name) else None
        rows = [row for row in self._rows[name] if row.then in allowed]
        return either([self.fires(row, mine) for row in rows])

    def _fact_cell(self, name: str, allowed: frozenset[str], where: Where) -> str:
        fact = self._facts[name]
        rest = fact.values - allowed
        if not fact.many and len(rest) < len(allowed):
            return no(either([self.fact(name, v, where) for v in sorted(rest)]))
        return either([self.fact(name, v, where) for v in sorted(allowed)])

    def term(self, name: str, where: Where = None) -> str:
        """The truth of a named condition."""
        term, key = self.edition.terms[name], self.key(name)

        def at(person: Where) -> str:
            return self._alternatives(name, person)

        if term.some_person:
            return self.world.once(
                (key, None), lambda: self.world.somebody(f"some.{name}#{key}", at)
            )
        return at(where if term.of_person else None)

    def _alternatives(self, name: str, where: Where) -> str:
        cells = self.edition.terms[name].alternatives
        key = self.world.number(("any", self.key(name)))
        label = f"{_whose(where)}.{name}#{key}"
        return self.world.once(
            (key, where),
            lambda: self.world.define(
                label, either([self.every(each, where) for each in cells])
            ),
        )

    def match(self, row: Provision, where: Where = None) -> str:
        """Whether a row's cells are met, whatever stands before it."""
        key = self._row_key(row)
        label = f"{_whose(where)}.{row.id} matches"
        return self.world.once(
            (key, where),
            lambda: self.world.define(f"{label}#{key}", self.every(row.when, where)),
        )

    def fires(self, row: Provision, where: Where = None) -> str:
        """Whether a row applies: met, and in a first-hit table none before it is."""
        if BY_TABLE[row.table].hit is Hit.COLLECT:
            return self.match(row, where)
        return self._chain(row.table, where)[0][row.id]

    def undecided(self, table: str, where: Where = None) -> str:
        """Whether no row of a first-hit table applies."""
        return self._chain(table, where)[1]

    def _chain(self, table: str, where: Where) -> tuple[dict[str, str], str]:
        """Row by row: does it decide; and at the end, is everything passed by."""
        if (table, where) not in self._chains:
            decides: dict[str, str] = {}
            passed, key = TRUE, self.world.number(("start", table))
            for row in self._rows[table]:
                match = self.match(row, where)
                key = self.world.number(("after", key, self._row_key(row)))
                label = f"{_whose(where)}.{row.id}"
                formula = both([passed, match])
                decides[row.id] = self._named(key, f"{label} decides", formula, where)
                past = self.world.number(("past", key))
                formula = both([passed, no(match)])
                passed = self._named(past, f"{label} passed by", formula, where)
            self._chains[table, where] = (decides, passed)
        return self._chains[table, where]

    def _named(self, key: int, name: str, formula: str, where: Where) -> str:
        return self.world.once(
            (key, where), lambda: self.world.define(f"{name}#{key}", formula)
        )

    def key(self, name: str) -> int:
        """The number of what a name stands for, down to the facts."""
        if name not in self._keys:
            self._keys[name] = self.world.number(self._shape(name))
        return self._keys[name]

    def _shape(self, name: str) -> object:
        if name in self._facts:
            return ("fact", name, self.slots.get(name, ""))
        if name in self.edition.terms:
            term = self.edition.terms[name]
            kind = (term.some_person, term.of_person)
            return ("term", kind, tuple(self._cells(c) for c in term.alternatives))
        rows = tuple((row.then, self._row_key(row)) for row in self._rows[name])
        return ("table", name, rows)

    def _row_key(self, row: Provision) -> int:
        if row.id not in self._row_keys:
            shape = ("row", row.id, self._cells(row.when))
            self._row_keys[row.id] = self.world.number(shape)
        return self._row_keys[row.id]

    def _cells(self, cells: Cells) -> frozenset[tuple[int, frozenset[str]]]:
        return frozenset((self.key(name), cells[name]) for name in cells)


def _whose(where: Where) -> str:
    return "case" if where is None else f"p{where}"
