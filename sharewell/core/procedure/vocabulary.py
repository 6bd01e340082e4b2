"""The facts that a case may be stated in: each a question with declared answers."""

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType


@dataclass(frozen=True)
class Choice:
    """One declared answer.

    `alone` marks an answer that excludes all others of a question where several
    may be ticked ("none of these", "not known").
    """

    value: str
    label: str
    hint: str = ""
    alone: bool = False


@dataclass(frozen=True)
class Fact:
    """One question. `many`: several answers may hold; `of_person`: asked of each."""

    name: str
    group: str
    ask: str
    help: str
    choices: tuple[Choice, ...]
    of_person: bool = False
    many: bool = False
    myth: str | None = None

    @property
    def values(self) -> frozenset[str]:
        """The allowed answers."""
        return frozenset(choice.value for choice in self.choices)

    def listed(self) -> str:
        """The allowed answers in declared order, for a message."""
        return ", ".join(choice.value for choice in self.choices)


@dataclass(frozen=True)
class Never:
    """Answers that cannot hold together, and what to say about it."""

    cells: Mapping[str, frozenset[str]]
    says: str


@dataclass(frozen=True)
class Vocabulary:
    """All facts in the order in which they are best asked."""

    facts: tuple[Fact, ...]
    nevers: tuple[Never, ...] = ()

    def by_name(self) -> Mapping[str, Fact]:
        """Every fact under its name."""
        return MappingProxyType({fact.name: fact for fact in self.facts})

    def of_case(self) -> tuple[Fact, ...]:
        """The facts of the matter itself."""
        return tuple(fact for fact in self.facts if not fact.of_person)

    def of_person(self) -> tuple[Fact, ...]:
        """The facts asked of each person."""
        return tuple(fact for fact in self.facts if fact.of_person)
