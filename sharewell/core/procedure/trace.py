"""Which rows applied to whole facts: what the compiled decider gives.

A trace is small and final. It names rows and where their sources say so; the advice in
words is made from it by `Decider.advise`.
"""

from collections.abc import Iterator, Mapping
from datetime import date
from typing import NamedTuple

from sharewell.core.procedure.advice import Citations


class Record(NamedTuple):
    """One row that applied: its id, what it points to, where the sources say so."""

    row: str
    outcome: str
    citations: Citations


Records = tuple[Record, ...]


class Layout(NamedTuple):
    """Where each table stands in a trace: among those of the case, or of a person."""

    of_case: Mapping[str, int]
    of_person: Mapping[str, int]


class PersonTrace(NamedTuple):
    """The rows that applied to one person, by the caller's ref."""

    ref: str
    tables: tuple[Records, ...]


class Trace(NamedTuple):
    """The rows that applied, table by table; a first-hit table has exactly one.

    `not_in_force`: rows of law not yet confirmed that would have decided or counted.
    """

    layout: Layout
    on: date
    tables: tuple[Records, ...]
    people: tuple[PersonTrace, ...]
    not_in_force: Records

    def rows(self, table: str, ref: str | None = None) -> Records:
        """The rows of one table, of the person `ref` if it is judged per person.

        Raises `KeyError` for a table that was not compiled or a ref that is nobody.
        """
        if ref is None:
            return self.tables[self.layout.of_case[table]]
        for person in self.people:
            if person.ref == ref:
                return person.tables[self.layout.of_person[table]]
        raise KeyError(ref)

    def outcome(self, table: str, ref: str | None = None) -> str:
        """What a first-hit table points to."""
        (record,) = self.rows(table, ref)
        return record.outcome

    def each(self) -> Iterator[Record]:
        """Every row that applied, person by person where a table is judged so."""
        for rows in self.tables:
            yield from rows
        for person in self.people:
            for rows in person.tables:
                yield from rows
