"""Founding agencies, opening and closing inboxes, appointing people and ending it."""

from uuid import UUID, uuid4

from sharewell.access.command import Act, command
from sharewell.access.errors import NotFound
from sharewell.accounts import identity, logins, sign_ins
from sharewell.agencies import appointing
from sharewell.agencies.errors import NeedsTwo, NotOneOfUs
from sharewell.agencies.models import (
    Agency,
    Appointment,
    Inbox,
    InboxClosure,
    Practitioner,
)
from sharewell.agencies.vocabulary import AgencyKind, InboxKind
from sharewell.core.policy.action import Action
from sharewell.core.policy.model import Circumstances, Purpose, Resource, Role


def administers(action: Action):  # noqa: ANN201 - the door's own type
    """The door, under the purpose that the policies on the directory demand."""
    return command(action, purpose=Purpose.ADMINISTER)


@administers(Action.AGENCY_FOUND)
def found_agency(act: Act, *, name: str, kind: AgencyKind, area: str) -> str:
    """Add the agency whose id the acting context carries; returns its id."""
    act.require(Resource("agency", act.by.agency))
    Agency(
        id=act.by.agency, name=name, kind=kind.value, area=area, founded_at=act.at
    ).save(force_insert=True)
    act.record("agency.founded", kind="agency", id=act.by.agency)
    return str(act.by.agency)


@administers(Action.INBOX_OPEN)
def open_inbox(
    act: Act,
    *,
    kind: InboxKind,
    name: str,
    email: str,
    phone: str,
    out_of_hours_phone: str,
) -> str:
    """Open an inbox of the acting agency; returns its id."""
    act.require(Resource("inbox"))
    inbox = Inbox(
        id=uuid4(),
        agency_id=act.by.agency,
        kind=kind.value,
        name=name,
        email=email,
        phone=phone,
        out_of_hours_phone=out_of_hours_phone,
        opened_at=act.at,
    )
    inbox.save(force_insert=True)
    act.record("inbox.opened", kind="inbox", id=inbox.id)
    return str(inbox.id)


@administers(Action.INBOX_CLOSE)
def close_inbox(act: Act, *, inbox_id: UUID, successor_id: UUID | None) -> str:
    """Close an inbox of the acting agency and name its successor."""
    act.require(Resource("inbox", inbox_id))
    InboxClosure(
        id=uuid4(),
        agency_id=act.by.agency,
        inbox_id=inbox_id,
        successor_id=successor_id,
        at=act.at,
    ).save(force_insert=True)
    act.record("inbox.closed", kind="inbox", id=inbox_id)
    return str(inbox_id)


@administers(Action.PRACTITIONER_APPOINT)
def register_practitioner(
    act: Act, *, user_id: UUID, name: str, call_back_phone: str
) -> str:
    """Put a person who can sign in into the directory; returns the new id."""
    act.require(Resource("practitioner"))
    person = Practitioner(
        id=uuid4(), user_id=user_id, name=name, call_back_phone=call_back_phone
    )
    person.save(force_insert=True)
    act.record("practitioner.registered", kind="practitioner", id=person.id)
    return str(person.id)


@administers(Action.PRACTITIONER_APPOINT)
def appoint(
    act: Act, *, practitioner_id: UUID, role: Role, team: str, is_pooled: bool = False
) -> str:
    """Give a person a role in the acting agency; returns the appointment's id.

    For the set-up, and for what one person may do alone: raises NeedsTwo for the rest.
    """
    act.require(
        Resource("practitioner", practitioner_id),
        Circumstances(about_person=practitioner_id),
    )
    if appointing.needs_two(act.by, role):
        raise NeedsTwo
    made = appointing.place(act, practitioner_id, role, team, is_pooled=is_pooled)
    return str(made)


@administers(Action.PRACTITIONER_END)
def end_appointment(act: Act, *, appointment_id: UUID) -> str:
    """The person leaves the role; it holds from the next request on.

    Raises NotFound for an appointment of another agency.
    """
    row = Appointment.objects.filter(agency_id=act.by.agency, id=appointment_id).first()
    if row is None:
        raise NotFound(act.by, act.action, "appointment")
    act.require(
        Resource("appointment", appointment_id),
        Circumstances(about_person=row.practitioner_id),
    )
    appointing.end(act, row)
    return str(appointment_id)


@administers(Action.PRACTITIONER_APPOINT)
def link_sign_in(act: Act, *, practitioner_id: UUID, issuer: str, subject: str) -> str:
    """The agency's provider speaks for one of its people; returns the link's id.

    For the set-up, by whoever runs the service; the pages use `signing_in`, which asks
    a second person where one is needed. Raises NotOneOfUs for anybody whom the agency
    does not employ: its provider must not be able to sign in as somebody of another
    agency. Raises NeedsTwo where a role of the person's is given by two.
    """
    act.require(
        Resource("practitioner", practitioner_id),
        Circumstances(about_person=practitioner_id),
    )
    held = appointing.standing(act, practitioner_id)
    if any(appointing.needs_two(act.by, Role(one.role)) for one in held):
        raise NeedsTwo
    link = identity.link(
        user_id=employed(act, practitioner_id),
        agency=act.by.agency,
        issuer=issuer,
        subject=subject,
        at=act.at,
    )
    act.record("sign_in.linked", kind="practitioner", id=practitioner_id)
    return str(link)


@administers(Action.PRACTITIONER_END)
def unlink_sign_in(act: Act, *, practitioner_id: UUID) -> str:
    """The agency's provider speaks for this person no longer, from now on."""
    act.require(Resource("practitioner", practitioner_id))
    user_id = Practitioner.objects.get(id=practitioner_id).user_id
    identity.unlink(user_id=user_id, agency=act.by.agency)
    sign_ins.end_all(user_id, act.at)
    act.record("sign_in.unlinked", kind="practitioner", id=practitioner_id)
    return str(practitioner_id)


def employed(act: Act, practitioner_id: UUID) -> UUID:
    """The login of somebody who works for the acting agency now; raises NotOneOfUs."""
    held = Appointment.objects.filter(
        agency_id=act.by.agency,
        practitioner_id=practitioner_id,
        is_pooled=False,
        starts_at__lte=act.at,
    ).select_related("practitioner", "end")
    for one in held:
        if not (hasattr(one, "end") and one.end.at <= act.at):
            user_id: UUID = one.practitioner.user_id
            return user_id
    raise NotOneOfUs


@administers(Action.PRACTITIONER_END)
def close_login(act: Act, *, practitioner_id: UUID) -> str:
    """The person signs in no more, and is out at the next request.

    Raises NotOneOfUs for anybody whom the acting agency does not employ.
    """
    act.require(Resource("practitioner", practitioner_id))
    user_id = employed(act, practitioner_id)
    logins.close(user_id)
    sign_ins.end_all(user_id, act.at)
    act.record("login.closed", kind="practitioner", id=practitioner_id)
    return str(practitioner_id)
