"""Rulebook layers in, one edition out: checked, dated, in order of precedence."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date
from types import MappingProxyType
from typing import Any

from sharewell.core.procedure.canonical import rules_hash
from sharewell.core.procedure.names import check_names
from sharewell.core.procedure.order import in_order
from sharewell.core.procedure.provision import (
    TABLES,
    Because,
    Edition,
    Provision,
    RulebookError,
    Term,
)
from sharewell.core.procedure.rows import (
    parse_confirmation,
    parse_fact,
    parse_never,
    parse_row,
    parse_term,
)
from sharewell.core.procedure.sources import Sources, holds, only_keys, parse_sources
from sharewell.core.procedure.vocabulary import Fact, Vocabulary

FILE_KEYS = (
    *("layer", "kind", "from", "stages", "fact", "never", "term", "row"),
    *("confirmed", "help"),
)
# An agency adds what to do, what to keep back and who else hears; it decides nothing.
AGENCY_KEYS = ("layer", "kind", "from", "row", "help")
AGENCY_TABLES = ("steps", "withhold", "also_owed")
Raw = Mapping[str, Any]


def compile_edition(
    files: Sequence[Raw], source_files: Sequence[Raw], on: date
) -> Edition:
    """The edition in force on `on`. `files` come layer by layer, national first.

    Raises `RulebookError` naming the row when anything does not fit: see
    `check_names`, `parse_row` and `parse_because`.
    """
    sources = parse_sources(source_files)
    for file in files:
        _check_file(file)
    vocabulary = _vocabulary(files)
    terms = _terms(files, sources)
    rows = _rows(files, sources, on)
    check_names(vocabulary, terms, rows)
    if not any(row.start <= on for row in rows):
        first = min(row.start for row in rows)
        raise RulebookError(
            f"No edition for {on}: the rows begin on {first}. Give a later date."
        )
    in_force = tuple(
        replace(row, because=_in_force(row.because, on))
        for row in rows
        if holds(row.start, row.end, on)
    )
    ordered = in_order(in_force, _stages(files), {row.id for row in rows})
    dated = {
        name: replace(term, because=_in_force(term.because, on))
        for name, term in terms.items()
    }
    layers = tuple(dict.fromkeys(file["layer"] for file in files))
    return Edition(
        on,
        layers,
        rules_hash(vocabulary, dated, ordered),
        vocabulary,
        MappingProxyType(dated),
        ordered,
        sources,
    )


def _check_file(file: Raw) -> None:
    where, agency = f"A file of layer {file.get('layer')}", file.get("kind") == "agency"
    only_keys(file, AGENCY_KEYS if agency else FILE_KEYS, where)
    for row in file.get("row", ()) if agency else ():
        if row.get("table") not in AGENCY_TABLES:
            raise RulebookError(
                f"Row {row.get('id')}: an agency may add rows to "
                f"{', '.join(AGENCY_TABLES)} only, not to {row.get('table')!r}."
            )


def _in_force(reasons: tuple[Because, ...], on: date) -> tuple[Because, ...]:
    return tuple(reason for reason in reasons if holds(reason.start, reason.end, on))


def _each(files: Sequence[Raw], key: str) -> Iterator[tuple[Raw, Any]]:
    for file in files:
        yield from ((file, item) for item in file.get(key, ()))


def _vocabulary(files: Sequence[Raw]) -> Vocabulary:
    facts = tuple(parse_fact(raw) for _, raw in _each(files, "fact"))
    _no_repeat([fact.name for fact in facts], "Fact")
    return Vocabulary(
        _with_help(facts, files),
        tuple(parse_never(raw) for _, raw in _each(files, "never")),
    )


def _with_help(facts: tuple[Fact, ...], files: Sequence[Raw]) -> tuple[Fact, ...]:
    """The facts, with what lower layers add to the help of each."""
    added: dict[str, list[str]] = {fact.name: [] for fact in facts}
    for file, raw in _each(files, "help"):
        where = f"A help of layer {file['layer']}"
        only_keys(raw, ("fact", "text"), where)
        if raw.get("fact") not in added or not raw.get("text"):
            raise RulebookError(
                f"{where} needs a text, and a fact that there is, not "
                f"{raw.get('fact')!r}."
            )
        added[raw["fact"]].append(raw["text"])
    return tuple(
        replace(fact, help=" ".join((fact.help, *added[fact.name]))) for fact in facts
    )


def _terms(files: Sequence[Raw], sources: Sources) -> dict[str, Term]:
    terms = [
        parse_term(name, file["term"][name], file["from"], sources)
        for file, name in _each(files, "term")
    ]
    _no_repeat([term.name for term in terms], "Term")
    return {term.name: term for term in terms}


def _rows(files: Sequence[Raw], sources: Sources, on: date) -> tuple[Provision, ...]:
    rows = tuple(
        parse_row(raw, file["layer"], file["from"], sources)
        for file, raw in _each(files, "row")
    )
    _no_repeat([row.id for row in rows], "Row")
    started = _started(files, {row.awaits for row in rows}, on)
    return tuple(
        replace(row, operative=True) if row.awaits in started else row for row in rows
    )


def _started(files: Sequence[Raw], awaited: set[str], on: date) -> set[str]:
    """Starts of law that an officer has confirmed and that have come by `on`."""
    confirmed = [parse_confirmation(raw) for _, raw in _each(files, "confirmed")]
    _no_repeat([one.awaits for one in confirmed], "Confirmation")
    for one in confirmed:
        if one.awaits not in awaited:
            raise RulebookError(
                f"Confirmation of {one.awaits!r}: no row awaits it. "
                f"Awaited: {', '.join(sorted(awaited - {''}))}."
            )
    return {one.awaits for one in confirmed if one.start <= on}


def _no_repeat(names: Sequence[str], what: str) -> None:
    seen: set[str] = set()
    for name in names:
        if name in seen:
            raise RulebookError(f"{what} {name} is given twice. Rename or remove one.")
        seen.add(name)


def _stages(files: Sequence[Raw]) -> Mapping[str, Sequence[str]]:
    stages: dict[str, Sequence[str]] = {table.name: () for table in TABLES}
    for file, table in _each(files, "stages"):
        if table not in stages or stages[table]:
            raise RulebookError(
                f"stages.{table} of layer {file['layer']} names no table, or is given "
                "twice. Only the first layer sets the stages of a table, once."
            )
        stages[table] = tuple(file["stages"][table])
    return stages
