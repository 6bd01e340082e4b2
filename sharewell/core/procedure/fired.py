"""The rows that apply for certain, table by table."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from sharewell.core.procedure.provision import TABLES, Hit, Provision
from sharewell.core.procedure.situation import (
    BY_TABLE,
    OpenFact,
    Situation,
    Truth,
)


@dataclass(frozen=True)
class Fired:
    """By person (None: the case) and table, the rows that apply, in order."""

    rows: Mapping[OpenFact, tuple[Provision, ...]]

    def all(self, table: str, ref: str | None = None) -> tuple[Provision, ...]:
        """Every row that applies; () for none."""
        return self.rows.get((ref, table), ())

    def one(self, table: str, ref: str | None = None) -> Provision:
        """The row that decides a first-hit table; only when no question is open."""
        (row,) = self.rows[ref, table]
        return row

    def each(self) -> Iterator[Provision]:
        """Every row once, in the order of the tables."""
        seen: set[str] = set()
        for table in TABLES:
            for (_, name), rows in self.rows.items():
                for row in rows if name == table.name else ():
                    if row.id not in seen:
                        seen.add(row.id)
                        yield row


def fired(situation: Situation) -> Fired:
    """Which rows of every table apply, for the matter and for each person."""
    rows: dict[OpenFact, tuple[Provision, ...]] = {}
    for table in TABLES:
        for ref in situation.refs() if table.of_person else (None,):
            if table.hit is Hit.FIRST:
                possible = situation.possible(table.name, ref)
                rows[ref, table.name] = possible if len(possible) == 1 else ()
            else:
                rows[ref, table.name] = tuple(
                    row
                    for row in situation.edition.rows(table.name)
                    if row.operative and situation.row(row, ref) is Truth.CERTAIN
                )
    return Fired(rows)


def not_in_force(situation: Situation) -> Iterator[Provision]:
    """Rows of law not yet confirmed that may apply and would decide, or count too."""
    for row in situation.edition.provisions:
        of_person = BY_TABLE[row.table].of_person
        whose = situation.refs() if of_person else (None,)
        if not row.operative and any(
            _would_count(row, situation, ref) for ref in whose
        ):
            yield row


def _would_count(row: Provision, situation: Situation, ref: str | None) -> bool:
    if situation.row(row, ref) is Truth.IMPOSSIBLE:
        return False
    if BY_TABLE[row.table].hit is Hit.COLLECT:
        return True
    decider = situation.possible(row.table, ref)[0]
    ahead = situation.edition.rows(row.table)
    return ahead.index(row) < ahead.index(decider)
