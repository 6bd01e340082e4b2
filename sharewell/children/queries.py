"""Reading children's records inside an act; the door has asked and recorded already."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db.models import Q, QuerySet

from sharewell.access.bars import barred_things
from sharewell.children.models import ChildDetail, ChildName, ChildRecord
from sharewell.core.matching.grade import Match, MatchGrade, Person, grade
from sharewell.core.matching.normalise import normalise_name
from sharewell.core.policy.model import Actor
from sharewell.keys.sealing import open_texts

# In place of a name that is not there any more.
ERASED = "(erased)"
ORDER = (MatchGrade.CERTAIN, MatchGrade.PROBABLE, MatchGrade.POSSIBLE)


@dataclass(frozen=True)
class ChildSummary:
    """A child as the own agency's pages show the child."""

    id: UUID
    reference: str
    given_name: str
    family_name: str
    born_on: date | None
    identifiers: tuple[tuple[str, str], ...]
    is_hidden: bool

    @property
    def name(self) -> str:
        """Given name first, as people say it."""
        return f"{self.given_name} {self.family_name}".strip()


@dataclass(frozen=True)
class Candidate:
    """A record that may be the child asked about, and why."""

    child: ChildSummary
    match: Match


@dataclass(frozen=True)
class Detail:
    """Something held about a child; `locates` leads to where the child is."""

    id: UUID
    kind: str
    text: str
    locates: bool
    recorded_at: object


def reachable_children(by: Actor) -> QuerySet[ChildRecord]:
    """The agency's own, but for those that are closed to the actor."""
    found = ChildRecord.objects.filter(agency_id=by.agency)
    return found.exclude(id__in=barred_things(by))


def find_candidates(by: Actor, query: Person) -> list[Candidate]:
    """The agency's records that may be this child, best grade first; twins stay apart.

    Exact identifier, or normalised name with the date of birth where it is known.
    """
    normalised = normalise_name(query.given, query.family)
    by_name = Q(names__normalised=normalised) if normalised else Q(pk__in=[])
    by_number = Q(identifiers__value__in=[value for _, value in query.identifiers])
    rows = reachable_children(by).filter(by_name | by_number).distinct()
    graded = [
        Candidate(summarise(row), match)
        for row in rows
        if (match := grade(query, _as_person(row)))
    ]
    return sorted(graded, key=lambda c: (ORDER.index(c.match.grade), c.child.name))


def child_exists(child_id: UUID) -> bool:
    """Whether the agency in context keeps this record."""
    return ChildRecord.objects.filter(id=child_id).exists()


def child_reference(child_id: UUID) -> str:
    """The reference of a record that the agency in context keeps."""
    return ChildRecord.objects.get(id=child_id).reference


def summaries(children: Iterable[UUID]) -> list[ChildSummary]:
    """Those of them that the agency in context keeps, by reference."""
    rows = ChildRecord.objects.filter(id__in=list(children)).order_by("reference")
    return [summarise(row) for row in rows]


def summarise(child: ChildRecord) -> ChildSummary:
    """The latest name and every identifier."""
    name = child.names.order_by("-sequence").first()
    return ChildSummary(
        child.id,
        child.reference,
        name.given_name if name else ERASED,
        name.family_name if name else "",
        name.born_on if name else None,
        tuple(
            (i.scheme, i.value) for i in child.identifiers.order_by("scheme", "value")
        ),
        child.concealments.exists(),
    )


def hidden_children_named_in(text: str) -> list[ChildSummary]:
    """Children of hidden families one of whose names stands in the text as a word."""
    words = set(re.findall(r"\w+", text.casefold()))
    hidden = ChildRecord.objects.filter(concealments__isnull=False).distinct()
    return [
        summarise(child)
        for child in hidden.prefetch_related("names")
        if any(
            set(re.findall(r"\w+", f"{n.given_name} {n.family_name}".casefold()))
            & words
            for n in child.names.all()
        )
    ]


def details_of(child_id: UUID, *, reader: UUID) -> list[Detail]:
    """What the agency holds about the child beside name and numbers, oldest first."""
    rows = list(
        ChildDetail.objects.filter(child_id=child_id).order_by("recorded_at", "id")
    )
    texts = open_texts((row.text_id for row in rows), reader=reader)
    return [
        Detail(row.id, row.kind, texts[row.text_id], row.locates, row.recorded_at)
        for row in rows
    ]


def _as_person(child: ChildRecord) -> Person:
    names: list[ChildName] = list(child.names.order_by("-sequence"))
    first, *others = names
    return Person(
        first.given_name,
        first.family_name,
        first.born_on,
        frozenset((i.scheme, i.value) for i in child.identifiers.all()),
        tuple((n.given_name, n.family_name) for n in others),
    )
