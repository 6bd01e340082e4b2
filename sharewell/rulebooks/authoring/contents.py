"""Everything that a book holds, of any date: for pages, sheets and sentences."""

from collections.abc import Mapping
from dataclasses import dataclass, replace

from sharewell.core.procedure.provision import TABLES, Provision, Source, Term
from sharewell.core.procedure.rows import parse_fact, parse_never, parse_row, parse_term
from sharewell.core.procedure.sources import parse_sources
from sharewell.core.procedure.vocabulary import Vocabulary
from sharewell.rulebooks.authoring.book import Book


@dataclass(frozen=True)
class Contents:
    """The rows in the order of the files; `stood` names the file of each row."""

    vocabulary: Vocabulary
    terms: Mapping[str, Term]
    rows: tuple[Provision, ...]
    sources: Mapping[str, Source]
    stood: Mapping[str, str]

    def of_table(self, table: str) -> tuple[Provision, ...]:
        """The rows of one table."""
        return tuple(row for row in self.rows if row.table == table)

    def tables(self) -> tuple[str, ...]:
        """The tables that have rows, in the order in which they are evaluated."""
        return tuple(table.name for table in TABLES if self.of_table(table.name))


def contents(book: Book) -> Contents:
    """Read all of a book. Raises `RulebookError`; `check` says all that is wrong."""
    sources = parse_sources([file.raw for file in book.sources()])
    facts = [parse_fact(raw) for f in book.rules() for raw in f.raw.get("fact", ())]
    nevers = [parse_never(raw) for f in book.rules() for raw in f.raw.get("never", ())]
    terms = {
        name: parse_term(name, raw, file.raw["from"], sources)
        for file in book.rules()
        for name, raw in file.raw.get("term", {}).items()
    }
    confirmed = {
        raw["awaits"] for file in book.rules() for raw in file.raw.get("confirmed", ())
    }
    rows = [
        parse_row(raw, file.raw["layer"], file.raw["from"], sources)
        for file, _, raw in book.raw_rows()
    ]
    rows = [
        replace(row, operative=row.operative or row.awaits in confirmed) for row in rows
    ]
    return Contents(
        Vocabulary(tuple(facts), tuple(nevers)),
        terms,
        tuple(rows),
        sources,
        {raw["id"]: file.name for file, _, raw in book.raw_rows()},
    )
