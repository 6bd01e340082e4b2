"""Of the tables: nothing undecided, nothing dead, nothing settled silently."""

from collections.abc import Iterable, Iterator
from dataclasses import replace

from sharewell.core.procedure.invariants import Unused
from sharewell.core.procedure.provision import (
    TABLES,
    Cells,
    Edition,
    Hit,
    Provision,
    Table,
)
from sharewell.proof.obligation import Obligation, never, some, spoken_of, where
from sharewell.proof.view import View

FIRST_HIT = tuple(table for table in TABLES if table.hit is Hit.FIRST)


def complete(view: View) -> Iterator[Obligation]:
    """In every first-hit table some row always applies."""
    for table in FIRST_HIT:
        place = where(view.edition, table.name)
        asked = [*spoken_of(view.world, place), view.undecided(table.name, place)]
        says = f"Whatever the answers, a row of {table.name} applies."
        yield never("complete", table.name, says, view, asked)


def reachable(view: View, elsewhere: Iterable[View]) -> Iterator[Obligation]:
    """Every operative row applies in some case, here or with other layers.

    `elsewhere`: the same day with fewer or more layers, looked at only where needed.
    """
    waiting: dict[str, Obligation] = {}
    for row in view.edition.provisions:
        if row.operative:
            says = f"Some case meets {row.id} ({row.table}: {row.then})."
            found = some("reachable", row.id, says, view, _fires(view, row))
            if found.proved:
                yield found
            else:
                waiting[row.id] = found
    for other in elsewhere if waiting else ():
        for row in other.edition.provisions:
            if row.id in waiting and row.operative:
                found = _with_other_layers(waiting[row.id], view, other, row)
                if found.proved:
                    del waiting[row.id]
                    yield found
    yield from waiting.values()


def _fires(view: View, row: Provision) -> list[str]:
    place = where(view.edition, row.table)
    return [*spoken_of(view.world, place), view.fires(row, place)]


def _with_other_layers(
    found: Obligation, view: View, other: View, row: Provision
) -> Obligation:
    again = some("reachable", row.id, found.says, other, _fires(other, row))
    fewer = len(other.edition.layers) < len(view.edition.layers)
    note = "never here: a further layer overrules it wherever it would apply"
    if not fewer:
        note = f"never here: only with the layer {other.edition.layers[-1]}"
    seconds = found.seconds + again.seconds
    return replace(found, proved=again.proved, seconds=seconds, note=note)


def outcomes(view: View, unused: tuple[Unused, ...]) -> Iterator[Obligation]:
    """Every declared outcome is reached, or listed as not used, with a reason."""
    listed = {(one.table, one.outcome): one.says for one in unused}
    for table in TABLES:
        for outcome in sorted(table.outcomes):
            why = listed.get((table.name, outcome), "")
            yield _outcome(view, table, outcome, why)


def _outcome(view: View, table: Table, outcome: str, why: str) -> Obligation:
    place = where(view.edition, table.name)
    name = f"{table.name} = {outcome}"
    truth = view.named({table.name: frozenset([outcome])}, place)
    asked = [*spoken_of(view.world, place), truth]
    found = some("outcome", name, f"Some case gives {name}.", view, asked)
    if found.proved or not why:
        return found
    says = f"No case gives {name}: {why}"
    return Obligation("outcome", name, says, True, found.seconds, "listed as not used")


def ordered(view: View) -> Iterator[Obligation]:
    """No two rows of a stage that differ are told apart by their place alone."""
    for table in FIRST_HIT:
        rows = [row for row in view.rows(table.name) if row.when]
        found = [
            clash
            for number, row in enumerate(rows)
            for later in rows[number + 1 :]
            if _unsettled(view.edition, row, later)
            for clash in _clash(view, row, later)
        ]
        yield from found or [_settled(table)]


def _settled(table: Table) -> Obligation:
    says = f"Rows of {table.name} that differ are settled by stage or over."
    return Obligation("order", table.name, says, True, 0.0)


def _unsettled(edition: Edition, row: Provision, later: Provision) -> bool:
    if (
        row.stage != later.stage
        or row.then == later.then
        or _apart(edition, row, later)
    ):
        return False
    return later.id not in _beaten(edition, row.id)


def _apart(edition: Edition, row: Provision, later: Provision) -> bool:
    """Whether some single-valued fact keeps them apart: saves asking the solver."""
    facts = edition.vocabulary.by_name()
    return any(
        name in facts and not facts[name].many and not row.when[name] & later.when[name]
        for name in row.when.keys() & later.when.keys()
    )


def _beaten(edition: Edition, name: str) -> set[str]:
    """Ids that a row is over, directly or through others."""
    over = {row.id: row.over for row in edition.provisions}
    found: set[str] = set()
    waiting = [name]
    while waiting:
        for beaten in over.get(waiting.pop(), ()):
            if beaten not in found:
                found.add(beaten)
                waiting.append(beaten)
    return found


def _clash(view: View, row: Provision, later: Provision) -> Iterator[Obligation]:
    place = where(view.edition, row.table)
    asked = [*_fires(view, row), view.match(later, place)]
    says = (
        f"{row.id} ({row.then}) and {later.id} ({later.then}) both apply, and only the "
        "order of the file decides: say which is over the other, or set them in stages."
    )
    found = never("order", f"{row.id} / {later.id}", says, view, asked)
    if not found.proved:
        yield found


def unread(edition: Edition) -> Iterator[str]:
    """Facts and terms that nothing reads: never asked, or written in vain."""
    reads = {name: _names(term.alternatives) for name, term in edition.terms.items()}
    waiting = [name for row in edition.provisions for name in row.when]
    read: set[str] = set()
    while waiting:
        name = waiting.pop()
        if name not in read:
            read.add(name)
            waiting.extend(reads.get(name, ()))
    for fact in edition.vocabulary.facts:
        if fact.name not in read:
            yield f"No row reads the fact {fact.name}: it is never asked."
    for term in edition.terms:
        if term not in read:
            yield f"No row reads the term {term}."


def _names(alternatives: tuple[Cells, ...]) -> set[str]:
    return {name for cells in alternatives for name in cells}
