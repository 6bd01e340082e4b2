"""The sign-off gate: no edition counts that differs from what an officer approved."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from sharewell.core.procedure.provision import Edition
from sharewell.rulebooks import load
from sharewell.rulebooks.approval import (
    APPROVED,
    Approval,
    approvals,
    approved_on,
    edition_by_hash,
    keep,
)

Layers = tuple[str, ...]
Shipped = Callable[[date, Layers], Edition]


@dataclass(frozen=True)
class Pending:
    """An edition that nobody has approved for this day; `approved`: what was so far."""

    day: date
    shipped: Edition
    approved: Edition | None


def stacks() -> tuple[Layers, ...]:
    """The layers that an agency may be advised under: none that awaits an officer."""
    return tuple(
        load.layers_under(layer.name)
        for layer in load.layers_there_are()
        if not layer.awaits
    )


def edition_days(layers: Layers) -> tuple[date, ...]:
    """Every day on which these layers' rules turn, the first day of all included."""
    files = [file for layer in layers for file in load.layer_files(layer)]
    starts = {layer.name: layer.start for layer in load.layers_there_are()}
    first = max(starts[layer] for layer in layers)
    days = {first} | {day for day in _days(files) if day > first}
    turning: list[date] = []
    before = ""
    for day in sorted(days):
        found = load.edition(day, layers).hash
        if found != before:
            turning.append(day)
        before = found
    return tuple(turning)


def _days(value: Any) -> Iterator[date]:
    """Every date written anywhere in the raw files."""
    if isinstance(value, dict):
        value = list(value.values())
    if isinstance(value, list | tuple):
        for item in value:
            yield from _days(item)
    elif isinstance(value, date):
        yield value


def pending(
    folder: Path = APPROVED, *, shipped: Shipped = load.edition
) -> tuple[Pending, ...]:
    """Every edition that differs from the approved one. Empty: the gate is open.

    `shipped` gives the edition of a day and layers.
    """
    listed = approvals(folder)
    found: list[Pending] = []
    for layers in stacks():
        days = {*edition_days(layers), *(a.on for a in listed if a.layers == layers)}
        for day in sorted(days):
            one, hash_ = shipped(day, layers), approved_on(day, layers, folder)
            if one.hash != hash_:
                before = edition_by_hash(hash_, folder) if hash_ else None
                found.append(Pending(day, one, before))
    return tuple(found)


def approve(
    one: Pending,
    *,
    officer: tuple[str, str],
    at: date,
    shown: str,
    folder: Path = APPROVED,
) -> None:
    """Keep the edition as approved by `officer` (name, post), who has seen `shown`."""
    rules = one.shipped
    approval = Approval(rules.hash, one.day, rules.layers, *officer, at, shown)
    keep(approval, rules, folder)
