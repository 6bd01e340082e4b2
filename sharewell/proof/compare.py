"""Two views of one case: neighbouring answers, and an edition with a further layer."""

from collections.abc import Iterator
from itertools import pairwise

from sharewell.core.procedure.invariants import (
    Invariants,
    Keeps,
    Ladder,
    Listed,
    Settled,
)
from sharewell.core.procedure.provision import Edition
from sharewell.core.procedure.stated import unsaid
from sharewell.core.procedure.vocabulary import Fact
from sharewell.proof.obligation import Obligation, never, spoken_of, unstated, where
from sharewell.proof.view import View
from sharewell.proof.world import Where, World, both, either, no

MORE = " (more serious)"
OTHERWISE = " (once known)"


def ladders(edition: Edition, asked: Invariants) -> Iterator[Obligation]:
    """A more serious answer, all else alike, never gives an outcome of lower rank."""
    for ladder in asked.ladders:
        if ladder.head.asked_of(edition):
            listed = [one for one in asked.listed if one.ladder == ladder.head.id]
            yield from _ladder(edition, ladder, listed)


def _ladder(
    edition: Edition, ladder: Ladder, listed: list[Listed]
) -> Iterator[Obligation]:
    faults = [fault for one in (ladder, *listed) if (fault := unsaid(edition, one))]
    if faults:
        yield unstated("ladder", ladder.head.id, ladder.head.says, faults[0])
        return
    world = World(edition.vocabulary)
    lower, higher = View(world, edition), View(world, edition, {ladder.fact: MORE})
    falls = _falls(lower, higher, ladder)
    for pair in pairwise(ladder.order):
        asked = [
            lower.fact(ladder.fact, pair[0]),
            higher.fact(ladder.fact, pair[1]),
            lower.named(ladder.when),
            falls,
        ]
        meant = [one for one in listed if one.pair == pair]
        asked += [no(_meant(lower, higher, one)) for one in meant]
        name = f"{ladder.head.id}: {pair[0]} -> {pair[1]}"
        note = "; ".join([ladder.head.rule, *(f"listed: {one.says}" for one in meant)])
        found = never("ladder", name, ladder.head.says, lower, asked, note=note)
        yield found


def _falls(lower: View, higher: View, ladder: Ladder) -> str:
    """The lower case reaches some rank that the higher one does not."""
    falls = []
    for rank in range(1, len(ladder.ranks)):
        reached = frozenset().union(*ladder.ranks[rank:])
        before = lower.cell(ladder.table, reached)
        falls.append(both([before, no(higher.cell(ladder.table, reached))]))
    return lower.world.label(f"{ladder.head.id} falls", either(falls))


def _meant(lower: View, higher: View, one: Listed) -> str:
    formula = both([lower.every(one.when), higher.every(one.becomes)])
    return lower.world.label("listed", formula)


def settled(edition: Edition, asked: Invariants) -> Iterator[Obligation]:
    """An outcome that closes the matter waits for every answer that could change it."""
    for one in asked.settled:
        if not one.head.asked_of(edition):
            continue
        fault = unsaid(edition, one)
        if fault:
            yield unstated("settled", one.head.id, one.head.says, fault)
        else:
            yield from _settled(edition, one)


def _settled(edition: Edition, one: Settled) -> Iterator[Obligation]:
    """All facts in one world to prove; a fact that fails again, alone, to explain."""
    facts = [f for f in edition.vocabulary.facts if f.values & one.open]
    together = _Opened(edition, one, facts)
    for fact in facts:
        if fact.name in one.apart:
            continue
        cases, asked = together, together.asked(fact)
        if together.world.possible(*asked):
            cases = _Opened(edition, one, [fact])
            asked = cases.asked(fact)
        name, says = f"{one.head.id}: {fact.name}", one.head.says
        yield never("settled", name, says, cases.now, asked, note=one.head.rule)


class _Opened:
    """A case now, and the same case once one of the open facts is known."""

    def __init__(self, edition: Edition, one: Settled, facts: list[Fact]) -> None:
        self.one, self.facts = one, facts
        self.world = World(edition.vocabulary)
        slots = {fact.name: OTHERWISE for fact in facts}
        self.now = View(self.world, edition)
        self.then = View(self.world, edition, slots)
        self.given = self.now.named({one.table: one.outcomes})
        self.changed = no(self.then.named({one.table: one.stays}))
        self.world.settle()
        self.same = {fact.name: self._same(fact, 0) for fact in facts}

    def asked(self, fact: Fact) -> list[str]:
        """That the answer to this one fact is open, and another changes the outcome."""
        place = where(self.now.edition, fact.name)
        still_open = [
            self.now.fact(fact.name, choice.value, place)
            for choice in fact.choices
            if choice.value in self.one.open
        ]
        return [
            *spoken_of(self.world, place),
            self.given,
            self.changed,
            self.world.label(f"{fact.name} open", either(still_open)),
            *(self.same[other.name] for other in self.facts if other is not fact),
            *([] if place is None else [self._same(fact, place + 1)]),
        ]

    def _same(self, fact: Fact, first: int) -> str:
        """Answered alike now and then, by the case or everybody from `first` on."""
        people = range(first, len(self.world.people))
        places: tuple[Where, ...] = tuple(people) if fact.of_person else (None,)
        parts = [_same_at(self.now, self.then, fact, place) for place in places]
        return self.world.label(f"{fact.name} same", both(parts))


def _same_at(now: View, then: View, fact: Fact, place: Where) -> str:
    pairs = [
        (now.fact(fact.name, c.value, place), then.fact(fact.name, c.value, place))
        for c in fact.choices
    ]
    same = both([f"(= {before} {after})" for before, after in pairs])
    return same if place is None else either([no(now.world.people[place]), same])


def layers(edition: Edition, base: Edition, asked: Invariants) -> Iterator[Obligation]:
    """What a further layer may not take away, it does not take away."""
    world = World(edition.vocabulary)
    first, whole = View(world, base), View(world, edition)
    for keeps in asked.keeps:
        if not keeps.head.asked_of(edition):
            continue
        fault = unsaid(base, keeps)
        if fault:
            yield unstated("layers", keeps.head.id, keeps.head.says, fault)
        else:
            yield from _kept(first, whole, keeps)


def _kept(first: View, whole: View, keeps: Keeps) -> Iterator[Obligation]:
    place = where(first.edition, keeps.table)
    given = frozenset(row.then for row in first.rows(keeps.table))
    sets = [keeps.outcomes] if keeps.outcomes else [frozenset([x]) for x in given]
    for outcomes in sorted(sets, key=sorted):
        asked = [
            *spoken_of(first.world, place),
            first.named(keeps.when, place),
            first.named({keeps.table: outcomes}, place),
            no(whole.named({keeps.table: outcomes}, place)),
            *(_alike(first, whole, name) for name in keeps.same),
        ]
        name = f"{keeps.head.id}: {keeps.table}"
        name += "" if keeps.outcomes else f" {next(iter(outcomes))}"
        name += f", over {first.edition.layers[-1]}"
        yield never("layers", name, keeps.head.says, whole, asked, note=keeps.head.rule)


def _alike(first: View, whole: View, table: str) -> str:
    place: Where = where(first.edition, table)
    given = {row.then for view in (first, whole) for row in view.rows(table)}
    parts = []
    for outcome in sorted(given):
        mine = first.cell(table, frozenset([outcome]), place)
        theirs = whole.cell(table, frozenset([outcome]), place)
        parts.append(either([both([mine, theirs]), both([no(mine), no(theirs)])]))
    return first.world.label(f"{table} alike", both(parts))
