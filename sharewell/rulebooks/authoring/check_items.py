"""The parts of a book that can be read, and the faults of those that cannot."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Any

from sharewell.core.procedure.compile import FILE_KEYS
from sharewell.core.procedure.provision import Provision, RulebookError, Source, Term
from sharewell.core.procedure.rows import (
    parse_confirmation,
    parse_fact,
    parse_never,
    parse_row,
    parse_term,
)
from sharewell.core.procedure.sources import only_keys, parse_sources
from sharewell.core.procedure.vocabulary import Fact, Never
from sharewell.rulebooks.authoring.book import Book, BookFile
from sharewell.rulebooks.authoring.faults import Fault, attempt, spoken
from sharewell.rulebooks.authoring.places import line_of
from sharewell.rulebooks.authoring.probes import (
    Found,
    fact_faults,
    row_faults,
    substitute,
    term_faults,
)

LISTS = ("fact", "never", "row", "confirmed")


@dataclass(frozen=True)
class Placed:
    """One readable item and where it stands; `header` and `index` find its block."""

    file: BookFile
    header: str
    index: int
    item: Any = None

    def fault(self, fault: RulebookError, *words: Any) -> Fault:
        """The fault, on the line of the last of `words`."""
        line = line_of(self.file.text, self.header, self.index, *words)
        return Fault(self.file.name, line, spoken(fault))


@dataclass
class Items:
    """What could be read of a book. `unread`: names of facts and terms that could not.

    A cell that reads one of those is not a fault of its own. `half_rows` stand for rows
    that could not be read, with the cells that could.
    """

    facts: list[Placed] = field(default_factory=list)
    nevers: list[Placed] = field(default_factory=list)
    terms: list[Placed] = field(default_factory=list)
    rows: list[Placed] = field(default_factory=list)
    half_rows: list[Placed] = field(default_factory=list)
    sources: dict[str, Source] = field(default_factory=dict)
    unread: set[str] = field(default_factory=set)
    faults: list[Fault] = field(default_factory=list)


def file_faults(file: BookFile) -> Iterator[Fault]:
    """What keeps a file from being read item by item."""
    if file.folder == "sources" or not file.has_rules:
        return
    raw = file.raw
    where = "This file"
    for key in raw:
        fault = attempt(where, only_keys, {key: 1}, FILE_KEYS, where)
        if fault is not None:
            line = line_of(file.text, f"[[{key}]]") if f"[[{key}]]" in file.text else 1
            yield Fault(file.name, line, spoken(fault))
    if raw.get("layer") != file.folder:
        says = f'The file stands in {file.folder}: it must say layer = "{file.folder}".'
        yield Fault(file.name, line_of(file.text, "", 0, "layer"), says)
    if type(raw.get("from")) is not date:
        says = "The file needs from = a date, such as 2018-07-01, without quotes."
        yield Fault(file.name, line_of(file.text, "", 0, "from"), says)
    for key in LISTS:
        if not _all_tables(raw.get(key, [])):
            says = f"Write every {key} under a line of its own: [[{key}]]."
            yield Fault(file.name, line_of(file.text, "", 0, key), says)
    if not _all_tables([*_values(raw.get("term", {})), raw.get("stages", {})]):
        says = "Write every term under a line of its own, such as [term.some_name]."
        yield Fault(file.name, 1, says)


def _all_tables(listed: object) -> bool:
    return isinstance(listed, list) and all(isinstance(one, dict) for one in listed)


def _values(raw: object) -> Sequence[object]:
    return list(raw.values()) if isinstance(raw, dict) else [raw]


def read_items(book: Book) -> Items:
    """Everything readable of files that `file_faults` passed."""
    items = Items()
    for file in book.sources():
        _read_source(file, items)
    for file in book.rules():
        _read_vocabulary(file, items)
        _read_terms(file, items)
        _read_rows(file, items)
    _refuse_repeats(items)
    return items


def _read_source(file: BookFile, items: Items) -> None:
    fault = attempt(file.name, parse_sources, [file.raw])
    if fault is not None:
        items.faults.append(Fault(file.name, 1, spoken(fault)))
        return
    items.sources.update(parse_sources([file.raw]))


def _read_vocabulary(file: BookFile, items: Items) -> None:
    for index, raw in enumerate(file.raw.get("fact", ())):
        found = fact_faults(raw)
        if found:
            items.unread.add(str(raw.get("name")))
        place = Placed(file, "[[fact]]", index)
        _keep(items, items.facts, place, found, parse_fact, raw)
    for index, raw in enumerate(file.raw.get("never", ())):
        found = _alone("A never", parse_never, raw)
        place = Placed(file, "[[never]]", index)
        _keep(items, items.nevers, place, found, parse_never, raw)


def _read_terms(file: BookFile, items: Items) -> None:
    for name, raw in file.raw.get("term", {}).items():
        given = (name, raw, file.raw["from"], items.sources)
        found = term_faults(*given)
        if found:
            items.unread.add(name)
        place = Placed(file, f"[term.{name}]", 0)
        _keep(items, items.terms, place, found, parse_term, *given)


def _read_rows(file: BookFile, items: Items) -> None:
    for index, raw in enumerate(file.raw.get("row", ())):
        given = (raw, file.raw["layer"], file.raw["from"], items.sources)
        place = Placed(file, "[[row]]", index)
        found = row_faults(*given)
        half = substitute(*given) if found else None
        if half is not None:
            items.half_rows.append(replace(place, item=half))
        _keep(items, items.rows, place, found, parse_row, *given)
    for index, raw in enumerate(file.raw.get("confirmed", ())):
        found = _alone("A confirmation", parse_confirmation, raw)
        place = Placed(file, "[[confirmed]]", index)
        _keep(items, [], place, found, parse_confirmation, raw)


def _alone(where: str, parse: Callable[..., Any], raw: object) -> list[Found]:
    fault = attempt(where, parse, raw)
    return [] if fault is None else [((), fault)]


def _keep(
    items: Items,
    kept: list[Placed],
    place: Placed,
    found: list[Found],
    parse: Callable[..., Any],
    *given: Any,
) -> None:
    """Keep the item, or the faults found in it."""
    items.faults += [place.fault(fault, *words) for words, fault in found]
    if not found:
        kept.append(replace(place, item=parse(*given)))


def _refuse_repeats(items: Items) -> None:
    for what, placed, key in (
        ("Fact", items.facts, "name"),
        ("Term", items.terms, "name"),
        ("Row", items.rows, "id"),
    ):
        first: dict[str, Placed] = {}
        for each in placed:
            name = getattr(each.item, key)
            before = first.setdefault(name, each)
            if before is not each:
                line = line_of(before.file.text, before.header, before.index)
                says = (
                    f"{what} {name} is given twice; the other is in "
                    f"{before.file.name}, line {line}. Rename or remove one."
                )
                items.faults.append(each.fault(RulebookError(says), key))


def facts_of(items: Items) -> tuple[Fact, ...]:
    """The facts that could be read."""
    return tuple(placed.item for placed in items.facts)


def terms_of(items: Items) -> dict[str, Term]:
    """The terms that could be read, by name."""
    return {placed.item.name: placed.item for placed in items.terms}


def rows_of(items: Items) -> tuple[Provision, ...]:
    """The rows that could be read."""
    return tuple(placed.item for placed in items.rows)


def nevers_of(items: Items) -> tuple[Never, ...]:
    """The contradictions that could be read."""
    return tuple(placed.item for placed in items.nevers)
