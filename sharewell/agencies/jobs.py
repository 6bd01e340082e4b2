"""The job that sends one notification. Its arguments are ids, nothing else."""

from datetime import UTC, datetime
from uuid import UUID, uuid4

from procrastinate import RetryStrategy
from procrastinate.contrib.django import app

from sharewell.access.command import Act, command
from sharewell.core.policy.action import Action
from sharewell.core.policy.model import Actor, Purpose, Resource
from sharewell.keys.secrets import link_token
from sharewell.outbox.models import Email, EmailSent
from sharewell.outbox.sending import send
from sharewell.outbox.templates import Template

# A mail server that is away for a day is met by twenty attempts, ever further apart.
RETRY = RetryStrategy(max_attempts=20, wait=5, exponential_wait=2)


@app.task(name="send_email", queue="mail", retry=RETRY)
def send_email(email_id: str, agency_id: str) -> None:
    """Send a notification at least once, always under the same Message-ID."""
    deliver(
        by=Actor.system(UUID(agency_id)),
        at=datetime.now(UTC),
        key=f"email:{email_id}",
        email_id=UUID(email_id),
    )


@command(Action.EMAIL_SEND, purpose=Purpose.RUN_THE_SERVICE)
def deliver(act: Act, *, email_id: UUID) -> str:
    """Hand the message to the mail server, then record that it took it.

    A fault after the hand-over and before the commit sends it again.
    """
    act.require(Resource("email", email_id))
    email = Email.objects.get(id=email_id)
    # Only the message has the whole link: no row that anybody could read does.
    secret = email.template == Template.SET_UP
    send(email, link_token(email.path) if secret else "")
    EmailSent(id=uuid4(), agency_id=act.by.agency, email=email, at=act.at).save(
        force_insert=True
    )
    act.record("email.sent", kind="email", id=email_id)
    return str(email_id)
