"""A good order of facts for the diagram: what is read together stands together.

Starts from the order of first use down the tables, then draws together the facts that
one term or one contradiction joins, by the centre-of-gravity method called FORCE
(Aloul, Markov and Sakallah 2003). A worse order gives the same answers, more slowly.
"""

from collections.abc import Iterator

from sharewell.core.procedure.cone import reads
from sharewell.core.procedure.provision import TABLES, Cells, Edition
from sharewell.core.procedure.space import Asked

MOST_ROUNDS = 100
Together = list[frozenset[Asked]]


def good_order(edition: Edition, people: int) -> tuple[Asked, ...]:
    """The facts of the matter, then each person's kept together.

    People come last: what the matter has settled by then is little, and what one
    person adds to the next is only whether some condition was met.
    """
    used: dict[Asked, None] = {}
    for table in TABLES:
        for who in range(people) if table.of_person else (None,):
            used |= dict.fromkeys(reads(edition, table.name, who, people))
    matter = [asked for asked in used if asked[0] is None]
    persons = [asked for asked in used if asked[0] is not None]
    joined = [
        frozenset(asked for asked in one if asked in matter)
        for one in _together(edition)
    ]
    drawn = _drawn_together(matter, [one for one in joined if len(one) > 1])
    return (*drawn, *sorted(persons, key=lambda asked: asked[0] or 0))


def _together(edition: Edition) -> Iterator[frozenset[Asked]]:
    """Facts of the matter that one condition joins; what tables answer joins none."""
    for term in edition.terms.values():
        for cells in term.alternatives:
            yield _facts(edition, cells)
    for never in edition.vocabulary.nevers:
        yield _facts(edition, never.cells)


def _facts(edition: Edition, cells: Cells) -> frozenset[Asked]:
    facts = edition.vocabulary.by_name()
    found: set[Asked] = {(None, name) for name in cells if name in facts}
    for name in cells:
        if name in edition.terms:
            for inner in edition.terms[name].alternatives:
                found |= _facts(edition, inner)
    return frozenset(found)


def _drawn_together(order: list[Asked], joined: Together) -> list[Asked]:
    best, least = order, _span(order, joined)
    for _ in range(MOST_ROUNDS):
        order = _round(order, joined)
        span = _span(order, joined)
        if span < least:
            best, least = order, span
    return best


def _span(order: list[Asked], joined: Together) -> int:
    places = {asked: place for place, asked in enumerate(order)}
    return sum(
        max(places[asked] for asked in one) - min(places[asked] for asked in one)
        for one in joined
    )


def _round(order: list[Asked], joined: Together) -> list[Asked]:
    """Each fact moves to the middle of the middles of what it is joined with."""
    places = {asked: place for place, asked in enumerate(order)}
    pulls: dict[Asked, list[float]] = {asked: [] for asked in order}
    for one in joined:
        middle = sum(places[asked] for asked in one) / len(one)
        for asked in one:
            pulls[asked].append(middle)
    return sorted(order, key=lambda asked: _mean(pulls[asked], places[asked]))


def _mean(pulls: list[float], place: int) -> float:
    return sum(pulls) / len(pulls) if pulls else place
