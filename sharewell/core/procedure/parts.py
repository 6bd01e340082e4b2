"""One row in, one part of the advice out. Whoever decides, the advice reads alike."""

from collections.abc import Iterable

from sharewell.core.procedure.advice import (
    Ask,
    Basis,
    Finding,
    Owed,
    PersonAdvice,
    Step,
    Tell,
    Withheld,
)
from sharewell.core.procedure.provision import Provision


def text(row: Provision) -> str:
    """The row's own words for the reader."""
    return str(row.detail["text"])


def withheld(row: Provision) -> Withheld:
    """What stays behind."""
    return Withheld(row.then, text(row), row.says, row.citations)


def owed(row: Provision) -> Owed:
    """Who else must hear."""
    return Owed(row.then, row.says, str(row.detail["by_when"]), row.citations)


def step(row: Provision) -> Step:
    """What to do, and by when."""
    hours, days = _number(row, "hours"), _number(row, "working_days")
    return Step(row.then, text(row), hours, days, row.citations)


def basis(row: Provision) -> Basis:
    """A lawful basis to confirm."""
    return Basis(
        row.then,
        str(row.detail["special_category_condition"]),
        str(row.detail["regime"]),
        row.citations,
    )


def finding(row: Provision) -> Finding:
    """A provision that applied; not in force, it says what it would point to."""
    would_give = None if row.operative else row.then
    return Finding(row.id, row.says, row.citations, row.operative, would_give)


def person(ref: str, relation: str, ask: Provision, tell: Provision) -> PersonAdvice:
    """Asking and telling of one person."""
    return PersonAdvice(
        ref,
        relation,
        Ask(ask.then),
        Tell(tell.then),
        (ask.says, tell.says),
        _number(tell, "look_again_days"),
        tuple(dict.fromkeys((*ask.citations, *tell.citations))),
    )


def most_pressing(entries: Iterable[Owed]) -> tuple[Owed, ...]:
    """One entry per body: the first that names it."""
    first: dict[str, Owed] = {}
    for entry in entries:
        first.setdefault(entry.to_whom, entry)
    return tuple(first.values())


def _number(row: Provision, key: str) -> int | None:
    value = row.detail.get(key)
    return value if isinstance(value, int) else None
