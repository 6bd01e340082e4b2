"""Tells an inbox or a person that there is something to see; never what."""

from datetime import datetime
from uuid import UUID, uuid4

from sharewell.agencies.jobs import send_email
from sharewell.agencies.models import Inbox, Practitioner
from sharewell.core.policy.model import Actor
from sharewell.outbox.models import Email
from sharewell.outbox.templates import Template


def notify_inbox(
    inbox_id: UUID,
    template: Template,
    *,
    by: Actor,
    reference: str,
    path: str,
    at: datetime,
) -> None:
    """Queue a message to an inbox, in the transaction of the act it tells of."""
    address = Inbox.objects.get(id=inbox_id).email
    _queue(address, template, by, reference, path, at)


def notify_person(
    practitioner_id: UUID,
    template: Template,
    *,
    by: Actor,
    reference: str,
    path: str,
    at: datetime,
) -> None:
    """Queue a message to one person's own address."""
    person = Practitioner.objects.select_related("user").get(id=practitioner_id)
    _queue(person.user.email, template, by, reference, path, at)


def _queue(
    address: str, template: Template, by: Actor, reference: str, path: str, at: datetime
) -> None:
    email = Email(
        id=uuid4(),
        agency_id=by.agency,
        template=template.value,
        to_address=address,
        reference=reference,
        path=path,
        queued_at=at,
    )
    email.save(force_insert=True)
    send_email.defer(email_id=str(email.id), agency_id=str(by.agency))
