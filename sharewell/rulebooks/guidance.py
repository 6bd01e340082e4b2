"""What people read beside the rows: content files in our own words, cited."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache
from typing import Any

from sharewell.core.procedure.provision import Source
from sharewell.core.procedure.sources import parse_sources, resolve
from sharewell.rulebooks.load import read_folder


@dataclass(frozen=True)
class Citation:
    """A section of a source, with what the section is about."""

    document: str
    ref: str
    title: str
    about: str

    def __str__(self) -> str:
        return f"{self.document} {self.ref}"


@dataclass(frozen=True)
class GoldenRule:
    """One of the seven. `unsure`: what of it was not read in the text itself."""

    cite: Citation
    title: str
    text: str
    unsure: str = ""


@dataclass(frozen=True)
class GoldenRules:
    """The seven rules of one national edition, in force from `start` until `end`."""

    name: str
    idea: str
    start: date
    end: date | None
    rules: tuple[GoldenRule, ...]


@dataclass(frozen=True)
class Myth:
    """A doubt, what is true, and what to ask oneself instead."""

    id: str
    doubt: str
    truth: str
    ask: tuple[str, ...]
    cites: tuple[Citation, ...]


@dataclass(frozen=True)
class Route:
    """One of the ways that a worry can go."""

    id: str
    name: str
    when: str
    do: str
    agreement: str
    cites: tuple[Citation, ...]


@dataclass(frozen=True)
class AskAndTell:
    """For one person, or one exception: what about asking, and what about telling."""

    about: str
    asking: str
    telling: str
    cites: tuple[Citation, ...]


@cache
def sources() -> Mapping[str, Source]:
    """The index of every document that may be cited."""
    return parse_sources(read_folder("sources"))


def citation(cite: str, where: str) -> Citation:
    """Resolve "DOCUMENT section"; raises RulebookError if there is none such."""
    found = resolve(cite, where, sources())
    source = sources()[found.document]
    return Citation(found.document, found.ref, source.title, source.sections[found.ref])


@cache
def golden_rules() -> tuple[GoldenRules, ...]:
    """Both editions, the older first."""
    return tuple(_golden(raw) for raw in content("golden-rules", "edition"))


@cache
def myths() -> tuple[Myth, ...]:
    """The five, in the order of the procedure."""
    return tuple(
        Myth(
            raw["id"],
            raw["doubt"],
            raw["truth"],
            tuple(raw["ask"]),
            cited(raw, raw["id"]),
        )
        for raw in content("myths", "myth")
    )


@cache
def routes() -> tuple[Route, ...]:
    """The ways, weakest worry first."""
    return tuple(
        Route(
            raw["id"],
            raw["name"],
            raw["when"],
            raw["do"],
            raw["agreement"],
            cited(raw, raw["id"]),
        )
        for raw in content("routes", "route")
    )


@cache
def people() -> tuple[AskAndTell, ...]:
    """Whom to think of when it comes to asking and telling."""
    return _asking("person", "who")


@cache
def exceptions() -> tuple[AskAndTell, ...]:
    """When nobody is asked first, and what then holds for telling."""
    return _asking("exception", "when")


def content(name: str, key: str) -> Sequence[Mapping[str, Any]]:
    """The raw entries `[[key]]` of one content file."""
    found: Sequence[Mapping[str, Any]] = _files()[name][key]
    return found


def cited(raw: Mapping[str, Any], where: str) -> tuple[Citation, ...]:
    """The citations of one entry, resolved."""
    return tuple(citation(one, where) for one in raw["cites"])


@cache
def _files() -> Mapping[str, Mapping[str, Any]]:
    # Each file is known by the entries it holds, so a name tells what to expect.
    keys = {
        "golden-rules": "edition",
        "myths": "myth",
        "routes": "route",
        "asking-and-telling": "person",
        "open-questions": "group",
    }
    return {
        name: next(file for file in read_folder("content") if key in file)
        for name, key in keys.items()
    }


def _golden(raw: Mapping[str, Any]) -> GoldenRules:
    document = sources()[raw["document"]]
    return GoldenRules(
        raw["name"],
        raw["idea"],
        document.start,
        document.end,
        tuple(
            GoldenRule(
                citation(f"{document.document} {rule['ref']}", raw["name"]),
                rule["title"],
                rule["text"],
                rule.get("unsure", ""),
            )
            for rule in raw["rules"]
        ),
    )


def _asking(key: str, about: str) -> tuple[AskAndTell, ...]:
    return tuple(
        AskAndTell(raw[about], raw["asking"], raw["telling"], cited(raw, raw[about]))
        for raw in content("asking-and-telling", key)
    )
