"""What is certain, impossible or open, on answers that may be partial.

Three-valued and cautious: CERTAIN and IMPOSSIBLE hold for every way of answering what
is still open; OPEN may turn out to be either. So a fact that no open row reads cannot
change the answer. Every value is computed once and kept for the life of a Situation.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from enum import IntEnum

from sharewell.core.procedure.facts import Facts
from sharewell.core.procedure.provision import TABLES, Cells, Edition, Hit, Provision
from sharewell.core.procedure.vocabulary import Vocabulary

OpenFact = tuple[str | None, str]  # (ref of the person or None, fact)
BY_TABLE = {table.name: table for table in TABLES}
# A cell that takes both values of a yes/no term asks for nothing.
TRUE_AND_FALSE = frozenset({"true", "false"})


class Truth(IntEnum):
    """What the answers so far say of a condition. A number, so that min is "and"."""

    CERTAIN = 1
    OPEN = 0
    IMPOSSIBLE = -1


@dataclass(frozen=True)
class Known:
    """Values still possible. `chosen`: these are the very answers given."""

    values: frozenset[str]
    chosen: bool = False

    def truth(self, allowed: frozenset[str]) -> Truth:
        """Whether one of `allowed` is among the answers."""
        if not self.values & allowed:
            return Truth.IMPOSSIBLE
        return Truth.CERTAIN if self.chosen or self.values <= allowed else Truth.OPEN


class Situation:
    """Facts under one edition: the truth of rows, and what still hangs on answers."""

    def __init__(self, facts: Facts, edition: Edition) -> None:
        self.facts, self.edition = facts, edition
        self._facts = edition.vocabulary.by_name()
        self._known: dict[OpenFact, Known] = {}
        self._cells: dict[tuple[str | None, str, frozenset[str]], Truth] = {}
        self._rows = {table.name: edition.rows(table.name) for table in TABLES}
        self._tables: dict[OpenFact, tuple[Provision, ...]] = {}
        self._hangs_on: dict[OpenFact, frozenset[OpenFact]] = {}
        self._open: frozenset[OpenFact] | None = None
        self._fill(None, facts.answers)
        for person in facts.people:
            self._fill(person.ref, person.answers)
        for ref in (None, *self.refs()):
            narrow(self._known, edition.vocabulary, ref)

    def refs(self) -> tuple[str, ...]:
        """The people, by their refs."""
        return tuple(person.ref for person in self.facts.people)

    def _fill(self, ref: str | None, answers: Mapping[str, frozenset[str]]) -> None:
        for fact in self.edition.vocabulary.facts:
            if fact.of_person == (ref is not None):
                given = answers.get(fact.name)
                self._known[ref, fact.name] = (
                    Known(given, chosen=True) if given else Known(fact.values)
                )

    def row(self, row: Provision, ref: str | None = None) -> Truth:
        """Whether a row applies, to the matter or to one person."""
        return self._all(row.when, ref)

    def _all(self, cells: Cells, ref: str | None) -> Truth:
        found = Truth.CERTAIN
        for name, allowed in cells.items():
            truth = self.cell(name, allowed, ref)
            if truth is Truth.IMPOSSIBLE:
                return truth
            found = min(found, truth)
        return found

    def cell(self, name: str, allowed: frozenset[str], ref: str | None) -> Truth:
        """Whether one cell of a row is met."""
        key = (ref, name, allowed)
        if key not in self._cells:
            self._cells[key] = self._cell(name, allowed, ref)
        return self._cells[key]

    def _cell(self, name: str, allowed: frozenset[str], ref: str | None) -> Truth:
        if name in self._facts:
            fact = self._facts[name]
            return self._known[ref if fact.of_person else None, name].truth(allowed)
        if name in self.edition.terms:
            return self._term(name, ref, allowed)
        possible = self.possible(name, ref)
        return Known(frozenset(row.then for row in possible)).truth(allowed)

    def _term(self, name: str, ref: str | None, allowed: frozenset[str]) -> Truth:
        if len(allowed) == len(TRUE_AND_FALSE):
            return Truth.CERTAIN
        truth = Truth.IMPOSSIBLE
        for cells, who in self._alternatives(name, ref):
            truth = max(truth, self._all(cells, who))
            if truth is Truth.CERTAIN:
                break
        return truth if "true" in allowed else Truth(-truth)

    def _alternatives(
        self, name: str, ref: str | None
    ) -> Iterator[tuple[Cells, str | None]]:
        term = self.edition.terms[name]
        whose: Iterable[str | None] = self.refs() if term.some_person else (ref,)
        return ((cells, who) for who in whose for cells in term.alternatives)

    def possible(self, table: str, ref: str | None = None) -> tuple[Provision, ...]:
        """Operative rows of a first-hit table that may still decide, best first.

        One row: it decides, whatever is answered next. The last is the first certain.
        """
        ref = ref if BY_TABLE[table].of_person else None
        if (ref, table) not in self._tables:
            self._tables[ref, table] = tuple(self._contenders(table, ref))
        return self._tables[ref, table]

    def _contenders(self, table: str, ref: str | None) -> Iterator[Provision]:
        for row in self._rows[table]:
            truth = self.row(row, ref) if row.operative else Truth.IMPOSSIBLE
            if truth is not Truth.IMPOSSIBLE:
                yield row
            if truth is Truth.CERTAIN:
                return

    def open_facts(self) -> frozenset[OpenFact]:
        """Facts that some row still hangs on. Empty: the answer is settled."""
        if self._open is None:
            found: set[OpenFact] = set()
            for table in TABLES:
                for ref in self.refs() if table.of_person else (None,):
                    for row in self.live(table.name, ref):
                        found |= self._collect(row.when, ref)
            self._open = frozenset(found)
        return self._open

    def live(self, table: str, ref: str | None) -> Iterator[Provision]:
        """Rows whose truth is open and that would count if they held."""
        if BY_TABLE[table].hit is Hit.FIRST:
            rows: Iterable[Provision] = self.possible(table, ref)
        else:
            rows = (row for row in self._rows[table] if row.operative)
        return (row for row in rows if self.row(row, ref) is Truth.OPEN)

    def _collect(self, cells: Cells, ref: str | None) -> frozenset[OpenFact]:
        found: frozenset[OpenFact] = frozenset()
        for name, allowed in cells.items():
            if self.cell(name, allowed, ref) is Truth.OPEN:
                found |= self._hanging(name, ref)
        return found

    def _hanging(self, name: str, ref: str | None) -> frozenset[OpenFact]:
        """Facts that an open cell hangs on; asked of many rows, so kept."""
        if (ref, name) not in self._hangs_on:
            self._hangs_on[ref, name] = self._hang(name, ref)
        return self._hangs_on[ref, name]

    def _hang(self, name: str, ref: str | None) -> frozenset[OpenFact]:
        if name in self._facts:
            return frozenset({(ref if self._facts[name].of_person else None, name)})
        found: frozenset[OpenFact] = frozenset()
        if name in self.edition.terms:
            for cells, who in self._alternatives(name, ref):
                if self._all(cells, who) is Truth.OPEN:
                    found |= self._collect(cells, who)
            return found
        for row in self.possible(name, ref):
            found |= self._collect(row.when, ref)
        return found


def narrow(
    known: dict[OpenFact, Known], vocabulary: Vocabulary, ref: str | None
) -> None:
    """Take out values that would contradict what is certain, until nothing changes."""
    facts = vocabulary.by_name()
    before = None
    while before != known:
        before = dict(known)
        for never in vocabulary.nevers:
            keys = {
                name: (ref if facts[name].of_person else None, name)
                for name in never.cells
            }
            if any(key not in known for key in keys.values()):
                continue  # a rule about one person, looked at case-wide
            unsure = [
                name
                for name, key in keys.items()
                if known[key].truth(never.cells[name]) is not Truth.CERTAIN
            ]
            if len(unsure) == 1 and not known[keys[unsure[0]]].chosen:
                _take_out(known, keys[unsure[0]], never.cells[unsure[0]])


def _take_out(
    known: dict[OpenFact, Known], key: OpenFact, values: frozenset[str]
) -> None:
    left = known[key].values - values
    if left:
        known[key] = Known(left)
