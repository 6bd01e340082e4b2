"""Somebody joins the agency: login, entry in the directory and role in one act."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID, uuid4

from django.db import IntegrityError

from sharewell.access.command import Act
from sharewell.access.proposals import ProposalKind, was_proposed
from sharewell.accounts import logins
from sharewell.accounts.logins import Login
from sharewell.accounts.provision import create_login
from sharewell.agencies.actions import administers
from sharewell.agencies.agreeing import OWN
from sharewell.agencies.appointing import give, standing
from sharewell.agencies.elsewhere import address_works_elsewhere
from sharewell.agencies.errors import AddressTaken, ClosedElsewhere, WorksHere
from sharewell.agencies.models import Appointment, Practitioner
from sharewell.core.policy.action import Action
from sharewell.core.policy.model import Actor, Circumstances, Resource, Role


@dataclass(frozen=True)
class Joiner:
    """Who joins, and as what."""

    name: str
    email: str
    call_back_phone: str
    role: Role
    team: str


def take_on(*, by: Actor, at: datetime, key: str, joiner: Joiner) -> dict[str, Any]:
    """{"practitioner": id, "given": whether the role is theirs or waits}.

    Whoever was here before comes back with the old login and name. Raises
    AddressTaken, WorksHere, ClosedElsewhere, and what giving a role raises.
    """
    elsewhere = address_works_elsewhere(by, joiner.email, at)
    result: dict[str, Any] = _take_on(
        by=by, at=at, key=key, joiner=joiner, elsewhere=elsewhere
    )
    return result


@administers(Action.PRACTITIONER_APPOINT)
def _take_on(act: Act, *, joiner: Joiner, elsewhere: bool) -> dict[str, Any]:
    act.require(Resource("practitioner", None, OWN))
    login = logins.with_address(joiner.email)
    if login is None:
        person = _register(act, joiner)
    else:
        person = _come_back(act, joiner, login, elsewhere)
    given = give(act, person, joiner.role, joiner.team)
    return {"practitioner": str(person.id), "given": given}


def _register(act: Act, joiner: Joiner) -> Practitioner:
    try:
        # No password of the administrator's making: the agency's provider signs in.
        user = create_login(joiner.email, None)
    except IntegrityError:
        # Somebody else was first, at this moment.
        raise AddressTaken(joiner.email) from None
    person = Practitioner(
        id=uuid4(),
        user_id=user.id,
        name=joiner.name,
        call_back_phone=joiner.call_back_phone,
    )
    person.save(force_insert=True)
    act.record("practitioner.registered", kind="practitioner", id=person.id)
    return person


def _come_back(act: Act, joiner: Joiner, login: Login, elsewhere: bool) -> Practitioner:
    person = Practitioner.objects.filter(user_id=login.id).first()
    if person is None or not _was_here(act, person.id):
        raise AddressTaken(joiner.email)
    act.require(
        Resource("practitioner", person.id, OWN), Circumstances(about_person=person.id)
    )
    if standing(act, person.id):
        raise WorksHere(person.name)
    if not login.is_active:
        if elsewhere:
            raise ClosedElsewhere
        logins.reopen(login.id)
        act.record("login.opened", kind="practitioner", id=person.id)
    return person


def _was_here(act: Act, practitioner_id: UUID) -> bool:
    """Employed before, or proposed and never appointed; not lent by another agency."""
    held = Appointment.objects.filter(
        agency_id=act.by.agency, practitioner_id=practitioner_id
    )
    if held.exists():
        return held.filter(is_pooled=False).exists()
    return was_proposed(act.by.agency, ProposalKind.APPOINT, practitioner_id)
