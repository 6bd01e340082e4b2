"""Erasures: kept and read inside an act that has been permitted."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID, uuid4

from sharewell.access.command import Act
from sharewell.access.keeping import keep
from sharewell.children.contents import CONTENTS
from sharewell.children.models import (
    ChildDetail,
    ChildIdentifier,
    ChildName,
    ChildRecord,
    Erasure,
    ErasureStep,
)
from sharewell.children.vocabulary import (
    ANSWERS,
    ENDS,
    ErasureGround,
    ErasureStepKind,
)


@dataclass(frozen=True)
class Step:
    """What became of it."""

    kind: ErasureStepKind
    by: UUID
    at: datetime
    due_at: datetime | None
    gone_by: date | None
    subjects: tuple[UUID, ...]


@dataclass(frozen=True)
class Asked:
    """An erasure that was asked for, with its answer and its end if there are any."""

    id: UUID
    child: UUID
    reference: str
    ground: ErasureGround
    concerns: tuple[UUID, ...]
    asked_by: UUID
    asked_at: datetime
    answer: Step | None
    end: Step | None

    @property
    def is_open(self) -> bool:
        """Whether anything can still become of it."""
        was_refused = self.answer and self.answer.kind is ErasureStepKind.REFUSED
        return self.end is None and not was_refused

    @property
    def due_at(self) -> datetime | None:
        """When it is carried out, if it was agreed to and not withdrawn."""
        return self.answer.due_at if self.answer and self.is_open else None


def ask(
    act: Act, child_id: UUID, ground: ErasureGround, concerns: tuple[UUID, ...]
) -> UUID:
    """Keep that it was asked for; returns its id."""
    row = Erasure(
        id=uuid4(),
        agency_id=act.by.agency,
        child_id=child_id,
        ground=ground.value,
        concerns=[str(one) for one in concerns],
        asked_by=act.by.id,
        asked_at=act.at,
    )
    keep(act, "erasure", row, "erasure.asked", contents=CONTENTS)
    return row.id


def step(act: Act, asked: Asked, kind: ErasureStepKind, **more: Any) -> None:
    """Keep what became of it; raises IntegrityError if somebody was first."""
    row = ErasureStep(
        id=uuid4(),
        agency_id=act.by.agency,
        child_id=asked.child,
        erasure_id=asked.id,
        kind=kind.value,
        by=act.by.id,
        at=act.at,
        **more,
    )
    keep(act, "erasure_step", row, f"erasure.{kind.value}", contents=CONTENTS)


def erasures(agency: UUID | None, child_id: UUID | None = None) -> list[Asked]:
    """Every one that was asked for, the newest first; of one child if given."""
    rows = Erasure.objects.filter(agency_id=agency).select_related("child")
    if child_id is not None:
        rows = rows.filter(child_id=child_id)
    found = rows.prefetch_related("steps").order_by("-asked_at", "id")
    return [_asked(row) for row in found]


def erasure(agency: UUID | None, erasure_id: UUID) -> Asked | None:
    """The one with this id."""
    row = Erasure.objects.filter(agency_id=agency, id=erasure_id).first()
    return None if row is None else _asked(row)


def forget_names(act: Act, child_id: UUID) -> None:
    """Names, dates and numbers go; row-level security lets them after an erasure."""
    for kind in (ChildName, ChildIdentifier):
        kind.objects.filter(child_id=child_id, agency_id=act.by.agency).delete()


def detail_texts(child_id: UUID) -> list[UUID]:
    """The sealed texts of what is held about the child."""
    found = ChildDetail.objects.filter(child_id=child_id)
    return list(found.values_list("text_id", flat=True))


def child_with(reference: str) -> UUID | None:
    """The record with this reference, if the actor in context may see it."""
    row = ChildRecord.objects.filter(reference=reference.strip().upper()).first()
    return row.id if row else None


def kept_since(child_id: UUID) -> tuple[date | None, date]:
    """(Date of birth where it is known, the day on which the record was made)."""
    row = ChildRecord.objects.get(id=child_id)
    name = row.names.order_by("-sequence").first()
    return (name.born_on if name else None), row.created_at.date()


def _asked(row: Erasure) -> Asked:
    steps = [_step(one) for one in row.steps.all()]
    return Asked(
        row.id,
        row.child_id,
        row.child.reference,
        ErasureGround(row.ground),
        tuple(UUID(one) for one in row.concerns),
        row.asked_by,
        row.asked_at,
        next((one for one in steps if one.kind in ANSWERS), None),
        next((one for one in steps if one.kind in ENDS), None),
    )


def _step(row: ErasureStep) -> Step:
    return Step(
        ErasureStepKind(row.kind),
        row.by,
        row.at,
        row.due_at,
        row.gone_by,
        tuple(UUID(one) for one in row.subjects),
    )
