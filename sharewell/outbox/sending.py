"""One SMTP conversation for one message, with a Message-ID that stays the same."""

import smtplib
import ssl
from email.message import EmailMessage
from email.utils import format_datetime
from urllib.parse import unquote, urlsplit

from django.conf import settings

from sharewell.outbox.models import Email
from sharewell.outbox.templates import Template, render

TIMEOUT_SECONDS = 20


def message_id(email: Email) -> str:
    """The same for every attempt, so that a second arrival is seen to be the same."""
    domain = urlsplit(settings.BASE_URL).hostname or "sharewell.invalid"
    return f"<{email.id}@{domain}>"


def compose(email: Email, token: str = "") -> EmailMessage:  # nosec B107 # nothing by default, no password
    """The message: fixed wording, a reference, a link; `token` is the link's end."""
    wording = render(
        Template(email.template),
        reference=email.reference,
        link=f"{settings.BASE_URL}{email.path}{token}",
    )
    message = EmailMessage()
    message["From"] = settings.MAIL_FROM
    message["To"] = email.to_address
    message["Subject"] = wording.subject
    message["Message-ID"] = message_id(email)
    message["Date"] = format_datetime(email.queued_at)
    message["Auto-Submitted"] = "auto-generated"
    message.set_content(wording.body)
    return message


def send(email: Email, token: str = "") -> None:  # nosec B107 # nothing by default, no password
    """Deliver to the configured server; raises OSError or SMTPException."""
    parts = urlsplit(settings.SMTP_URL)
    host, port = parts.hostname or "127.0.0.1", parts.port or 25
    kind = smtplib.SMTP_SSL if parts.scheme == "smtps" else smtplib.SMTP
    with kind(host, port, timeout=TIMEOUT_SECONDS) as server:
        if parts.scheme == "smtp+starttls":
            server.starttls(context=ssl.create_default_context())
        if parts.username:
            server.login(unquote(parts.username), unquote(parts.password or ""))
        server.send_message(compose(email, token))
