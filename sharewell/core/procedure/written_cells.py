"""Cells as Python conditions on numbered locals.

Nothing that an officer typed becomes a name: names are numbers, and a fact, value or
outcome stands in the text only as a quoted constant.
"""

from collections.abc import Mapping

from sharewell.core.procedure.provision import Cells, Edition
from sharewell.core.procedure.vocabulary import Fact

YES, NO = frozenset({"true"}), frozenset({"false"})


class Locals:
    """Numbers every local, and remembers which cells of which fact are looked at."""

    def __init__(self, edition: Edition) -> None:
        self.edition = edition
        self.facts = edition.vocabulary.by_name()
        self.cells: dict[str, dict[frozenset[str], str]] = {n: {} for n in self.facts}
        self.outcomes: dict[str, str] = {}  # tables that some cell reads
        self._terms = {name: f"t{n}" for n, name in enumerate(edition.terms)}

    def cell(self, fact: str, allowed: frozenset[str]) -> str:
        """The local that says whether an answer is among `allowed`."""
        seen = self.cells[fact]
        if allowed not in seen:
            seen[allowed] = f"c{sum(map(len, self.cells.values()))}"
        return seen[allowed]

    def term(self, name: str) -> str:
        """The local of a term."""
        return self._terms[name]

    def outcome(self, table: str) -> str:
        """The local that holds the outcome of a first-hit table."""
        return self.outcomes.setdefault(table, f"o{len(self.outcomes)}")

    def all_of(self, cells: Cells) -> str:
        """A row's or an alternative's condition; "True" if it asks for nothing."""
        parts = [self._one(name, allowed) for name, allowed in cells.items()]
        return " and ".join(part for part in parts if part) or "True"

    def any_of(self, alternatives: tuple[Cells, ...]) -> str:
        """A term's condition."""
        return " or ".join(f"({self.all_of(cells)})" for cells in alternatives)

    def _one(self, name: str, allowed: frozenset[str]) -> str:
        if name in self.facts:
            # Facts are whole: one of all values is always given.
            whole = allowed >= self.facts[name].values
            return "" if whole else self.cell(name, allowed)
        if name in self.edition.terms:
            if allowed == NO:
                return f"not {self.term(name)}"
            return self.term(name) if allowed == YES else ""
        local = self.outcome(name)
        same = [f"{local} == {value!r}" for value in sorted(allowed)]
        return same[0] if len(same) == 1 else f"({' or '.join(same)})"


def bits(fact: Fact) -> Mapping[str, int]:
    """One bit for each value of a fact that may have several."""
    return {choice.value: 1 << n for n, choice in enumerate(fact.choices)}
