"""Letting more people in: one proposes, and another, whom it does not serve, agrees."""

from uuid import UUID

from sharewell.access import barriers, bars, proposals
from sharewell.access.command import Act, command
from sharewell.access.errors import NotFound
from sharewell.access.proposals import OF_PEOPLE, ProposalKind, Proposed
from sharewell.agencies import appointing, sign_in_parts
from sharewell.agencies.agreeing import OWN, standing_of
from sharewell.agencies.queries import people_of
from sharewell.assurance.errors import AnsweredBefore, Unusable
from sharewell.assurance.things import tell_officers
from sharewell.core.policy.action import Action
from sharewell.core.policy.model import Circumstances, Purpose, Resource
from sharewell.outbox.templates import Template


@command(Action.CONFLICT_END, purpose=Purpose.OVERSEE)
def propose_to_end_conflict(act: Act, *, conflict_id: UUID) -> str:
    """Whoever was kept out would be let in again."""
    held = bars.standing_conflicts(act.by.agency)
    row = next((one for one in held if one.id == conflict_id), None)
    if row is None:
        raise NotFound(act.by, act.action, "conflict")
    person = row.practitioner_id
    act.require(Resource("conflict", row.id, OWN), Circumstances(about_person=person))
    return _propose(
        act, ProposalKind.END_CONFLICT, row.id, row.reference, person=person
    )


@command(Action.SEAL_NAME, purpose=Purpose.OVERSEE)
def propose_to_name(act: Act, *, seal_id: UUID, person: UUID) -> str:
    """One more person would be on the list of a sealed record."""
    row = _seal(act, seal_id)
    act.require(Resource("seal", row.id, OWN), Circumstances(about_person=person))
    if person in {one.practitioner_id for one in row.names.all()}:
        raise Unusable("This person is on the list already.")
    if person not in {one.id for one in people_of(act.by.agency, act.at)}:
        raise Unusable("This person does not work for your agency any more.")
    return _propose(
        act, ProposalKind.NAME_IN_SEAL, row.id, row.reference, person=person
    )


@command(Action.SEAL_LIFT, purpose=Purpose.OVERSEE)
def propose_to_lift(act: Act, *, seal_id: UUID) -> str:
    """The record would be an ordinary one again."""
    row = _seal(act, seal_id)
    act.require(Resource("seal", row.id, OWN))
    return _propose(act, ProposalKind.LIFT_SEAL, row.id, row.reference)


@command(Action.PROPOSAL_ANSWER, purpose=Purpose.OVERSEE)
def answer_proposal(act: Act, *, proposal_id: UUID, agreed: bool) -> str:
    """Agree, and it is done in the same act; or refuse. Raises AnsweredBefore."""
    proposal = proposals.waiting_one(act.by.agency, proposal_id)
    if proposal is None:
        if proposals.was_answered(act.by.agency, proposal_id):
            raise AnsweredBefore
        raise NotFound(act.by, act.action, "proposal")
    if proposal.kind is ProposalKind.RELEASE:
        raise NotFound(act.by, act.action, "proposal")
    standing = standing_of(proposal.kind, act.by.agency, act.at)
    act.require(
        Resource("proposal", proposal.id, standing),
        Circumstances(proposal.proposed_by, proposal.person),
    )
    proposals.answer(act, proposal, agreed=agreed)
    if agreed:
        _carry_out(act, proposal)
    return str(proposal.id)


def _carry_out(act: Act, proposal: Proposed) -> None:
    if proposal.kind is ProposalKind.END_CONFLICT:
        barriers.let_back_in(act, proposal.subject)
    elif proposal.kind is ProposalKind.LIFT_SEAL:
        barriers.lift_seal(act, proposal.subject)
    elif proposal.kind is ProposalKind.NAME_IN_SEAL and proposal.person:
        barriers.add_name(act, proposal.subject, proposal.person)
    elif proposal.kind is ProposalKind.APPOINT:
        appointing.carry_out(act, proposal)
    elif proposal.kind in OF_PEOPLE:
        sign_in_parts.carry_out(act, proposal)
    else:
        raise TypeError(f"Nothing here carries out {proposal.kind}.")


def _propose(
    act: Act,
    kind: ProposalKind,
    subject: UUID,
    reference: str,
    *,
    person: UUID | None = None,
) -> str:
    made = proposals.propose(
        act, kind, subject, person=person, words={"reference": reference}
    )
    tell_officers(act, act.by.agency, Template.PROPOSED, reference)
    return str(made)


def _seal(act: Act, seal_id: UUID):  # noqa: ANN202 - a row of access, for its fields
    held = bars.standing_seals(act.by.agency)
    row = next((one for one in held if one.id == seal_id), None)
    if row is None:
        raise NotFound(act.by, act.action, "seal")
    return row
