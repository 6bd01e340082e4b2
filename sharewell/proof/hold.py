"""The invariants over an edition: of the case, of each person, and of the details."""

from collections.abc import Iterator

from sharewell.core.procedure.invariants import (
    BY_TABLE,
    Carries,
    Invariant,
    Invariants,
)
from sharewell.core.procedure.provision import Provision
from sharewell.core.procedure.stated import unsaid
from sharewell.proof.obligation import (
    Obligation,
    never,
    spoken_of,
    unstated,
    where,
)
from sharewell.proof.view import View
from sharewell.proof.world import SPOKEN_OF, no


def invariants(view: View, asked: Invariants) -> Iterator[Obligation]:
    """One obligation for each invariant that is asked of the edition's day."""
    for one in asked.invariants:
        if one.head.asked_of(view.edition):
            yield _invariant(view, one)


def _invariant(view: View, one: Invariant) -> Obligation:
    fault = unsaid(view.edition, one)
    if fault:
        return unstated("invariant", one.head.id, one.head.says, fault)
    place = SPOKEN_OF if one.of_person else None
    asked = [*spoken_of(view.world, place), view.named(one.never, place)]
    asked += [no(view.named(cells, place)) for cells in one.unless]
    name, says, rule = one.head.id, one.head.says, one.head.rule
    if not view.world.possible(*spoken_of(view.world, place), _case(view, one)):
        return unstated("invariant", name, says, "no case is of this kind")
    return never("invariant", name, says, view, asked, note=rule)


def _case(view: View, one: Invariant) -> str:
    """The part that says which cases are meant: without what the tables answer."""
    cells = {n: one.never[n] for n in one.never if not _answered(view, n)}
    return view.named(cells, SPOKEN_OF if one.of_person else None)


def _answered(view: View, name: str) -> bool:
    """Whether a name is a table's, or hangs on one."""
    if name not in view.edition.terms:
        return name in BY_TABLE
    alternatives = view.edition.terms[name].alternatives
    return any(_answered(view, read) for cells in alternatives for read in cells)


def carries(view: View, asked: Invariants) -> Iterator[Obligation]:
    """Rows that must carry a detail (a clock, a date to look again) do."""
    for one in asked.carries:
        if one.head.asked_of(view.edition):
            yield _carries(view, one)


def _carries(view: View, one: Carries) -> Obligation:
    fault = unsaid(view.edition, one)
    if fault:
        return unstated("carries", one.head.id, one.head.says, fault)
    for row in view.rows(one.table):
        if row.then in one.then and not _has(row, one):
            place = where(view.edition, one.table)
            asked = [*spoken_of(view.world, place), view.fires(row, place)]
            asked.append(view.named(one.when, place))
            says = f"{one.head.says} {row.id} has no {' or '.join(one.details)}."
            found = never("carries", one.head.id, says, view, asked)
            if not found.proved:
                return found
    return Obligation("carries", one.head.id, one.head.says, True, 0.0, one.head.rule)


def _has(row: Provision, one: Carries) -> bool:
    return any(row.detail.get(detail) not in (None, "") for detail in one.details)


def forbidden(view: View, asked: Invariants) -> Iterator[Obligation]:
    """No row gives what no row may give."""
    for one in asked.forbidden:
        if one.head.asked_of(view.edition):
            rows = [row.id for row in view.rows(one.table) if row.then in one.then]
            note = f"given by {', '.join(rows)}" if rows else one.head.rule
            name, says = one.head.id, one.head.says
            yield Obligation("forbidden", name, says, not rows, 0.0, note)
