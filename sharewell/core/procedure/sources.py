"""The index of each source, and citations that must resolve to it."""

from collections.abc import Mapping, Sequence
from datetime import date
from types import MappingProxyType
from typing import Any

from sharewell.core.procedure.advice import Cited
from sharewell.core.procedure.provision import Because, RulebookError, Source

Sources = Mapping[str, Source]


def only_keys(raw: Mapping[str, Any], allowed: Sequence[str], where: str) -> None:
    """Refuse a key that nobody would read: a misspelt one would silently do nothing."""
    for key in raw:
        if key not in allowed:
            raise RulebookError(
                f"{where} has the unknown key {key!r}. Known: {', '.join(allowed)}.",
                key,
                allowed,
            )


def parse_sources(raws: Sequence[Mapping[str, Any]]) -> Sources:
    """Source indexes by document. Raises `RulebookError` on a repeated document."""
    sources: dict[str, Source] = {}
    for raw in raws:
        source = _source(raw)
        if source.document in sources:
            raise RulebookError(f"Source {source.document} is given twice. Keep one.")
        sources[source.document] = source
    return MappingProxyType(sources)


def _source(raw: Mapping[str, Any]) -> Source:
    where = f"Source {raw.get('document')}"
    keys = ("document", "title", "from", "until", "published", "sections")
    only_keys(raw, keys, where)
    for key in ("document", "title", "from", "sections"):
        if key not in raw:
            raise RulebookError(f"{where} has no {key!r}. Add it.")
    start, end = period(raw, where, raw["from"])
    sections: dict[str, str] = {}
    for section in raw["sections"]:
        only_keys(section, ("ref", "about", "unconfirmed"), where)
        if section["ref"] in sections:
            raise RulebookError(f"{where} lists {section['ref']!r} twice. Keep one.")
        sections[section["ref"]] = section["about"]
    doubtful = frozenset(s["ref"] for s in raw["sections"] if s.get("unconfirmed"))
    return Source(
        raw["document"],
        raw["title"],
        start,
        end,
        MappingProxyType(sections),
        doubtful,
    )


def period(
    raw: Mapping[str, Any], where: str, default: date | None
) -> tuple[date, date | None]:
    """The first day in force, and the first day no longer (None: open)."""
    start, end = raw.get("from", default), raw.get("until")
    if type(start) is not date or (end is not None and type(end) is not date):
        raise RulebookError(f"{where}: from and until must be dates, unquoted.")
    if end is not None and not start < end:
        raise RulebookError(f"{where}: from ({start}) must be before until ({end}).")
    return start, end


def parse_because(
    raws: object, where: str, span: tuple[date, date | None], sources: Sources
) -> tuple[Because, ...]:
    """Reasons with citations that resolve and are in force on every day they give."""
    if not isinstance(raws, list) or not raws:
        raise RulebookError(f"{where} has no because. Say which source, and what.")
    reasons = tuple(_reason(raw, where, span, sources) for raw in raws)
    _cover(reasons, where, span)
    return reasons


def rests_on_hearsay(reasons: tuple[Because, ...], sources: Sources) -> bool:
    """Whether nothing cited was read at its source: such a row must await somebody."""
    return all(
        reason.cite.ref in sources[reason.cite.document].unconfirmed
        for reason in reasons
    )


def _reason(
    raw: Mapping[str, Any], where: str, span: tuple[date, date | None], sources: Sources
) -> Because:
    only_keys(raw, ("cite", "says", "from", "until"), f"{where}, because")
    if not raw.get("cite") or not raw.get("says"):
        raise RulebookError(f"{where}: every because needs both cite and says.")
    cited = resolve(raw["cite"], where, sources)
    start, end = period(raw, where, span[0])
    end = end or span[1]
    source = sources[cited.document]
    if start < source.start or (source.end and (end is None or end > source.end)):
        raise RulebookError(
            f"{where} cites {cited.document}, which is in force from {source.start} "
            f"until {source.end or 'now'}; the citation runs from {start} until "
            f"{end or 'now'}. Give the citation its own from or until."
        )
    return Because(cited, raw["says"], start, end)


def resolve(cite: str, where: str, sources: Sources) -> Cited:
    """Split "DOCUMENT section" and find the section in the document's index."""
    document, _, ref = cite.partition(" ")
    if document not in sources:
        raise RulebookError(
            f"{where} cites {document!r}, which has no source index. "
            f"Known: {', '.join(sorted(sources))}.",
            document,
            sources,
        )
    if ref not in sources[document].sections:
        raise RulebookError(
            f"{where} cites {cite!r}, but {document} has no such section in its "
            f"index. It has: {', '.join(sources[document].sections)}.",
            ref,
            sources[document].sections,
        )
    return Cited(document, ref)


def _cover(
    reasons: tuple[Because, ...], where: str, span: tuple[date, date | None]
) -> None:
    """On each day that the row holds some reason must hold."""
    turns = {span[0], *(r.end for r in reasons if r.end), *(r.start for r in reasons)}
    for day in turns:
        in_span = span[0] <= day and (span[1] is None or day < span[1])
        if in_span and not any(holds(r.start, r.end, day) for r in reasons):
            raise RulebookError(f"{where} has no because that holds on {day}. Add one.")


def holds(start: date, end: date | None, on: date) -> bool:
    """Whether `on` lies from `start` on and before `end`."""
    return start <= on and (end is None or on < end)
