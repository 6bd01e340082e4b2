"""What must hold of an edition whatever its rows say: the shapes.

Written from the design and the procedure, never from the rows, so that a wrong row is
noticed. Who proves them (solver, diagram, drawn facts) is no business of this module.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from sharewell.core.procedure.advice import Cited
from sharewell.core.procedure.provision import TABLES, Cells, Edition, Term
from sharewell.core.procedure.sources import holds

BY_TABLE = {table.name: table for table in TABLES}


@dataclass(frozen=True)
class Head:
    """Which rule or clause asks it, in our own words; from when, and of which layer.

    `layer` "" asks it of every edition, another only of those that hold the layer.
    """

    id: str
    rule: str
    says: str
    because: tuple[Cited, ...]
    start: date
    end: date | None
    layer: str = ""

    def asked_of(self, edition: Edition) -> bool:
        """Whether it is asked of that edition."""
        there = not self.layer or self.layer in edition.layers
        return there and holds(self.start, self.end, edition.on)


@dataclass(frozen=True)
class Invariant:
    """No case meets every cell of `never`, unless it meets one set of `unless`."""

    head: Head
    never: Cells
    unless: tuple[Cells, ...]
    of_person: bool


@dataclass(frozen=True)
class Carries:
    """Rows of `table` with one of these outcomes carry one of the details.

    Asked only of rows that can apply in a case that meets `when`.
    """

    head: Head
    table: str
    then: frozenset[str]
    details: tuple[str, ...]
    when: Cells


@dataclass(frozen=True)
class Forbidden:
    """No row of the table ever gives one of these codes."""

    head: Head
    table: str
    then: frozenset[str]


@dataclass(frozen=True)
class Settled:
    """An outcome of `outcomes` is given only if no open answer could change it.

    An answer among `open` (not known, not weighed yet) is open. Whatever else it may
    turn out to be, all other answers alike, the outcome is then one of `stays`.
    `apart`: facts of which this is not asked, each with the reason.
    """

    head: Head
    table: str
    outcomes: frozenset[str]
    open: frozenset[str]
    stays: frozenset[str]
    apart: Mapping[str, str]


@dataclass(frozen=True)
class Ladder:
    """Up the values of one fact, the outcome never falls to a lower rank."""

    head: Head
    fact: str
    order: tuple[str, ...]
    table: str
    ranks: tuple[frozenset[str], ...]
    when: Cells


@dataclass(frozen=True)
class Listed:
    """A fall on a ladder that is meant: from cases of `when` to cases of `becomes`."""

    ladder: str
    pair: tuple[str, str]
    when: Cells
    becomes: Cells
    says: str


@dataclass(frozen=True)
class Keeps:
    """What a further layer may not take away, in cases of `when`.

    With `outcomes`: an outcome within stays within. Without: whatever the first layer
    gives is still given, as long as the tables in `same` answer alike in both.
    """

    head: Head
    table: str
    outcomes: frozenset[str]
    same: tuple[str, ...]
    when: Cells


@dataclass(frozen=True)
class Unused:
    """An outcome that no case is meant to reach, and why it stands declared."""

    table: str
    outcome: str
    says: str


@dataclass(frozen=True)
class Invariants:
    """Everything that is asked of an edition. `terms` are names for the rest to use."""

    terms: Mapping[str, Term]
    invariants: tuple[Invariant, ...]
    carries: tuple[Carries, ...]
    forbidden: tuple[Forbidden, ...]
    settled: tuple[Settled, ...]
    ladders: tuple[Ladder, ...]
    listed: tuple[Listed, ...]
    keeps: tuple[Keeps, ...]
    unused: tuple[Unused, ...]
