"""What needs two people: one proposes, another agrees; row-level security asks too."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Any
from uuid import UUID, uuid4

from sharewell.access.command import Act
from sharewell.access.keeping import keep
from sharewell.access.models import Proposal, ProposalAnswer


class ProposalKind(StrEnum):
    """What would be done once a second person agrees."""

    END_CONFLICT = "end_conflict"
    NAME_IN_SEAL = "name_in_seal"
    LIFT_SEAL = "lift_seal"
    APPOINT = "appoint"
    RELEASE = "release"
    RESET_SIGN_IN = "reset_sign_in"
    LINK_SIGN_IN = "link_sign_in"


# Of a person and not of a record: an administrator proposes it.
OF_PEOPLE = frozenset(
    {ProposalKind.APPOINT, ProposalKind.RESET_SIGN_IN, ProposalKind.LINK_SIGN_IN}
)


@dataclass(frozen=True)
class Proposed:
    """A proposal that waits; `subject` is the conflict, the seal or the person."""

    id: UUID
    kind: ProposalKind
    subject: UUID
    person: UUID | None
    words: dict[str, Any]
    proposed_by: UUID
    proposed_at: datetime


def propose(
    act: Act,
    kind: ProposalKind,
    subject: UUID,
    *,
    person: UUID | None = None,
    words: dict[str, Any] | None = None,
) -> UUID:
    """Keep it until somebody else answers; returns its id."""
    made = uuid4()
    row = Proposal(
        id=made,
        agency_id=act.by.agency,
        kind=kind.value,
        subject_id=subject,
        person_id=person,
        words=words or {},
        proposed_by=act.by.id,
        proposed_at=act.at,
    )
    keep(act, "proposal", row, f"{kind.value}.proposed")
    return made


def waiting(agency: UUID | None, about: UUID | None = None) -> list[Proposed]:
    """Every proposal without an answer, the oldest first; about one thing if given."""
    rows = Proposal.objects.filter(agency_id=agency, answer__isnull=True)
    if about is not None:
        rows = rows.filter(subject_id=about)
    return [_proposed(row) for row in rows.order_by("proposed_at", "id")]


def waiting_one(agency: UUID | None, proposal_id: UUID) -> Proposed | None:
    """The proposal, if nobody has answered it."""
    row = Proposal.objects.filter(
        agency_id=agency, id=proposal_id, answer__isnull=True
    ).first()
    return None if row is None else _proposed(row)


def was_answered(agency: UUID | None, proposal_id: UUID) -> bool:
    """Whether it is there, and somebody was first."""
    answered = ProposalAnswer.objects.filter(agency_id=agency, proposal_id=proposal_id)
    return bool(answered.exists())


def was_proposed(agency: UUID | None, kind: ProposalKind, subject: UUID) -> bool:
    """Whether it ever was, whatever became of it."""
    ever = Proposal.objects.filter(
        agency_id=agency, kind=kind.value, subject_id=subject
    )
    return bool(ever.exists())


def answer(act: Act, proposal: Proposed, *, agreed: bool) -> None:
    """What the second person said; raises IntegrityError if it was answered before."""
    row = ProposalAnswer(
        id=uuid4(),
        agency_id=act.by.agency,
        proposal_id=proposal.id,
        agreed=agreed,
        by=act.by.id,
        at=act.at,
    )
    said = "agreed" if agreed else "refused"
    keep(act, "proposal_answer", row, f"proposal.{said}")


def _proposed(row: Proposal) -> Proposed:
    return Proposed(
        row.id,
        ProposalKind(row.kind),
        row.subject_id,
        row.person_id,
        row.words,
        row.proposed_by,
        row.proposed_at,
    )
