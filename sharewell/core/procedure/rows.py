"""From the raw mappings of a rulebook file to facts, terms and rows, each checked."""

import re
from collections.abc import Mapping
from datetime import date
from types import MappingProxyType
from typing import Any

from sharewell.core.procedure.provision import (
    TABLES,
    Cells,
    Confirmation,
    Hit,
    Provision,
    RulebookError,
    Term,
)
from sharewell.core.procedure.sources import (
    Sources,
    only_keys,
    parse_because,
    period,
    rests_on_hearsay,
)
from sharewell.core.procedure.vocabulary import Choice, Fact, Never

NAME = re.compile(r"[a-z][a-z0-9_]*")
DETAILS = frozenset().union(*(table.details for table in TABLES))
FACT_KEYS = ("name", "group", "ask", "help", "values", "of_person", "many", "myth")
ROW_KEYS = (
    *("id", "table", "stage", "when", "then", "over", "because"),
    *("from", "until", "awaits"),
    *sorted(DETAILS),
)
BY_TABLE = {table.name: table for table in TABLES}


def named(name: object, where: str) -> str:
    """The name, if it is one; raises RulebookError, as all of these do."""
    if not isinstance(name, str) or not NAME.fullmatch(name):
        raise RulebookError(
            f"{where}: {name!r} is no name. Use small letters, digits, underscores."
        )
    return name


def parse_fact(raw: Mapping[str, Any]) -> Fact:
    """One question of the vocabulary."""
    where = f"Fact {raw.get('name')}"
    only_keys(raw, FACT_KEYS, where)
    for key in ("name", "group", "ask", "help", "values"):
        if not raw.get(key):
            raise RulebookError(f"{where} has no {key!r}. Add it.")
    choices = tuple(_choice(value, where) for value in raw["values"])
    if len({choice.value for choice in choices}) < max(2, len(choices)):
        raise RulebookError(f"{where} needs two or more values, each given once.")
    return Fact(
        named(raw["name"], where),
        raw["group"],
        raw["ask"],
        raw["help"],
        choices,
        bool(raw.get("of_person", False)),
        bool(raw.get("many", False)),
        raw.get("myth"),
    )


def _choice(raw: Mapping[str, Any], where: str) -> Choice:
    only_keys(raw, ("value", "label", "hint", "alone"), where)
    value = named(raw.get("value"), where)
    if not raw.get("label"):
        raise RulebookError(f"{where}: the value {value!r} has no label. Add one.")
    return Choice(value, raw["label"], raw.get("hint", ""), raw.get("alone", False))


def parse_never(raw: Mapping[str, Any]) -> Never:
    """One set of answers that cannot be true together."""
    only_keys(raw, ("cells", "says"), "A never")
    return Never(parse_cells(raw["cells"], "A never"), raw["says"])


def parse_confirmation(raw: Mapping[str, Any]) -> Confirmation:
    """Who confirmed the start of a law, by which instrument, and from which day."""
    where = f"Confirmation of {raw.get('awaits')}"
    only_keys(raw, ("awaits", "instrument", "officer", "from"), where)
    for key in ("instrument", "officer"):
        if not isinstance(raw.get(key), str) or not raw[key].strip():
            raise RulebookError(f"{where} has no {key!r}. Add it.")
    start, _ = period(raw, where, None)
    return Confirmation(
        named(raw.get("awaits"), where), raw["instrument"], raw["officer"], start
    )


def parse_cells(raw: object, where: str) -> Cells:
    """Each cell is a set of declared values; a yes/no term may be true or false."""
    if not isinstance(raw, Mapping):
        raise RulebookError(f"{where}: conditions must be a table of names to values.")
    return MappingProxyType(
        {
            named(name, where): _cell(values, f"{where}, cell {name}")
            for name, values in raw.items()
        }
    )


def _cell(raw: object, where: str) -> frozenset[str]:
    if isinstance(raw, bool):
        return frozenset([str(raw).lower()])
    listed = raw if isinstance(raw, list) else [raw]
    if not listed or not all(isinstance(value, str) for value in listed):
        raise RulebookError(f"{where}: give one value, or a list of values, in quotes.")
    return frozenset(listed)


