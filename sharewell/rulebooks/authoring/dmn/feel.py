"""Conditions as FEEL, the expression language of DMN 1.3.

`person` is the name under which one person's answers go; what is judged of a person
is a function of it and of the matters that it reads.
"""

import json
from collections.abc import Iterable
from dataclasses import dataclass

from sharewell.core.procedure.provision import TABLES, Cells, Edition

PERSON, PEOPLE = "person", "people"
BY_TABLE = {table.name: table for table in TABLES}
TRUE_OR_FALSE = 2


def text(value: object) -> str:
    """A FEEL literal."""
    return "null" if value is None else json.dumps(value, ensure_ascii=False)


@dataclass(frozen=True)
class Feel:
    """Expressions over the names of one edition."""

    edition: Edition

    def of_person(self, name: str) -> bool:
        """Whether a term or table is judged for each person: a function."""
        if name in BY_TABLE:
            return BY_TABLE[name].of_person
        return name in self.edition.terms and self.edition.terms[name].of_person

    def is_fact(self, name: str) -> bool:
        """Whether the name is a question."""
        return name in self.edition.vocabulary.by_name()

    def value(self, name: str) -> str:
        """What a name stands for."""
        facts = self.edition.vocabulary.by_name()
        if name in facts:
            return f"{PERSON}.{name}" if facts[name].of_person else name
        called = name
        if self.of_person(name):
            called = f"{name}({', '.join((PERSON, *self.needs(name)))})"
        several = name in BY_TABLE and BY_TABLE[name].details
        return f"{called}.then" if several else called

    def condition(self, cells: Cells) -> str:
        """All of the cells."""
        parts = [self._cell(name, allowed) for name, allowed in cells.items()]
        return " and ".join(parts) or "true"

    def _cell(self, name: str, allowed: frozenset[str]) -> str:
        value, listed = self.value(name), sorted(allowed)
        if self._many(name):
            either = [f"list contains({value}, {text(one)})" for one in listed]
            return f"({' or '.join(either)})"
        if name in self.edition.terms:
            if len(allowed) == TRUE_OR_FALSE:
                return "true"
            return value if "true" in allowed else f"not({value})"
        if len(listed) == 1:
            return f"{value} = {text(listed[0])}"
        return f"{value} in ({', '.join(text(one) for one in listed)})"

    def test(self, name: str, allowed: frozenset[str] | None) -> str:
        """One entry of a decision table under the column of a name."""
        if allowed is None or (
            name in self.edition.terms and len(allowed) == TRUE_OR_FALSE
        ):
            return "-"
        listed = sorted(allowed)
        if self._many(name):
            return " or ".join(f"list contains(?, {text(one)})" for one in listed)
        if name in self.edition.terms:
            return listed[0]
        return ", ".join(text(one) for one in listed)

    def term(self, name: str) -> str:
        """A named condition."""
        term = self.edition.terms[name]
        either = " or ".join(f"({self.condition(c)})" for c in term.alternatives)
        if term.some_person:
            return f"some {PERSON} in {PEOPLE} satisfies ({either})"
        return either

    def reads(self, name: str) -> tuple[str, ...]:
        """The names that a term or table reads, in a fixed order."""
        if name in self.edition.terms:
            cells: Iterable[Cells] = self.edition.terms[name].alternatives
        else:
            cells = [row.when for row in self.edition.rows(name) if row.operative]
        return tuple(dict.fromkeys(read for each in cells for read in each))

    def needs(self, name: str) -> tuple[str, ...]:
        """The matters that a function of a person has to be handed, by name."""
        facts = self.edition.vocabulary.by_name()
        found: set[str] = set()
        for read in self.reads(name):
            if self.of_person(read):
                found |= set(self.needs(read))
            elif not (read in facts and facts[read].of_person):
                found.add(read)
        return tuple(sorted(found))

    def _many(self, name: str) -> bool:
        fact = self.edition.vocabulary.by_name().get(name)
        return fact is not None and fact.many
