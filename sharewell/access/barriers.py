"""Writing what bars somebody from a thing: a part of an act that has been permitted."""

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum
from uuid import UUID, uuid4

from sharewell.access.bars import conflicts
from sharewell.access.command import Act
from sharewell.access.keeping import keep
from sharewell.access.models import (
    Conflict,
    ConflictEnd,
    Seal,
    SealLift,
    SealName,
)


class ConflictReason(StrEnum):
    """How somebody is connected to the family."""

    OWN_CHILD = "own_child"
    OWN_FAMILY = "own_family"
    FEARED = "connected_to_the_feared_person"
    OTHER = "other"


@dataclass(frozen=True)
class About:
    """The thing that is restricted or opened: kind, id and the reference to show."""

    kind: str
    id: UUID
    reference: str


def keep_out(
    act: Act, person: UUID, reason: ConflictReason, things: Iterable[About]
) -> None:
    """Record the conflict for each thing; one that is recorded already stays."""
    kept = conflicts(act.by.agency).filter(practitioner_id=person)
    known = set(kept.values_list("about_id", flat=True))
    for about in things:
        if about.id in known:
            continue
        row = Conflict(
            id=uuid4(),
            agency_id=act.by.agency,
            practitioner_id=person,
            about_kind=about.kind,
            about_id=about.id,
            reference=about.reference,
            reason=reason.value,
            recorded_by=act.by.id,
            recorded_at=act.at,
        )
        keep(act, "conflict", row, "conflict.recorded")
        # For the page of who looked, which asks by the thing.
        act.record("kept_out", kind=about.kind, id=about.id)


def let_back_in(act: Act, conflict_id: UUID) -> None:
    """The conflict is over; raises IntegrityError if it was ended before."""
    row = ConflictEnd(
        id=uuid4(),
        agency_id=act.by.agency,
        conflict_id=conflict_id,
        by=act.by.id,
        at=act.at,
    )
    keep(act, "conflict_end", row, "conflict.ended")


def put_seal(act: Act, about: About, names: Iterable[UUID]) -> UUID:
    """Seal it for those named."""
    made = uuid4()
    row = Seal(
        id=made,
        agency_id=act.by.agency,
        about_kind=about.kind,
        about_id=about.id,
        reference=about.reference,
        sealed_by=act.by.id,
        sealed_at=act.at,
    )
    keep(act, "seal", row, "seal.put")
    for person in names:
        add_name(act, made, person)
    act.record("sealed", kind=about.kind, id=about.id)
    return made


def add_name(act: Act, seal_id: UUID, person: UUID) -> None:
    """One more may open it."""
    row = SealName(
        id=uuid4(),
        agency_id=act.by.agency,
        seal_id=seal_id,
        practitioner_id=person,
        by=act.by.id,
        at=act.at,
    )
    keep(act, "seal_name", row, "seal.named")


def lift_seal(act: Act, seal_id: UUID) -> None:
    """An ordinary record again; raises IntegrityError if it was lifted before."""
    row = SealLift(
        id=uuid4(), agency_id=act.by.agency, seal_id=seal_id, by=act.by.id, at=act.at
    )
    keep(act, "seal_lift", row, "seal.lifted")


def extend_conflicts(act: Act, from_thing: UUID, to: About) -> None:
    """Whoever is kept out of the first is kept out of the second as well."""
    for one in conflicts(act.by.agency).filter(about_id=from_thing):
        keep_out(act, one.practitioner_id, ConflictReason(one.reason), [to])
