"""An edition as canonical JSON, its hash, and back: what is approved can be kept."""

import hashlib
import json
from collections.abc import Mapping
from datetime import date
from types import MappingProxyType
from typing import Any

from sharewell.core.procedure.advice import Cited
from sharewell.core.procedure.provision import (
    Because,
    Cells,
    Edition,
    Provision,
    RulebookError,
    Source,
    Term,
)
from sharewell.core.procedure.vocabulary import Choice, Fact, Never, Vocabulary

Plain = Mapping[str, Any]


def as_plain(value: Any) -> Any:
    """Dataclasses, sets and dates as JSON types; the order of a set is by name."""
    if hasattr(value, "__dataclass_fields__"):
        return {
            name: as_plain(getattr(value, name)) for name in value.__dataclass_fields__
        }
    if isinstance(value, Mapping):
        return {name: as_plain(item) for name, item in value.items()}
    if isinstance(value, frozenset):
        return sorted(value)
    if isinstance(value, tuple | list):
        return [as_plain(item) for item in value]
    return value.isoformat() if isinstance(value, date) else value


def rules_hash(
    vocabulary: Vocabulary, terms: Mapping[str, Term], rows: tuple[Provision, ...]
) -> str:
    """SHA-256 (hex) of the rules as canonical JSON: same rules, same hash."""
    content = [as_plain(vocabulary), as_plain(list(terms.values())), as_plain(rows)]
    written = json.dumps(content, sort_keys=True, separators=(",", ":"))
    return hashlib.sha256(written.encode()).hexdigest()


def snapshot(edition: Edition) -> dict[str, Any]:
    """Everything that an edition is made of, as JSON types."""
    return {
        "on": edition.on.isoformat(),
        "layers": list(edition.layers),
        "hash": edition.hash,
        "vocabulary": as_plain(edition.vocabulary),
        "terms": as_plain(list(edition.terms.values())),
        "rows": as_plain(edition.provisions),
        "sources": as_plain(list(edition.sources.values())),
    }


def from_snapshot(raw: Plain) -> Edition:
    """The edition of a snapshot. Raises `RulebookError` if it is not what it was."""
    try:
        edition = _edition(raw)
    except (KeyError, TypeError, ValueError) as fault:
        raise RulebookError(
            f"This is no snapshot of an edition ({fault!r}). Restore it from history."
        ) from fault
    found = rules_hash(edition.vocabulary, edition.terms, edition.provisions)
    if found != edition.hash:
        raise RulebookError(
            f"The snapshot of edition {edition.hash[:12]} was altered: its rules hash "
            f"to {found[:12]}. Restore it from history."
        )
    return edition


def _edition(raw: Plain) -> Edition:
    terms = [_term(one) for one in raw["terms"]]
    sources = [_source(one) for one in raw["sources"]]
    return Edition(
        date.fromisoformat(raw["on"]),
        tuple(raw["layers"]),
        raw["hash"],
        _vocabulary(raw["vocabulary"]),
        MappingProxyType({term.name: term for term in terms}),
        tuple(_row(one) for one in raw["rows"]),
        MappingProxyType({source.document: source for source in sources}),
    )


def _vocabulary(raw: Plain) -> Vocabulary:
    facts = (
        Fact(**{**one, "choices": tuple(Choice(**each) for each in one["choices"])})
        for one in raw["facts"]
    )
    nevers = (Never(**{**one, "cells": _cells(one["cells"])}) for one in raw["nevers"])
    return Vocabulary(tuple(facts), tuple(nevers))


def _cells(raw: Mapping[str, list[str]]) -> Cells:
    return MappingProxyType({name: frozenset(values) for name, values in raw.items()})


def _term(raw: Plain) -> Term:
    alternatives = tuple(_cells(cells) for cells in raw["alternatives"])
    return Term(
        **{**raw, "alternatives": alternatives, "because": _because(raw["because"])}
    )


def _because(raws: list[Plain]) -> tuple[Because, ...]:
    return tuple(
        Because(**{**one, **_span(one), "cite": Cited(**one["cite"])}) for one in raws
    )


def _span(raw: Plain) -> dict[str, date | None]:
    end = raw["end"]
    return {
        "start": date.fromisoformat(raw["start"]),
        "end": None if end is None else date.fromisoformat(end),
    }


def _row(raw: Plain) -> Provision:
    return Provision(
        **{
            **raw,
            **_span(raw),
            "when": _cells(raw["when"]),
            "over": tuple(raw["over"]),
            "because": _because(raw["because"]),
            "detail": MappingProxyType(raw["detail"]),
        }
    )


def _source(raw: Plain) -> Source:
    sets = {
        name: frozenset(value) for name, value in raw.items() if isinstance(value, list)
    }
    sections = MappingProxyType(raw["sections"])
    return Source(**{**raw, **sets, **_span(raw), "sections": sections})
