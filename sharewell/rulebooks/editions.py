"""Which editions there are, and what changed between two of them."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path

from sharewell.core.procedure.provision import Edition, Provision
from sharewell.rulebooks.approval import APPROVED, Approval, approvals
from sharewell.rulebooks.load import SHIPPED, edition, layer_files


@dataclass(frozen=True)
class Altered:
    """The same row in both editions, resting on other sections or worded anew."""

    before: Provision
    after: Provision


@dataclass(frozen=True)
class Changes:
    """What a reader of the older edition has to learn."""

    before: Edition
    after: Edition
    began: tuple[Provision, ...]
    ended: tuple[Provision, ...]
    altered: tuple[Altered, ...]

    @property
    def is_empty(self) -> bool:
        """Whether the two editions say the same."""
        return not (self.began or self.ended or self.altered)


@cache
def turning_days() -> tuple[date, ...]:
    """The days on which the rules in force may change, the first of them first.

    Every date that stands in a row file is one: a row, a reason or a confirmation
    begins or ends there. Some of these days change nothing.
    """
    files = [file for layer in SHIPPED for file in layer_files(layer)]
    return tuple(sorted({found for file in files for found in _dates(file)}))


@cache
def edition_days() -> tuple[date, ...]:
    """The first day of every edition: turning days on which the hash is a new one."""
    days: list[date] = []
    for day in turning_days():
        if not days or edition(day).hash != edition(days[-1]).hash:
            days.append(day)
    return tuple(days)


def began(on: date) -> date:
    """The first day of the edition in force on a day; the first edition's before it."""
    return max((day for day in edition_days() if day <= on), default=edition_days()[0])


def edition_on(on: date) -> Edition:
    """The edition in force on any day, compiled once however many days are asked for.

    Whoever reads signed out may ask for any day: a compilation for each would be a
    way to keep the service busy.
    """
    return edition(began(on))


def changes(before: date, after: date) -> Changes:
    """From the edition in force on one day to that on another."""
    old, new = edition_on(before), edition_on(after)
    was, now = _by_id(old), _by_id(new)
    return Changes(
        old,
        new,
        tuple(row for id_, row in now.items() if id_ not in was),
        tuple(row for id_, row in was.items() if id_ not in now),
        tuple(
            Altered(was[id_], row)
            for id_, row in now.items()
            if id_ in was and was[id_] != row
        ),
    )


def approval(of: Edition, folder: Path = APPROVED) -> Approval | None:
    """The last approval of the edition, for its layers; None if nobody has."""
    mine = [
        one
        for one in approvals(folder)
        if (one.edition, one.layers) == (of.hash, of.layers)
    ]
    return mine[-1] if mine else None


def _by_id(of: Edition) -> dict[str, Provision]:
    return {row.id: row for row in of.provisions}


def _dates(raw: object) -> Iterator[date]:
    if type(raw) is date:
        yield raw
    elif isinstance(raw, Mapping):
        for value in raw.values():
            yield from _dates(value)
    elif isinstance(raw, list | tuple):
        for value in raw:
            yield from _dates(value)
