"""From raw mappings to invariants, each checked: what nobody would read is refused."""

import re
from collections.abc import Mapping, Sequence
from datetime import date
from types import MappingProxyType
from typing import Any

from sharewell.core.procedure.invariants import (
    BY_TABLE,
    Carries,
    Forbidden,
    Head,
    Invariant,
    Invariants,
    Keeps,
    Ladder,
    Listed,
    Settled,
    Unused,
)
from sharewell.core.procedure.provision import TABLES, Hit, RulebookError, Term
from sharewell.core.procedure.rows import DETAILS, named, parse_cells
from sharewell.core.procedure.sources import Sources, only_keys, period, resolve

FIRST_DAY = date(2018, 7, 1)
RULE = re.compile(r"rule \d+|clause \d(\.[a-z0-9]+)?")
HEAD = ("id", "rule", "says", "because", "from", "until", "layer")
Raw = Mapping[str, Any]


def parse_invariants(files: Sequence[Raw], sources: Sources) -> Invariants:
    """Raises `RulebookError` naming the entry, for whatever could silently do nothing.

    Names of facts and terms are compared with an edition later: see `stated`.
    """
    headed = ("invariant", "carries", "forbidden", "settled", "ladder", "keeps")
    kinds = ("term", *headed, "listed", "unused")
    for file in files:
        only_keys(file, kinds, "A file of invariants")
    read = {
        kind: [raw for file in files for raw in file.get(kind, ())] for kind in kinds
    }
    heads = {
        raw.get("id"): _head(raw, kind, sources)
        for kind in headed
        for raw in read[kind]
    }
    given = [raw["id"] for kind in kinds for raw in read[kind] if "id" in raw]
    for name in given:
        if given.count(name) > 1:
            raise RulebookError(f"Invariant {name} is given twice. Rename one.")
    ladders = tuple(_ladder(raw, heads[raw["id"]]) for raw in read["ladder"])
    return Invariants(
        _terms(files),
        tuple(_invariant(raw, heads[raw["id"]]) for raw in read["invariant"]),
        tuple(_carries(raw, heads[raw["id"]]) for raw in read["carries"]),
        tuple(_forbidden(raw, heads[raw["id"]]) for raw in read["forbidden"]),
        tuple(_settled(raw, heads[raw["id"]]) for raw in read["settled"]),
        ladders,
        tuple(_listed(raw, ladders) for raw in read["listed"]),
        tuple(_keeps(raw, heads[raw["id"]]) for raw in read["keeps"]),
        tuple(_unused(raw) for raw in read["unused"]),
    )


def _head(raw: Raw, kind: str, sources: Sources) -> Head:
    where = f"{kind.capitalize()} {raw.get('id')}"
    for key in ("id", "rule", "says", "because"):
        if not raw.get(key):
            raise RulebookError(f"{where} has no {key!r}. Add it.")
    if not RULE.fullmatch(raw["rule"]):
        raise RulebookError(f'{where}: rule must read "rule 1" or "clause 4.a".')
    cited = tuple(resolve(cite, where, sources) for cite in raw["because"])
    start, end = period(raw, where, FIRST_DAY)
    layer = raw.get("layer", "")
    return Head(raw["id"], raw["rule"], raw["says"], cited, start, end, layer)


def _keys(raw: Raw, kind: str, needed: Sequence[str], free: Sequence[str] = ()) -> str:
    where = f"{kind.capitalize()} {raw.get('id', raw.get('says', ''))}"
    only_keys(raw, (*HEAD, *needed, *free), where)
    for key in needed:
        if key not in raw or raw[key] == []:
            raise RulebookError(f"{where} has no {key!r}. Add it.")
    return where


def _strings(given: object, where: str) -> tuple[str, ...]:
    listed = given if isinstance(given, list) else [given]
    if not listed or not all(isinstance(value, str) for value in listed):
        raise RulebookError(f"{where}: give one value, or a list of values, in quotes.")
    return tuple(listed)


def _table(name: object, where: str, hit: Hit | None = None) -> str:
    if name not in BY_TABLE or hit not in (None, BY_TABLE[str(name)].hit):
        fits = [t.name for t in TABLES if hit in (None, t.hit)]
        raise RulebookError(f"{where}: no table {name!r}. It may be: {fits}.")
    return str(name)


def _terms(files: Sequence[Raw]) -> Mapping[str, Term]:
    terms: dict[str, Term] = {}
    for file in files:
        for name, raw in file.get("term", {}).items():
            if name in terms:
                raise RulebookError(f"Term {name} is given twice. Rename one.")
            terms[name] = _term(name, raw)
    return MappingProxyType(terms)


def _term(name: str, raw: Raw) -> Term:
    where, kinds = f"Term {name}", ("any", "some_person", "of_person")
    only_keys(raw, (*kinds, "says"), where)
    given = [key for key in kinds if raw.get(key)]
    if len(given) != 1 or not raw.get("says"):
        raise RulebookError(f"{where} needs says, and one of: {', '.join(kinds)}.")
    cells = tuple(parse_cells(each, where) for each in raw[given[0]])
    some, each = given[0] == "some_person", given[0] == "of_person"
    return Term(named(name, where), cells, some, each, ())