def parse_term(
    name: str, raw: Mapping[str, Any], start: date, sources: Sources
) -> Term:
    """One named condition, with the reasons for it."""
    where = f"Term {name}"
    only_keys(raw, ("any", "some_person", "of_person", "because"), where)
    given = [key for key in ("any", "some_person", "of_person") if key in raw]
    if len(given) != 1 or not raw[given[0]]:
        raise RulebookError(f"{where} needs one of: any, some_person, of_person.")
    return Term(
        named(name, where),
        tuple(parse_cells(cells, where) for cells in raw[given[0]]),
        given[0] == "some_person",
        given[0] == "of_person",
        parse_because(raw.get("because"), where, (start, None), sources),
    )


def parse_row(
    raw: Mapping[str, Any], layer: str, start: date, sources: Sources
) -> Provision:
    """One row. Raises `RulebookError` on everything that the loader must refuse."""
    where = f"Row {raw.get('id')}"
    only_keys(raw, ROW_KEYS, where)
    for key in ("id", "table", "then"):
        if not isinstance(raw.get(key), str) or not raw[key]:
            raise RulebookError(f"{where} has no {key!r}. Add it.")
    if raw["table"] not in BY_TABLE:
        raise RulebookError(
            f"{where}: no table {raw['table']!r}. It may be: {', '.join(BY_TABLE)}.",
            raw["table"],
            BY_TABLE,
        )
    span = period(raw, where, start)
    because = parse_because(raw.get("because"), where, span, sources)
    if "awaits" not in raw and rests_on_hearsay(because, sources):
        raise RulebookError(
            f"{where} rests only on sections that nobody here has read at source. "
            "Cite one that was read, or add awaits = until an officer confirms it."
        )
    return Provision(
        raw["id"],
        raw["table"],
        layer,
        _stage(raw, where),
        parse_cells(raw.get("when"), where),
        _then(raw, where),
        _over(raw, where),
        because,
        *span,
        operative=not raw.get("awaits"),
        awaits=named(raw["awaits"], where) if "awaits" in raw else "",
        detail=_detail(raw, where),
    )


def _stage(raw: Mapping[str, Any], where: str) -> str:
    """Where the row stands among the stages; `in_order` knows which there are."""
    stage = raw.get("stage", "")
    if not isinstance(stage, str):
        raise RulebookError(f"{where}: the stage is a name, in quotes.")
    if stage and BY_TABLE[raw["table"]].hit is Hit.COLLECT:
        raise RulebookError(f"{where}: {raw['table']} keeps every row; take out stage.")
    return stage


def _over(raw: Mapping[str, Any], where: str) -> tuple[str, ...]:
    over = raw.get("over", [])
    if not isinstance(over, list) or not all(isinstance(one, str) for one in over):
        raise RulebookError(f"{where}: over is a list of row ids, in quotes.")
    return tuple(over)


def _then(raw: Mapping[str, Any], where: str) -> str:
    table, then = BY_TABLE[raw["table"]], named(raw["then"], where)
    if table.outcomes and then not in table.outcomes:
        raise RulebookError(
            f"{where}: {then!r} is no outcome of {table.name}. "
            f"It may be: {', '.join(sorted(table.outcomes))}.",
            then,
            table.outcomes,
        )
    if raw.get("over") and table.hit is Hit.COLLECT:
        raise RulebookError(f"{where}: {table.name} keeps every row; take out over.")
    return then


def _detail(raw: Mapping[str, Any], where: str) -> Mapping[str, str | int]:
    wanted = BY_TABLE[raw["table"]].details
    given = {key: raw[key] for key in raw if key in DETAILS}
    for key, value in given.items():
        number = key in ("hours", "working_days", "look_again_days")
        right = type(value) is int and value >= 0 if number else isinstance(value, str)
        if key not in wanted or not right:
            raise RulebookError(
                f"{where}: {key} = {value!r} does not fit table {raw['table']}."
            )
    for key in wanted & {"text", "by_when", "regime", "special_category_condition"}:
        if key not in given:
            raise RulebookError(f"{where} has no {key!r}. Add it.")
    return MappingProxyType(given)
