"""C written straight from the rows: loops over facts, a cell as a test of bits.

No diagram is used: what this counts and what the diagram counts come by two roads from
the same rows. Every condition is computed in the outermost loop that knows its facts.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field

from sharewell.core.procedure.provision import TABLES, Cells, Edition, Provision
from sharewell.core.procedure.space import Asked
from sharewell.core.procedure.vocabulary import Never
from sharewell.proof.enumerate_c_facts import Choices, grouped

BY_TABLE = {table.name: table for table in TABLES}
ALWAYS, NEVER = "1", "0"
Read = tuple[str, frozenset[Asked]]  # a C expression, and the facts that it looks at


@dataclass(frozen=True)
class Local:
    """A condition, or the place of the row that decides a table, under a C name."""

    name: str
    text: str
    reads: frozenset[Asked]


@dataclass
class Written:
    """A table in C: `locals` in the order in which they need each other.

    `cells`: of each fact, the sets of answers that any cell asks about.
    """

    decides: str
    rows: tuple[Provision, ...]
    locals: list[Local] = field(default_factory=list)
    refused: list[Local] = field(default_factory=list)
    cells: dict[Asked, set[frozenset[str]]] = field(default_factory=dict)
    number: dict[Asked, int] = field(default_factory=dict)

    def facts(self, edition: Edition) -> dict[Asked, Choices]:
        """What each fact can be, answers that no cell tells apart taken together."""
        by_name = edition.vocabulary.by_name()
        return {
            asked: grouped(by_name[asked[1]], self.cells[asked])
            for asked in self.number
        }


def written(edition: Edition, table: str, people: int) -> Written:
    """One first-hit table, of the first person if it is a table of persons."""
    return _Writer(edition, people).whole(table)


class _Writer:
    def __init__(self, edition: Edition, people: int) -> None:
        self._edition, self._people = edition, people
        self._facts = edition.vocabulary.by_name()
        self._out = Written("", ())
        self._made: dict[Asked, Read] = {}

    def whole(self, table: str) -> Written:
        out = self._out
        out.rows = self._rows(table)
        out.decides, _ = self._table(table, 0 if BY_TABLE[table].of_person else None)
        before = -1
        while before != len(out.number):  # a contradiction may bring in a further fact
            before = len(out.number)
            out.refused = list(self._refused())
        return out

    def _rows(self, table: str) -> tuple[Provision, ...]:
        return tuple(row for row in self._edition.rows(table) if row.operative)

    def _refused(self) -> Iterator[Local]:
        for never in self._edition.vocabulary.nevers:
            for who in self._whose(never):
                asked = {self._asked(name, who) for name in never.cells}
                if asked & self._out.number.keys():
                    text, reads = self._cells(never.cells, who)
                    yield Local("", text, reads)

    def _whose(self, never: Never) -> tuple[int | None, ...]:
        if any(self._facts[name].of_person for name in never.cells):
            return tuple(range(self._people))
        return (None,)

    def _asked(self, name: str, who: int | None) -> Asked:
        return (who if self._facts[name].of_person else None, name)

    def _keep(self, key: Asked, letter: str, read: Read) -> Read:
        name = f"{letter}{len(self._out.locals)}"
        self._out.locals.append(Local(name, *read))
        self._made[key] = (name, read[1])
        return self._made[key]

    def _table(self, name: str, who: int | None) -> Read:
        if (who, name) in self._made:
            return self._made[who, name]
        rows = [self._row(row, who) for row in self._rows(name)]
        text = str(len(rows))
        for place, (met, _) in reversed(list(enumerate(rows))):
            text = f"{met} ? {place} : ({text})"
        reads = frozenset().union(*(read for _, read in rows))
        return self._keep((who, name), "d", (text, reads))

    def _row(self, row: Provision, who: int | None) -> Read:
        return self._keep((who, f"row {row.id}"), "r", self._cells(row.when, who))

    def _cells(self, cells: Cells, who: int | None) -> Read:
        return _joined(
            [self._cell(name, cells[name], who) for name in cells], " && ", ALWAYS
        )

    def _cell(self, name: str, allowed: frozenset[str], who: int | None) -> Read:
        if name in self._facts:
            return self._fact(self._asked(name, who), allowed)
        if name in self._edition.terms:
            text, reads = self._term(name, who)
            yes, no = "true" in allowed, "false" in allowed
            return (ALWAYS if yes and no else text if yes else f"!{text}", reads)
        who = who if BY_TABLE[name].of_person else None
        text, reads = self._table(name, who)
        fits = [n for n, row in enumerate(self._rows(name)) if row.then in allowed]
        met = " || ".join(f"{text} == {place}" for place in fits)
        return (f"({met})" if met else NEVER, reads)

    def _fact(self, asked: Asked, allowed: frozenset[str]) -> Read:
        number = self._out.number.setdefault(asked, len(self._out.number))
        self._out.cells.setdefault(asked, set()).add(allowed)
        choices = self._facts[asked[1]].choices
        mask = sum(1 << n for n, one in enumerate(choices) if one.value in allowed)
        return (f"((v{number} & {mask:#x}u) != 0)", frozenset([asked]))

    def _term(self, name: str, who: int | None) -> Read:
        term = self._edition.terms[name]
        who = who if term.of_person else None
        if (who, name) in self._made:
            return self._made[who, name]
        whose = range(self._people) if term.some_person else (who,)
        met = [self._cells(cells, one) for one in whose for cells in term.alternatives]
        return self._keep((who, name), "t", _joined(met, " || ", NEVER))


def _joined(parts: list[Read], by: str, empty: str) -> Read:
    if not parts:
        return (empty, frozenset())
    reads = frozenset().union(*(read for _, read in parts))
    return (f"({by.join(text for text, _ in parts)})", reads)
