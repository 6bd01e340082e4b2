"""What a look at a disclosure may have been at, and the steps that others left."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from sharewell.access.command import Act
from sharewell.core.policy.model import Resource
from sharewell.decisions.looked_at import Held
from sharewell.exchange.models import Disclosure, DisclosureStep, ExistenceQuestion
from sharewell.exchange.receiving import disclosure_relations


@dataclass(frozen=True)
class StepLeft:
    """That somebody took a step, and when; not what they wrote."""

    id: UUID
    kind: str
    at: datetime
    by: UUID
    agency: UUID


def held_disclosure(act: Act, disclosure_id: UUID) -> Held | None:
    """What was sent, by this agency or to it."""
    row = (
        Disclosure.objects.filter(id=disclosure_id)
        .select_related("recipient_inbox")
        .first()
    )
    if row is None:
        return None
    resource = Resource("disclosure", row.id, disclosure_relations(act.by, row, act.at))
    return Held(resource, row.id, row.reference, (row.id,))


def sent_about(concern_id: UUID) -> tuple[UUID, ...]:
    """Every disclosure about a concern."""
    found = Disclosure.objects.filter(concern_id=concern_id)
    return tuple(found.values_list("id", flat=True))


def questions_about(thing_id: UUID) -> tuple[UUID, ...]:
    """Every question that was put to other agencies from a concern or disclosure."""
    found = ExistenceQuestion.objects.filter(about_id=thing_id)
    return tuple(found.values_list("id", flat=True))


def steps_left(disclosures: Iterable[UUID]) -> list[StepLeft]:
    """Every step taken on these, by either side."""
    rows = DisclosureStep.objects.filter(disclosure_id__in=list(disclosures))
    return [StepLeft(r.id, r.kind, r.at, r.by, r.agency_id) for r in rows]


def disclosure_with(reference: str) -> UUID | None:
    """The disclosure that has this reference, if the agency in context holds it."""
    row = Disclosure.objects.filter(reference=reference).first()
    return row.id if row else None


def own_concern_of(agency: UUID | None, disclosure_id: UUID) -> UUID | None:
    """The concern it is about, for the agency that sent it."""
    found = Disclosure.objects.filter(id=disclosure_id, agency_id=agency)
    return found.values_list("concern_id", flat=True).first()


def senders_of(disclosure_id: UUID) -> tuple[UUID, ...]:
    """The agency that sent it, if the agency in context holds it."""
    found = Disclosure.objects.filter(id=disclosure_id)
    return tuple(found.values_list("agency_id", flat=True))
