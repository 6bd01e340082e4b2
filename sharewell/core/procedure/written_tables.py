"""Terms and tables as Python text, in the order of `phases`."""

from collections.abc import Iterable, Iterator

from sharewell.core.procedure.phases import BY_TABLE, read_by
from sharewell.core.procedure.provision import Hit, Provision, Term
from sharewell.core.procedure.trace import Record
from sharewell.core.procedure.written_cells import Locals

LONGEST = 100  # rows in one chain: Python's compiler descends at every elif


class Rules:
    """Lines that compute terms and tables, and the records that they hand out."""

    def __init__(self, names: Locals, wanted: Iterable[str]) -> None:
        self.names, self.edition = names, names.edition
        self.records: dict[str, tuple[Record]] = {}
        self.results: dict[str, str] = {}  # table -> the local with its records
        self.some_person: list[str] = []  # locals that start out False
        self.waiting: dict[str, tuple[int, str]] = {}  # flag -> (place, its record)
        self._place = {row.id: n for n, row in enumerate(self.edition.provisions)}
        for name in wanted:
            for table in read_by(name, self.edition) & BY_TABLE.keys():
                names.outcome(table)

    def lines(self, name: str) -> Iterator[str]:
        """How one term or table is computed."""
        term = self.edition.terms.get(name)
        if term:
            yield self._term(term)
        elif BY_TABLE[name].hit is Hit.FIRST:
            yield from self._first(name)
        else:
            yield from self._collect(name)

    def _term(self, term: Term) -> str:
        local = self.names.term(term.name)
        holds = self.names.any_of(term.alternatives)
        if not term.some_person:
            return f"{local} = {holds}"
        self.some_person.append(local)
        return f"{local} = {local} or {holds}"

    def _result(self, table: str) -> str:
        return self.results.setdefault(table, f"r{len(self.results)}")

    def _first(self, table: str) -> Iterator[str]:
        rows, local = self.edition.rows(table), self._result(table)
        deciding = [(n, row) for n, row in enumerate(rows) if row.operative]
        counted = len(deciding) < len(rows)
        yield from self._chain(deciding[:LONGEST], local, counted=counted)
        for start in range(LONGEST, len(deciding), LONGEST):
            part = deciding[start : start + LONGEST]
            yield f"if {local} is None:"
            chain = self._chain(part, local, counted=counted)
            yield from (f"    {line}" for line in chain)
        for place, row in enumerate(rows):
            if not row.operative:
                yield from self._not_in_force(row, f"k > {place}")

    def _chain(
        self, rows: list[tuple[int, Provision]], local: str, *, counted: bool
    ) -> Iterator[str]:
        word = "if"
        for place, row in rows:
            yield f"{word} {self.names.all_of(row.when)}:"
            yield f"    {local} = {self._record(row)}"
            if row.table in self.names.outcomes:
                yield f"    {self.names.outcome(row.table)} = {row.then!r}"
            if counted:
                yield f"    k = {place}"
            word = "elif"
        yield "else:"
        yield f"    {local} = None"

    def _collect(self, table: str) -> Iterator[str]:
        local = self._result(table)
        yield f"{local} = ()"
        for row in self.edition.rows(table):
            if row.operative:
                yield f"if {self.names.all_of(row.when)}:"
                yield f"    {local} += {self._record(row)}"
            else:
                yield from self._not_in_force(row, "True")

    def _not_in_force(self, row: Provision, before: str) -> Iterator[str]:
        flag = f"z{len(self.waiting)}"
        self.waiting[flag] = self._place[row.id], self._record(row)
        yield f"if {before} and {self.names.all_of(row.when)}:"
        yield f"    {flag} = True"

    def _record(self, row: Provision) -> str:
        name = f"R{len(self.records)}"
        self.records[name] = (Record(row.id, row.then, row.citations),)
        return name
