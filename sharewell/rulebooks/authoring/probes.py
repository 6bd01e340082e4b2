"""Every fault of one raw item, found by putting its parts one by one into a sound item.

The readers of the core stop at the first fault. Each part is therefore read beside
parts that are known to be sound, so that what is refused is that part alone.
"""

from collections.abc import Callable, Iterator, Mapping
from datetime import date
from types import MappingProxyType
from typing import Any

from sharewell.core.procedure.provision import TABLES, Provision, RulebookError, Source
from sharewell.core.procedure.rows import (
    parse_cells,
    parse_fact,
    parse_row,
    parse_term,
)
from sharewell.core.procedure.sources import Sources
from sharewell.rulebooks.authoring.faults import attempt
from sharewell.rulebooks.authoring.places import Word

Raw = Mapping[str, Any]
Path = tuple[Word, ...]  # the words by which a part is found in the file
Found = tuple[Path, RulebookError]
BY_TABLE = {table.name: table for table in TABLES}
SOUND = {"cite": "SOUND 1", "says": "Sound."}
OWN_SOURCE = Source("SOUND", "", date.min, None, MappingProxyType({"1": ""}))
DATES = ("from", "until")


def row_faults(raw: Raw, layer: str, start: date, sources: Sources) -> list[Found]:
    """What is wrong with one row. Empty: `parse_row` takes it."""
    where = f"Row {raw.get('id')}"
    known = {**sources, OWN_SOURCE.document: OWN_SOURCE}

    def read(given: Raw) -> RulebookError | None:
        return attempt(where, parse_row, given, layer, start, known)

    whole = read(raw)
    if whole is None:
        return []
    sound = {**_sound_row(raw), **_sound_dates(raw, read)}
    parts = list(_row_parts(raw, sound))
    return _each(parts, read) or [((), whole)]


def substitute(raw: Raw, layer: str, start: date, sources: Sources) -> Provision | None:
    """A sound row with those cells of an unsound one that can be read.

    The names in them can then be looked at, so that no fault hides behind another.
    """
    cells = raw.get("when")
    if raw.get("table") not in BY_TABLE or not isinstance(cells, Mapping):
        return None
    known = {**sources, OWN_SOURCE.document: OWN_SOURCE}
    read = {
        name: values
        for name, values in cells.items()
        if attempt("", parse_cells, {name: values}, "") is None
    }
    return parse_row({**_sound_row(raw), "when": read}, layer, start, known)


def fact_faults(raw: Raw) -> list[Found]:
    """What is wrong with one fact. Empty: `parse_fact` takes it."""
    where = f"Fact {raw.get('name')}"
    values = [{"value": "sound_1", "label": "x"}, {"value": "sound_2", "label": "x"}]
    name = raw.get("name", "sound")
    sound = {"name": name, "group": "x", "ask": "x", "help": "x", "values": values}

    def read(given: Raw) -> RulebookError | None:
        return attempt(where, parse_fact, given)

    whole = read(raw)
    if whole is None:
        return []
    parts: list[tuple[Path, Raw]] = [
        ((key,), {**sound, key: value}) for key, value in raw.items() if key != "values"
    ]
    parts += [((), _without(sound, key)) for key in sound if key not in raw]
    if isinstance(raw.get("values"), list):
        parts += [
            ((("values", n),), {**sound, "values": [*values, value]})
            for n, value in enumerate(raw["values"])
        ]
    return _each(parts, read) or [(("values",), whole)]


def term_faults(name: str, raw: Raw, start: date, sources: Sources) -> list[Found]:
    """What is wrong with one term. Empty: `parse_term` takes it."""
    where = f"Term {name}"
    known = {**sources, OWN_SOURCE.document: OWN_SOURCE}
    sound = {"any": [{"sound": "x"}], "because": [SOUND]}

    def read(given: Raw) -> RulebookError | None:
        return attempt(where, parse_term, name, given, start, known)

    whole = read(raw)
    if whole is None:
        return []
    parts: list[tuple[Path, Raw]] = list(_because_parts(raw, sound))
    for key in ("any", "some_person", "of_person"):
        for n, cells in enumerate(raw[key] if isinstance(raw.get(key), list) else ()):
            parts.append((((key, n),), {key: [cells], "because": [SOUND]}))
    return _each(parts, read) or [((), whole)]


def _each(
    parts: list[tuple[Path, Raw]], read: Callable[[Raw], RulebookError | None]
) -> list[Found]:
    refused = ((path, read(given)) for path, given in parts)
    return [(path, fault) for path, fault in refused if fault is not None]


def _sound_row(raw: Raw) -> dict[str, Any]:
    table = BY_TABLE.get(str(raw.get("table")), TABLES[0])
    sound: dict[str, Any] = {
        "id": str(raw.get("id", "?")),
        "table": table.name,
        "then": min(table.outcomes, default="sound"),
        "when": {},
        "because": [SOUND],
    }
    numbers = {"hours", "working_days", "look_again_days"}
    return sound | dict.fromkeys(table.details - numbers, "x")


def _sound_dates(raw: Raw, read: Callable[[Raw], RulebookError | None]) -> Raw:
    dates = {key: raw[key] for key in DATES if key in raw}
    return dates if read({**_sound_row(raw), **dates}) is None else {}


def _row_parts(raw: Raw, sound: Raw) -> Iterator[tuple[Path, Raw]]:
    """One sound row after another with one part of the given row in it."""
    dates = {key: raw[key] for key in DATES if key in raw}
    yield tuple(dates)[:1], {**_without(sound, *DATES), **dates}
    apart = {"when", "because", *DATES}
    # What may stand in a row of no known table cannot be told.
    apart |= set() if raw.get("table") in BY_TABLE else {"then", *sound, *_details()}
    for key in raw.keys() - apart | {"table"} & raw.keys():
        yield (key,), {**sound, key: raw[key]}
    for key in sound.keys() - raw.keys() - {"because"}:
        yield (), _without(sound, key)
    cells = raw.get("when", {})
    for name, values in cells.items() if isinstance(cells, Mapping) else ():
        yield ("when", name), {**sound, "when": {name: values}}
    if not isinstance(cells, Mapping):
        yield ("when",), {**sound, "when": cells}
    yield from _because_parts(raw, sound)


def _because_parts(raw: Raw, sound: Raw) -> Iterator[tuple[Path, Raw]]:
    """Each reason beside a sound one, and then whether they cover all days."""
    reasons = raw.get("because")
    if isinstance(reasons, list):
        for n, reason in enumerate(reasons):
            yield (("because", n),), {**sound, "because": [reason, SOUND]}
    yield ("because",), {**sound, "because": _covering(reasons)}


def _covering(reasons: object) -> object:
    """The reasons with sound citations: only their dates can then be at fault."""
    if not isinstance(reasons, list):
        return reasons
    return [
        {**SOUND, **{key: each[key] for key in DATES if key in each}}
        for each in reasons
        if isinstance(each, Mapping)
    ]


def _details() -> frozenset[str]:
    return frozenset().union(*(table.details for table in TABLES))


def _without(raw: Raw, *keys: str) -> dict[str, Any]:
    return {key: value for key, value in raw.items() if key not in keys}
