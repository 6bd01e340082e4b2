"""How many one-edit faults are noticed: by the exact difference, and by invariants.

The exact difference from the approved edition notices every fault that changes any
answer; here that is checked, fault by fault, with the code of the gate. What the
invariants notice alone says how much they protect where nobody compares.
"""

from collections.abc import Iterable
from dataclasses import dataclass

from sharewell.core.procedure.cone import BY_TABLE, cells_read, depends, reads
from sharewell.core.procedure.counts import count, total
from sharewell.core.procedure.diagram import NO_ROW, Diagrams, diagrams
from sharewell.core.procedure.invariants import Invariant, Invariants
from sharewell.core.procedure.nodes import FALSE, DiagramTooLarge
from sharewell.core.procedure.provision import Edition, Hit
from sharewell.core.procedure.stated import speaking, unsaid
from sharewell.core.procedure.transitions import changes
from sharewell.proof.mutation_faults import KINDS, Fault

DRAWN = 5_000
# All invariants at once, over one person, take more than an ordinary difference does.
NODES = 3_000_000


@dataclass(frozen=True)
class Judged:
    """What became of a fault.

    `share`: of the fact sets that the table can depend on, those that change; 0: the
    fault changes nothing. `broken`: an invariant that notices it alone, or "".
    `settled` is False where the diagram grew too large to say; then the others say
    nothing either.
    """

    fault: Fault
    share: float
    broken: str
    settled: bool = True

    @property
    def real(self) -> bool:
        """Whether any answer changes, and the difference therefore names it."""
        return self.share > 0


@dataclass(frozen=True)
class Score:
    """Of one kind of fault: how many there are, are real, and invariants notice."""

    kind: str
    all: int
    real: int
    by_invariants: int


class Judge:
    """An edition and its invariants, ready to judge faults one after another.

    `failing`: invariants that the edition breaks as it is; they can notice nothing.
    """

    def __init__(self, edition: Edition, asked: Invariants, people: int = 1) -> None:
        rules = speaking(edition, asked)
        self._base = diagrams(rules, people, NODES)
        self._asked = [
            one
            for one in asked.invariants
            if one.head.asked_of(rules)
            and not unsaid(rules, one)
            and (people or not one.of_person)
        ]
        self.failing = tuple(
            one.head.id for one in self._asked if _breaks(self._base, one)
        )
        holds = [one for one in self._asked if one.head.id not in self.failing]
        self._holds = {one.head.id: one for one in holds}
        self._concerned: dict[str, list[Invariant]] = {}

    def judge(self, fault: Fault) -> Judged:
        """What it changes, and which invariant notices. Leaves no node behind."""
        with self._base.nodes.scratch():
            try:
                changed = self._base.with_rows(fault.table.name, fault.rows)
                share = _share(self._base, changed, fault)
                broken = self._broken(changed, fault) if share else ""
            except DiagramTooLarge:
                return Judged(fault, 0.0, "", settled=False)
        return Judged(fault, share, broken)

    def _broken(self, changed: Diagrams, fault: Fault) -> str:
        if _incomplete(changed, fault):
            return "every case has an answer"
        name = fault.table.name
        if name not in self._concerned:
            self._concerned[name] = self._reading(name)
        found = (o.head.id for o in self._concerned[name] if _breaks(changed, o))
        return next(found, "")

    def _reading(self, table: str) -> list[Invariant]:
        """Those that read a table, first those for which little is made anew."""
        anew = {name: self._anew(one, table) for name, one in self._holds.items()}
        concerned = sorted((name for name in anew if anew[name]), key=anew.__getitem__)
        return [self._holds[name] for name in concerned]

    def _anew(self, one: Invariant, table: str) -> int:
        """How many tables that hang on this one an invariant reads."""
        rules = self._base.edition
        names = {name for cells in (one.never, *one.unless) for name in cells}
        read = {n for n in BY_TABLE for name in names if depends(rules, name, n)}
        return sum(depends(rules, name, table) for name in read)


def scores(found: Iterable[Judged]) -> tuple[Score, ...]:
    """By kind, in the order of `KINDS`."""
    listed = list(found)
    return tuple(
        _score(kind, [o for o in listed if o.fault.kind == kind]) for kind in KINDS
    )


def _score(kind: str, found: list[Judged]) -> Score:
    real = [one for one in found if one.real]
    return Score(kind, len(found), len(real), sum(bool(one.broken) for one in real))


def missed_by_draws(found: Iterable[Judged], draws: int = DRAWN) -> float:
    """How many real faults so many random fact sets would miss, on average."""
    return sum((1 - one.share) ** draws for one in found if one.real)


def _who(of_person: bool) -> int | None:
    return 0 if of_person else None


def _share(base: Diagrams, changed: Diagrams, fault: Fault) -> float:
    """The share of fact sets for which the gate's difference names some change."""
    space, nodes, table = base.space, base.nodes, fault.table
    differ = FALSE
    for node, label, _ in changes(base, changed, table):
        here = nodes.relabel(node, lambda one, label=label: one == label)
        differ = nodes.either(differ, here)
    if differ == FALSE:
        return 0.0
    who = _who(table.of_person)
    read = [
        asked
        for one in (base, changed)
        for asked in reads(one.edition, table.name, who, space.people)
    ]
    scope = space.closed(read)
    return count(space, differ, scope).get(True, 0) / total(space, scope)


def _incomplete(changed: Diagrams, fault: Fault) -> bool:
    if fault.table.hit is not Hit.FIRST:
        return False
    node = changed.table(fault.table.name, _who(fault.table.of_person))
    return NO_ROW in changed.nodes.reached(node)


def _breaks(rules: Diagrams, one: Invariant) -> bool:
    """Whether some valid fact set meets the invariant's cells, unless excused."""
    who, nodes = _who(one.of_person), rules.nodes
    bad = rules.cells(one.never, who)
    for cells in one.unless:
        if bad == FALSE:
            return False
        bad = nodes.both(bad, nodes.negate(rules.cells(cells, who)))
    read = [
        asked
        for cells in (one.never, *one.unless)
        for asked in cells_read(rules.edition, cells, who, rules.space.people)
    ]
    valid = rules.space.valid(rules.space.closed(read))
    return nodes.both(bad, valid) != FALSE
