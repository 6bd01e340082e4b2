"""The checks at the door, as Python text: every declared fact, read or not.

What does not pass is refused without a word; `Decider` then has `parse_facts` say what
is wrong, so that every message is written once.
"""

from collections.abc import Iterator, Mapping

from sharewell.core.procedure.facts import MOST_PEOPLE
from sharewell.core.procedure.vocabulary import Fact, Never, Vocabulary
from sharewell.core.procedure.written_cells import Locals, bits

HEAD = """
if given.__class__ is not dict or len(given) != 3:
    raise Refused
d = given['date']
if len(d) != 10 or d[4] != '-' or d[7] != '-':
    raise Refused
on = day(d)
a = given['answers']
people = given['people']
if a.__class__ is not dict or people.__class__ is not list:
    raise Refused
""".strip().splitlines()


class Door:
    """Lines that check facts, and the tables that they check against."""

    def __init__(self, names: Locals) -> None:
        self.names = names
        self.vocabulary: Vocabulary = names.edition.vocabulary
        self.tables: dict[str, Mapping[str, object]] = {}
        # Before any fact is written: a contradiction looks at cells of its own.
        self._nevers = [
            (self._of_person(never), f"if {names.all_of(never.cells)}:")
            for never in self.vocabulary.nevers
        ]

    def of_case(self) -> Iterator[str]:
        """Date, the facts of the case, and how many people there are."""
        facts = self.vocabulary.of_case()
        yield from HEAD
        yield f"if len(a) != {len(facts)} or len(people) > {MOST_PEOPLE}:"
        yield "    raise Refused"
        for fact in facts:
            yield from self._fact(fact, "a")
        yield from self._contradictions(of_person=False)
        yield "if len(people) > 1 and len({e['ref'] for e in people}) < len(people):"
        yield "    raise Refused"

    def of_person(self) -> Iterator[str]:
        """One person `e`: their ref and facts."""
        facts = self.vocabulary.of_person()
        yield f"if e.__class__ is not dict or len(e) != {len(facts) + 1}:"
        yield "    raise Refused"
        yield "ref = e['ref']"
        yield "if not fits(ref):"
        yield "    raise Refused"
        for fact in facts:
            yield from self._fact(fact, "e")
        yield from self._contradictions(of_person=True)

    def _fact(self, fact: Fact, where: str) -> Iterator[str]:
        table = f"D{len(self.tables)}"
        read = f"{where}[{fact.name!r}]"
        cells = self.names.cells[fact.name]
        if fact.many:
            self.tables[table] = bits(fact)
            yield from _several(fact, table, read)
            for allowed, local in cells.items():
                yield f"{local} = m & {sum(bits(fact)[value] for value in allowed)}"
            return
        self.tables[table] = {
            choice.value: _row_of(choice.value, tuple(cells)) for choice in fact.choices
        }
        given = ", ".join(cells.values())
        yield f"{given} = {table}[{read}]" if cells else f"{table}[{read}]"

    def _of_person(self, never: Never) -> bool:
        return any(self.names.facts[name].of_person for name in never.cells)

    def _contradictions(self, *, of_person: bool) -> Iterator[str]:
        for whose, line in self._nevers:
            if whose == of_person:
                yield line
                yield "    raise Refused"


def _row_of(value: str, cells: tuple[frozenset[str], ...]) -> object:
    """What a check table gives for a value: whether each cell holds, all at once."""
    held = tuple(value in allowed for allowed in cells)
    return held[0] if len(held) == 1 else held


def _several(fact: Fact, table: str, read: str) -> Iterator[str]:
    alone = sum(bits(fact)[c.value] for c in fact.choices if c.alone)
    yield f"v = {read}"
    yield "if v.__class__ is not list:"
    yield "    raise Refused"
    yield "m = 0"
    yield "for w in v:"
    yield f"    m |= {table}[w]"
    yield f"if not m or m & {alone} and m & m - 1:" if alone else "if not m:"
    yield "    raise Refused"