def _invariant(raw: Raw, head: Head) -> Invariant:
    where = _keys(raw, "invariant", ("never",), ("unless", "of_person"))
    unless = tuple(parse_cells(cells, where) for cells in raw.get("unless", ()))
    if type(raw.get("of_person", False)) is not bool or not all(unless):
        raise RulebookError(f"{where}: of_person is true or false; unless has cells.")
    never = parse_cells(raw["never"], where)
    if not never and not unless:
        raise RulebookError(f"{where} forbids every case. Give never or unless cells.")
    return Invariant(head, never, unless, raw.get("of_person", False))


def _carries(raw: Raw, head: Head) -> Carries:
    where = _keys(raw, "carries", ("table", "then", "detail"), ("when",))
    details = _strings(raw["detail"], where)
    table = _table(raw["table"], where)
    for detail in details:
        if detail not in BY_TABLE[table].details & DETAILS:
            raise RulebookError(f"{where}: {table} has no detail {detail!r}.")
    then = frozenset(_strings(raw["then"], where))
    return Carries(head, table, then, details, parse_cells(raw.get("when", {}), where))


def _forbidden(raw: Raw, head: Head) -> Forbidden:
    where = _keys(raw, "forbidden", ("table", "then"))
    return Forbidden(
        head, _table(raw["table"], where), frozenset(_strings(raw["then"], where))
    )


def _settled(raw: Raw, head: Head) -> Settled:
    needed = ("table", "outcomes", "open", "stays")
    where = _keys(raw, "settled", needed, ("apart",))
    table = _table(raw["table"], where, Hit.FIRST)
    outcomes, answers, stays = (
        frozenset(_strings(raw[key], where)) for key in ("outcomes", "open", "stays")
    )
    for outcome in outcomes | stays:
        if outcome not in BY_TABLE[table].outcomes:
            raise RulebookError(f"{where}: {outcome!r} is no outcome of {table}.")
    apart = raw.get("apart", {})
    if not isinstance(apart, Mapping) or not all(
        isinstance(why, str) and why for why in apart.values()
    ):
        raise RulebookError(f"{where}: apart gives a reason in words for each fact.")
    return Settled(head, table, outcomes, answers, outcomes | stays, dict(apart))


def _ladder(raw: Raw, head: Head) -> Ladder:
    where = _keys(raw, "ladder", ("fact", "order", "table", "ranks"), ("when",))
    order = _strings(raw["order"], where)
    ranks = tuple(frozenset(_strings(rank, where)) for rank in raw["ranks"])
    table = _table(raw["table"], where, Hit.FIRST)
    ranked = [outcome for rank in ranks for outcome in sorted(rank)]
    if sorted(ranked) != sorted(BY_TABLE[table].outcomes):
        raise RulebookError(f"{where}: rank every outcome of {table}, each once.")
    if len(order) < len(("lower", "higher")) or len(set(order)) < len(order):
        raise RulebookError(f"{where}: order needs two or more values, each once.")
    when = parse_cells(raw.get("when", {}), where)
    return Ladder(head, named(raw["fact"], where), order, table, ranks, when)


def _listed(raw: Raw, ladders: Sequence[Ladder]) -> Listed:
    where = f"Listed {raw.get('says')}"
    only_keys(raw, ("ladder", "pair", "when", "becomes", "says"), where)
    ladder = next((one for one in ladders if one.head.id == raw.get("ladder")), None)
    if ladder is None or not raw.get("says"):
        raise RulebookError(f"{where} needs says, and a ladder that exists.")
    lower, higher = (*_strings(raw.get("pair"), where), "", "")[:2]
    if (lower, higher) not in zip(ladder.order, ladder.order[1:], strict=False):
        raise RulebookError(f"{where}: pair must be neighbours of {ladder.head.id}.")
    when, becomes = (
        parse_cells(raw.get(key, {}), where) for key in ("when", "becomes")
    )
    return Listed(ladder.head.id, (lower, higher), when, becomes, raw["says"])


def _keeps(raw: Raw, head: Head) -> Keeps:
    where = _keys(raw, "keeps", ("table",), ("when", "outcomes", "same"))
    table = _table(raw["table"], where)
    outcomes = frozenset(_strings(raw["outcomes"], where)) if "outcomes" in raw else ()
    same = _strings(raw["same"], where) if "same" in raw else ()
    for name in same:
        _table(name, where)
    when = parse_cells(raw.get("when", {}), where)
    return Keeps(head, table, frozenset(outcomes), same, when)


def _unused(raw: Raw) -> Unused:
    where = f"Unused {raw.get('outcome')}"
    only_keys(raw, ("table", "outcome", "says"), where)
    table = _table(raw.get("table"), where, Hit.FIRST)
    if raw.get("outcome") not in BY_TABLE[table].outcomes or not raw.get("says"):
        raise RulebookError(f"{where} needs says, and an outcome of {table}.")
    return Unused(table, raw["outcome"], raw["says"])
