"""Which rows, terms and questions differ between two editions, part by part."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from sharewell.core.procedure.canonical import as_plain
from sharewell.core.procedure.provision import Edition

# Parts that say something to people but decide nothing.
TEXT = frozenset({"because", "detail", "start", "end", "layer", "says"})
ASKING = frozenset({"ask", "help", "group", "myth"})


@dataclass(frozen=True)
class Part:
    """One part of a row before and after, as plain JSON; None: was not there."""

    name: str
    before: Any
    after: Any


@dataclass(frozen=True)
class Changed:
    """A row, term, fact or contradiction that was added, taken out or changed.

    `text_only`: no answer can differ because of it.
    """

    kind: str
    name: str
    how: str
    parts: tuple[Part, ...] = ()
    text_only: bool = False


def changed(old: Edition, new: Edition) -> tuple[Changed, ...]:
    """Every difference in writing, whether or not it changes any answer."""
    return (
        *_compare("row", _rows(old), _rows(new)),
        *_compare("term", _plain(old.terms), _plain(new.terms)),
        *_compare("fact", _facts(old), _facts(new)),
        *_compare("never", _nevers(old), _nevers(new)),
    )


def _plain(named: Mapping[str, Any]) -> dict[str, dict[str, Any]]:
    return {name: as_plain(one) for name, one in named.items()}


def _rows(edition: Edition) -> dict[str, dict[str, Any]]:
    return _plain({row.id: row for row in edition.provisions})


def _facts(edition: Edition) -> dict[str, dict[str, Any]]:
    return _plain(edition.vocabulary.by_name())


def _nevers(edition: Edition) -> dict[str, dict[str, Any]]:
    return _plain({one.says: one for one in edition.vocabulary.nevers})


def _compare(
    kind: str, old: dict[str, dict[str, Any]], new: dict[str, dict[str, Any]]
) -> Iterator[Changed]:
    for name in dict.fromkeys((*old, *new)):
        if name not in new:
            yield Changed(kind, name, "taken out")
        elif name not in old:
            yield Changed(kind, name, "added")
        elif old[name] != new[name]:
            parts = tuple(_parts(old[name], new[name]))
            decides = [part for part in parts if not _only_text(kind, part)]
            yield Changed(kind, name, "changed", parts, text_only=not decides)


def _parts(old: dict[str, Any], new: dict[str, Any]) -> Iterator[Part]:
    for name in dict.fromkeys((*old, *new)):
        if old.get(name) != new.get(name):
            yield Part(name, old.get(name), new.get(name))


def _only_text(kind: str, part: Part) -> bool:
    if kind == "fact" and part.name == "choices":
        return _values(part.before) == _values(part.after)
    return part.name in (TEXT if kind != "fact" else ASKING)


def _values(choices: Any) -> list[tuple[str, bool]]:
    return sorted((one["value"], one["alone"]) for one in choices or ())
