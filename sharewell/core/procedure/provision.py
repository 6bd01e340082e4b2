"""One row of the procedure, its terms, its sources, and an edition of them all."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from sharewell.core.errors import SharewellError
from sharewell.core.procedure.advice import Answer, Ask, Cited, HowMuch, Outcome, Tell
from sharewell.core.procedure.vocabulary import Vocabulary


class RulebookError(SharewellError):
    """A rulebook that cannot be used; the message names the row and what to mend.

    `given` is the word that was refused and `allowed` what could stand there, where
    that is known: a reader can then be shown the nearest spelling.
    """

    def __init__(
        self, message: str, given: str = "", allowed: Iterable[str] = ()
    ) -> None:
        super().__init__(message)
        self.given = given
        self.allowed = tuple(allowed)


Cells = Mapping[str, frozenset[str]]  # every cell must hold


class Hit(StrEnum):
    """How many rows of a table may apply."""

    FIRST = "first"  # the first row that applies decides
    COLLECT = "collect"  # every row that applies is kept


@dataclass(frozen=True)
class Table:
    """A place in the advice that rows fill. `outcomes` empty: any code."""

    name: str
    hit: Hit
    outcomes: frozenset[str] = frozenset()
    of_person: bool = False
    details: frozenset[str] = frozenset()


def _table(
    name: str,
    outcomes: type[StrEnum] | None,
    *,
    hit: Hit,
    of_person: bool = False,
    details: Iterable[str] = (),
) -> Table:
    values = frozenset(str(member) for member in outcomes or ())
    return Table(name, hit, values, of_person, frozenset(details))


TABLES = (
    _table("ask", Ask, hit=Hit.FIRST, of_person=True),
    _table("determination", Outcome, hit=Hit.FIRST),
    _table("tell", Tell, hit=Hit.FIRST, of_person=True, details={"look_again_days"}),
    _table("how_much", HowMuch, hit=Hit.FIRST),
    _table("to_whom", None, hit=Hit.FIRST, details={"text"}),
    _table("withhold", None, hit=Hit.COLLECT, details={"text"}),
    _table("also_owed", None, hit=Hit.COLLECT, details={"by_when"}),
    _table(
        "lawful_basis",
        None,
        hit=Hit.COLLECT,
        details={"special_category_condition", "regime"},
    ),
    _table("confidence", None, hit=Hit.FIRST, details={"text"}),
    _table("human_rights", None, hit=Hit.FIRST, details={"text"}),
    _table("agreement", None, hit=Hit.FIRST, details={"text"}),
    _table("agreement_sought", Answer, hit=Hit.FIRST),
    _table("steps", None, hit=Hit.COLLECT, details={"text", "hours", "working_days"}),
)


@dataclass(frozen=True)
class Because:
    """Why: where a source says it, and what it says in our own words."""

    cite: Cited
    says: str
    start: date
    end: date | None


@dataclass(frozen=True)
class Provision:
    """One row. It holds from `start` until the day before `end`.

    `awaits` names a start of law that a named officer has yet to confirm; until then
    the row is not `operative`: it decides nothing, and the advice shows what it would.
    """

    id: str
    table: str
    layer: str
    stage: str
    when: Cells
    then: str
    over: tuple[str, ...]
    because: tuple[Because, ...]
    start: date
    end: date | None
    operative: bool
    awaits: str
    detail: Mapping[str, str | int]

    @property
    def citations(self) -> tuple[Cited, ...]:
        """Where the sources say it."""
        return tuple(reason.cite for reason in self.because)

    @property
    def says(self) -> str:
        """The reasons in our own words, one after the other."""
        return " ".join(reason.says for reason in self.because)


@dataclass(frozen=True)
class Term:
    """A named condition: any of these sets of cells, for some person or as it is.

    `some_person`: true when one of the people listed meets an alternative.
    `of_person`: judged for each person in turn.
    """

    name: str
    alternatives: tuple[Cells, ...]
    some_person: bool
    of_person: bool
    because: tuple[Because, ...]


@dataclass(frozen=True)
class Source:
    """The index of one document: which sections it has, never its sentences.

    `unconfirmed`: sections known only at second hand; no row rests on them alone.
    """

    document: str
    title: str
    start: date
    end: date | None
    sections: Mapping[str, str]
    unconfirmed: frozenset[str] = frozenset()


@dataclass(frozen=True)
class Confirmation:
    """A named officer has seen the instrument that starts a law, in force `start`."""

    awaits: str
    instrument: str
    officer: str
    start: date


@dataclass(frozen=True)
class Edition:
    """The rules in force on one day for some layers, rows in order of precedence."""

    on: date
    layers: tuple[str, ...]
    hash: str
    vocabulary: Vocabulary
    terms: Mapping[str, Term]
    provisions: tuple[Provision, ...]
    sources: Mapping[str, Source]

    def rows(self, table: str) -> tuple[Provision, ...]:
        """The rows of one table, in their order."""
        return tuple(row for row in self.provisions if row.table == table)
