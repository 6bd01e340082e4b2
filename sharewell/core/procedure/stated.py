"""Whether what is asked of an edition can be said in its vocabulary.

A fact that was renamed must turn an invariant red, not make it true of nothing.
"""

from collections.abc import Iterator, Mapping
from dataclasses import replace
from types import MappingProxyType

from sharewell.core.procedure.invariants import (
    BY_TABLE,
    Carries,
    Forbidden,
    Invariant,
    Invariants,
    Keeps,
    Ladder,
    Listed,
    Settled,
)
from sharewell.core.procedure.names import YES_NO, check_names
from sharewell.core.procedure.provision import Cells, Edition, RulebookError

Asked = Invariant | Carries | Forbidden | Settled | Ladder | Keeps | Listed


def speaking(edition: Edition, asked: Invariants) -> Edition:
    """The edition with the invariants' own terms beside its own.

    Raises `RulebookError` when one of them cannot be said in its vocabulary.
    """
    for name in asked.terms:
        if name in edition.terms:
            raise RulebookError(f"Term {name} is the rulebook's own. Rename it.")
    terms = {**edition.terms, **asked.terms}
    check_names(edition.vocabulary, terms, edition.provisions)
    return replace(edition, terms=MappingProxyType(terms))


def unsaid(edition: Edition, asked: Asked) -> str:
    """What in an invariant this edition does not know; "" when all is known."""
    values = _values(edition)
    for cells, personal in _cells(asked):
        for name, allowed in cells.items():
            if name not in values:
                return f"no fact, term or table is named {name!r}"
            if not allowed <= values[name]:
                return f"{name} has no {', '.join(sorted(allowed - values[name]))}"
            if not personal and of_person(edition, name):
                return f"{name} is of one person: say of_person = true, or a term"
    return ""


def of_person(edition: Edition, name: str) -> bool:
    """Whether a fact, term or table is answered for each person apart."""
    if name in BY_TABLE:
        return BY_TABLE[name].of_person
    if name in edition.terms:
        return edition.terms[name].of_person
    return edition.vocabulary.by_name()[name].of_person


def _values(edition: Edition) -> Mapping[str, frozenset[str]]:
    values = {name: f.values for name, f in edition.vocabulary.by_name().items()}
    values |= dict.fromkeys(edition.terms, YES_NO)
    for table in BY_TABLE.values():
        given = frozenset(row.then for row in edition.rows(table.name))
        values[table.name] = table.outcomes or given
    return values


def _cells(asked: Asked) -> Iterator[tuple[Cells, bool]]:
    if isinstance(asked, Invariant):
        yield from ((cells, asked.of_person) for cells in (asked.never, *asked.unless))
        return
    if isinstance(asked, Settled):
        yield from (({name: frozenset()}, True) for name in asked.apart)
    if isinstance(asked, Forbidden | Settled):
        return  # their tables and outcomes are the same in every edition
    personal = isinstance(asked, Carries | Keeps) and BY_TABLE[asked.table].of_person
    yield asked.when, personal
    if isinstance(asked, Carries):
        yield {asked.table: asked.then}, personal
    if isinstance(asked, Ladder):
        yield {asked.fact: frozenset(asked.order)}, False
    if isinstance(asked, Listed):
        yield asked.becomes, False
