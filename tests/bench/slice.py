"""A slice of an edition that every engine can state: some tables, exactly one person.

With one person listed, "some person" means that person, so facts of people become
facts like others and the rules become flat.
"""

from dataclasses import dataclass, replace

from sharewell.core.procedure.phases import BY_TABLE, phases, read_by
from sharewell.core.procedure.provision import Edition, Hit

TABLES = ("ask", "determination", "tell", "also_owed", "steps")


@dataclass(frozen=True)
class Slice:
    """`edition` holds only the facts that the tables can depend on."""

    name: str
    edition: Edition
    tables: tuple[str, ...]
    order: tuple[str, ...]  # terms and tables, each after what it reads

    def is_many(self, fact):
        return self.edition.vocabulary.by_name()[fact].many

    def is_fact(self, name):
        return name in self.edition.vocabulary.by_name()

    def is_term(self, name):
        return name in self.edition.terms

    def rows(self, table):
        return [row for row in self.edition.rows(table) if row.operative]

    def is_first(self, table):
        return BY_TABLE[table].hit is Hit.FIRST

    def flat(self, given):
        """The same facts as one level of names: c_ of the case, p_ of the person."""
        (person,) = given["people"]
        facts = {local(name, self): value for name, value in given["answers"].items()}
        of = {local(name, self): v for name, v in person.items() if name != "ref"}
        return facts | of

    def size(self):
        rows = sum(len(self.rows(table)) for table in self.tables)
        terms = sum(self.is_term(name) for name in self.order)
        facts = len(self.edition.vocabulary.facts)
        return f"{facts} facts, {terms} terms, {rows} rows in {len(self.tables)} tables"


def local(name, part):
    """A name that no language reserves."""
    facts = part.edition.vocabulary.by_name()
    if name in facts:
        return f"{'p' if facts[name].of_person else 'c'}_{name}"
    return f"{'t' if part.is_term(name) else 'r'}_{name}"


def cut(name, edition, tables=TABLES):
    """The slice of an edition that decides `tables`."""
    plan = phases(edition, tables)
    order = tuple(n for phase in plan for n in (*phase.of_case, *phase.of_person))
    return Slice(name, _only_read(edition, order), tables, order)


def _only_read(edition, order):
    read = set()
    for one in order:
        term = edition.terms.get(one)
        whens = term.alternatives if term else [r.when for r in edition.rows(one)]
        read |= {cell for cells in whens for cell in cells}
    facts = tuple(f for f in edition.vocabulary.facts if f.name in read)
    names = {fact.name for fact in facts}
    nevers = tuple(n for n in edition.vocabulary.nevers if n.cells.keys() <= names)
    return replace(
        edition, vocabulary=replace(edition.vocabulary, facts=facts, nevers=nevers)
    )


def tables_read(name, part):
    """The tables that a name reads, itself or through terms."""
    found = set()
    for read in read_by(name, part.edition):
        found |= {read} if read in BY_TABLE else tables_read(read, part)
    return found


def cited(row):
    """A row's citations as one text."""
    return "; ".join(f"{c.document} {c.ref}" for c in row.citations)
