"""Two pages of the demo: the messages that were really sent, and the sign-ins."""

import email
import email.policy
import os
from pathlib import Path

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render

from sharewell.accounts.provision import current_code
from sharewell.demo.load import load_plan
from sharewell.demo.roster import roster
from sharewell.demo.seed import DEFAULT_SEED
from sharewell.web.clock import now

NEWEST = 100


def sent_messages(request: HttpRequest) -> HttpResponse:
    """What the mail server took, as it arrived: a reference and a link."""
    if not settings.SENT_MESSAGES_DIR:
        raise Http404
    folder = Path(settings.SENT_MESSAGES_DIR)
    files = sorted(folder.glob("*.eml"), key=lambda f: f.stat().st_mtime, reverse=True)
    found = [
        email.message_from_bytes(file.read_bytes(), policy=email.policy.default)
        for file in files[:NEWEST]
    ]
    return render(
        request,
        "sent_messages.html",
        {
            "mails": [
                {
                    "to": str(one["To"]),
                    "subject": str(one["Subject"]),
                    "body": one.get_content(),
                }
                for one in found
            ]
        },
    )


def sign_ins(request: HttpRequest) -> HttpResponse:
    """Who can sign in to the demo, with the codes of this half minute."""
    if not settings.DEMO:
        raise Http404
    at = now()
    return render(
        request,
        "demo_sign_ins.html",
        {
            "password": os.environ.get("DEMO_PASSWORD", "that of the seeding"),
            "people": [
                {
                    "person": one,
                    "roles": ", ".join(role.replace("_", " ") for role in one.roles),
                    "code": current_code(one.totp_secret, at),
                }
                for one in roster(load_plan(), DEFAULT_SEED).sign_ins
            ],
        },
    )
