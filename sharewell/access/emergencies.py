"""Openings in an emergency: kept here, so that the policy and the officers see them."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID, uuid4

from django.db.models import QuerySet

from sharewell.access.barriers import About
from sharewell.access.command import Act
from sharewell.access.keeping import keep
from sharewell.access.models import Emergency, EmergencyReview
from sharewell.keys.sealing import open_texts, seal_text

LASTS = timedelta(minutes=60)


@dataclass(frozen=True)
class Opening:
    """One opening, with the reason as it was given."""

    id: UUID
    about: About
    person: UUID
    reason: str
    opened_at: datetime
    ends_at: datetime


def begin(act: Act, about: About, reason: str) -> UUID:
    """Let the actor read it for `LASTS`; returns the opening's id."""
    opening = uuid4()
    row = Emergency(
        id=opening,
        agency_id=act.by.agency,
        practitioner_id=act.by.id,
        about_kind=about.kind,
        about_id=about.id,
        reference=about.reference,
        reason_id=_sealed(act, about.id, opening, "reason", reason),
        opened_at=act.at,
        ends_at=act.at + LASTS,
    )
    keep(act, "emergency", row, "emergency.kept", reason, subject=about.id)
    # For the page of who looked, which asks by the thing.
    act.record("emergency.opened", kind=about.kind, id=about.id)
    return opening


def keep_review(act: Act, opening: Opening, text: str, *, was_justified: bool) -> None:
    """What came of looking at it; raises IntegrityError if it was reviewed before."""
    row_id = uuid4()
    row = EmergencyReview(
        id=row_id,
        agency_id=act.by.agency,
        emergency_id=opening.id,
        was_justified=was_justified,
        text_id=_sealed(act, opening.about.id, row_id, "text", text),
        by=act.by.id,
        at=act.at,
    )
    keep(
        act,
        "emergency_review",
        row,
        "emergency.review_kept",
        text,
        subject=opening.about.id,
    )
    act.record("emergency.reviewed", kind=opening.about.kind, id=opening.about.id)


def unreviewed(agency: UUID) -> list[Opening]:
    """Openings that nobody has reviewed, the oldest first."""
    rows = list(_unreviewed(agency).order_by("opened_at", "id"))
    reasons = open_texts((row.reason_id for row in rows), reader=agency)
    return [_opening(row, reasons[row.reason_id]) for row in rows]


def unreviewed_one(agency: UUID, opening_id: UUID) -> Opening | None:
    """The opening, if nobody has reviewed it."""
    row = _unreviewed(agency).filter(id=opening_id).first()
    if row is None:
        return None
    reasons = open_texts([row.reason_id], reader=agency)
    return _opening(row, reasons[row.reason_id])


def has_unreviewed(agency: UUID, things: Iterable[UUID]) -> bool:
    """Whether an opening of any of these waits for its review."""
    waiting = _unreviewed(agency).filter(about_id__in=list(things))
    return bool(waiting.exists())


def openings_of(
    agency: UUID, things: Iterable[UUID]
) -> tuple[list[UUID], list[tuple[str, UUID]]]:
    """(Sealed texts, records of the ledger) of openings of these and their reviews."""
    texts, records = list[UUID](), list[tuple[str, UUID]]()
    rows = Emergency.objects.filter(agency_id=agency, about_id__in=list(things))
    for row in rows.select_related("review"):
        texts.append(row.reason_id)
        records.append(("emergency", row.id))
        review = getattr(row, "review", None)
        if review is not None:
            texts.append(review.text_id)
            records.append(("emergency_review", review.id))
    return texts, records


def _unreviewed(agency: UUID) -> QuerySet[Emergency]:
    return Emergency.objects.filter(agency_id=agency, review__isnull=True)


def _opening(row: Emergency, reason: str) -> Opening:
    about = About(row.about_kind, row.about_id, row.reference)
    return Opening(
        row.id, about, row.practitioner_id, reason, row.opened_at, row.ends_at
    )


def _sealed(act: Act, subject: UUID, record: UUID, field: str, text: str) -> UUID:
    if act.by.agency is None:
        raise TypeError("An emergency is opened under the hat of an agency.")
    return seal_text(
        text,
        kind="emergency",
        record=record,
        field=field,
        owner=act.by.agency,
        subject=subject,
    )
