"""What is to be proved, how it went, and the looking itself, timed."""

from dataclasses import dataclass
from time import perf_counter
from typing import Any

from sharewell.core.procedure.provision import Edition
from sharewell.core.procedure.stated import of_person
from sharewell.proof.example import Example, essential
from sharewell.proof.view import View
from sharewell.proof.world import SPOKEN_OF, Where, World


@dataclass(frozen=True)
class Obligation:
    """One thing asked of an edition. `example`: a case in which it fails."""

    kind: str
    id: str
    says: str
    proved: bool
    seconds: float
    note: str = ""
    example: Example | None = None

    def to_json(self) -> dict[str, Any]:
        """Plain JSON types."""
        return {
            "kind": self.kind,
            "id": self.id,
            "says": self.says,
            "proved": self.proved,
            "milliseconds": round(self.seconds * 1000, 1),
            "note": self.note,
            "example": self.example.to_json() if self.example else None,
        }


@dataclass(frozen=True)
class Report:
    """How every obligation of one edition went; `notes` ask for a look, no more."""

    edition: Edition
    obligations: tuple[Obligation, ...]
    seconds: float
    notes: tuple[str, ...] = ()

    @property
    def failed(self) -> tuple[Obligation, ...]:
        """Those that do not hold."""
        return tuple(one for one in self.obligations if not one.proved)

    def to_json(self) -> dict[str, Any]:
        """Plain JSON types, for a page or another program."""
        return {
            "on": self.edition.on.isoformat(),
            "layers": list(self.edition.layers),
            "edition": self.edition.hash,
            "obligations": [one.to_json() for one in self.obligations],
            "proved": len(self.obligations) - len(self.failed),
            "failed": len(self.failed),
            "seconds": round(self.seconds, 3),
            "notes": list(self.notes),
        }


def where(edition: Edition, name: str) -> Where:
    """The person spoken of for what is answered by person, else the case."""
    return SPOKEN_OF if of_person(edition, name) else None


def spoken_of(world: World, place: Where) -> list[str]:
    """The person spoken of is one of those listed."""
    return [] if place is None else [world.people[place]]


def never(
    kind: str, name: str, says: str, view: View, literals: list[str], *, note: str = ""
) -> Obligation:
    """Proved when no case meets all the literals; otherwise shows one that does."""
    started = perf_counter()
    if not view.world.possible(*literals):
        return Obligation(kind, name, says, True, perf_counter() - started, note)
    found = essential(view, literals)
    return Obligation(kind, name, says, False, perf_counter() - started, note, found)


def some(
    kind: str, name: str, says: str, view: View, literals: list[str]
) -> Obligation:
    """Proved when some case meets all the literals."""
    started = perf_counter()
    found = view.world.possible(*literals)
    return Obligation(kind, name, says, found, perf_counter() - started)


def unstated(kind: str, name: str, says: str, fault: str) -> Obligation:
    """Failed: it cannot even be said in this edition's vocabulary."""
    return Obligation(kind, name, says, False, 0.0, f"cannot be stated: {fault}")
