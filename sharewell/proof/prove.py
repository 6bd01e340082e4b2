"""Every obligation of one edition, proved or shown to fail by a case in words.

`prove` takes everything by argument; `proof_report` is the same for what ships.
"""

from collections.abc import Iterable, Iterator
from datetime import date
from itertools import chain
from time import perf_counter
from typing import Any

from sharewell.core.procedure.invariants import Invariants
from sharewell.core.procedure.provision import Edition
from sharewell.core.procedure.read_invariants import parse_invariants
from sharewell.core.procedure.sources import parse_sources
from sharewell.core.procedure.stated import speaking
from sharewell.proof.compare import ladders, layers, settled
from sharewell.proof.hold import carries, forbidden, invariants
from sharewell.proof.obligation import Obligation, Report
from sharewell.proof.tables import complete, ordered, outcomes, reachable, unread
from sharewell.proof.view import View
from sharewell.proof.world import World
from sharewell.rulebooks.load import (
    SHIPPED,
    edition,
    layer_files,
    layers_there_are,
    layers_under,
    read_folder,
)


def prove(
    rules: Edition,
    asked: Invariants,
    below: tuple[Edition, ...] = (),
    above: Iterable[Edition] = (),
) -> Report:
    """`below`: the editions that the layers of `rules` are laid on, lowest first.

    `above`: editions with further layers; a row may wait for one of them, and they are
    read only then. Raises `RulebookError` if the invariants' terms do not fit.
    """
    started = perf_counter()
    spoken = speaking(rules, asked)
    under = tuple(speaking(one, asked) for one in below)
    found = tuple(_obligations(spoken, under, above, asked))
    return Report(rules, found, perf_counter() - started, tuple(_notes(rules)))


def _obligations(
    rules: Edition,
    below: tuple[Edition, ...],
    above: Iterable[Edition],
    asked: Invariants,
) -> Iterator[Obligation]:
    world = World(rules.vocabulary)
    view = View(world, rules)
    yield from complete(view)
    others = (View(World(one.vocabulary), one) for one in above)
    fewer = (View(world, one) for one in below)
    yield from reachable(view, chain(fewer, others))
    yield from outcomes(view, asked.unused)
    yield from ordered(view)
    yield from invariants(view, asked)
    yield from carries(view, asked)
    yield from forbidden(view, asked)
    yield from settled(rules, asked)
    yield from ladders(rules, asked)
    for one in below:
        yield from layers(rules, one, asked)


def _notes(rules: Edition) -> Iterator[str]:
    yield from unread(rules)
    for row in rules.provisions:
        if not row.operative:
            yield f"{row.id} awaits {row.awaits}: it decides nothing yet."


def proof_report(rules: Edition) -> dict[str, Any]:
    """The proof of a shipped edition as plain JSON types, for a report and a page."""
    return proved(rules.on, rules.layers).to_json()


def proved(on: date, layer_names: tuple[str, ...] = SHIPPED) -> Report:
    """The proof of the shipped edition of one day. Raises `RulebookError`."""
    rules = edition(on, layer_names)
    stacks = [layer_names[:depth] for depth in range(1, len(layer_names))]
    below = tuple(edition(on, stack) for stack in stacks)
    return prove(rules, shipped_invariants(), below, _above(on, layer_names))


def _above(on: date, layer_names: tuple[str, ...]) -> Iterator[Edition]:
    for layer in layers_there_are():
        stack = layers_under(layer.name)
        if stack != layer_names and stack[: len(layer_names)] == layer_names:
            yield edition(max(on, layer.start), stack)


def shipped_invariants() -> Invariants:
    """What is asked of the shipped rows. Raises `RulebookError`."""
    sources = parse_sources(read_folder("sources"))
    return parse_invariants(read_folder("invariants"), sources)


def edition_dates(layer_names: tuple[str, ...] = SHIPPED) -> tuple[date, ...]:
    """Every day on which a row, or the start of a law, begins or ends."""
    days: set[date] = set()
    for file in (file for layer in layer_names for file in layer_files(layer)):
        entries = [*file.get("row", ()), *file.get("confirmed", ())]
        days.add(file["from"])
        for entry in entries:
            days |= {entry[key] for key in ("from", "until") if key in entry}
    return tuple(sorted(days))
