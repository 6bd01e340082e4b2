"""Parts of acts: a role is given at once or proposed, carried out, or ended."""

import secrets
from typing import Any
from uuid import UUID, uuid4

from django.db import IntegrityError, transaction

from sharewell.access import proposals
from sharewell.access.command import Act
from sharewell.access.proposals import ProposalKind, Proposed
from sharewell.accounts import sign_ins
from sharewell.agencies.agreeing import could_agree
from sharewell.agencies.errors import EndedBefore, HasRole, LeftSince, NobodyAgrees
from sharewell.agencies.models import Appointment, AppointmentEnd, Practitioner
from sharewell.agencies.notify import notify_inbox
from sharewell.agencies.queries import inbox_of, is_sensitive
from sharewell.agencies.vocabulary import BY_TWO, InboxKind
from sharewell.core.identifiers import reference_code
from sharewell.core.policy.model import Actor, Role
from sharewell.outbox.templates import Template

RESTRICTIONS = "/restrictions"


def needs_two(by: Actor, role: Role) -> bool:
    """Whether a second person must agree; the set-up appoints the first ones alone."""
    return not by.has(Role.SYSTEM) and (role in BY_TWO or is_sensitive(by.agency))


def standing(act: Act, practitioner_id: UUID) -> list[Appointment]:
    """What the person holds in the acting agency now, the oldest first."""
    begun = Appointment.objects.filter(
        agency_id=act.by.agency, practitioner_id=practitioner_id, starts_at__lte=act.at
    )
    return [
        one
        for one in begun.select_related("end").order_by("starts_at", "id")
        if not (hasattr(one, "end") and one.end.at <= act.at)
    ]


def give(act: Act, person: Practitioner, role: Role, team: str) -> bool:
    """True when it is given, False when it waits for a second person.

    Raises HasRole, and NobodyAgrees where there is no second person.
    """
    said = role.value.replace("_", " ")
    held = standing(act, person.id)
    if any((one.role, one.team) == (role, team) for one in held):
        raise HasRole(person.name, said, waits=False)
    # Whoever is lent by another agency stays so: her login is not for us to link.
    pooled = bool(held) and all(one.is_pooled for one in held)
    if not needs_two(act.by, role):
        place(act, person.id, role, team, is_pooled=pooled)
        return True
    words = {"role": role.value, "team": team, "is_pooled": pooled}
    for one in waiting_for(act, person.id, ProposalKind.APPOINT):
        if words.items() <= one.words.items():
            raise HasRole(person.name, said, waits=True)
    if not could_agree(act.by.agency, act.at, {act.by.id, person.id}):
        raise NobodyAgrees(f"the role of {said}")
    propose(act, ProposalKind.APPOINT, person.id, words)
    return False


def place(
    act: Act, practitioner_id: UUID, role: Role, team: str, *, is_pooled: bool = False
) -> UUID:
    """Write the appointment; whoever is appointed signs in again."""
    appointment = Appointment(
        id=uuid4(),
        agency_id=act.by.agency,
        practitioner_id=practitioner_id,
        role=role.value,
        team=team,
        is_pooled=is_pooled,
        starts_at=act.at,
    )
    appointment.save(force_insert=True)
    begin_anew(act, practitioner_id)
    act.record("practitioner.appointed", kind="appointment", id=appointment.id)
    return appointment.id


def carry_out(act: Act, proposal: Proposed) -> None:
    """A second person agreed in this act; raises LeftSince."""
    if _has_left(act, proposal):
        raise LeftSince
    role, team = Role(proposal.words["role"]), proposal.words["team"]
    pooled = proposal.words["is_pooled"]
    place(act, proposal.subject, role, team, is_pooled=pooled)


def end(act: Act, appointment: Appointment) -> None:
    """The role ends, and the person signs in again to go on with the others.

    Raises EndedBefore where somebody else was first, at this moment.
    """
    row = AppointmentEnd(
        id=uuid4(), agency_id=act.by.agency, appointment_id=appointment.id, at=act.at
    )
    try:
        with transaction.atomic():
            row.save(force_insert=True)
    except IntegrityError:
        raise EndedBefore from None
    begin_anew(act, appointment.practitioner_id)
    act.record("practitioner.ended", kind="appointment", id=appointment.id)


def begin_anew(act: Act, practitioner_id: UUID) -> None:
    """Whose role changes signs in again: a page that is open shows the old one."""
    person = Practitioner.objects.get(id=practitioner_id)
    sign_ins.end_all(person.user_id, act.at)


def waiting_for(act: Act, practitioner_id: UUID, kind: ProposalKind) -> list[Proposed]:
    """What of a kind waits for a second person and is about this one."""
    return [
        one
        for one in proposals.waiting(act.by.agency)
        if one.kind is kind and one.subject == practitioner_id
    ]


def _has_left(act: Act, proposal: Proposed) -> bool:
    """An end after the proposal, and nothing since: a joiner has neither."""
    ended = AppointmentEnd.objects.filter(
        agency_id=act.by.agency,
        appointment__practitioner_id=proposal.subject,
        at__gte=proposal.proposed_at,
        at__lte=act.at,
    )
    return ended.exists() and not standing(act, proposal.subject)


def propose(
    act: Act, kind: ProposalKind, practitioner_id: UUID, words: dict[str, Any]
) -> None:
    """Let something about a person wait for a second one; the officers are told."""
    reference = reference_code(secrets.token_bytes(8))
    proposals.propose(
        act,
        kind,
        practitioner_id,
        person=practitioner_id,
        words={**words, "reference": reference},
    )
    inbox = inbox_of(act.by.agency, InboxKind.LEAD_INFORMATION_OFFICER)
    if inbox is not None:
        notify_inbox(
            inbox.id,
            Template.PROPOSED,
            by=act.by,
            reference=reference,
            path=RESTRICTIONS,
            at=act.at,
        )
