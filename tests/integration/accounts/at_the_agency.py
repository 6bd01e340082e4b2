"""Ada's agency signs her in: how a test goes there and comes back."""

import html
import re
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Any
from urllib.parse import parse_qs, urlencode, urlsplit
from uuid import UUID

from django.http import HttpResponse
from django.urls import reverse

from sharewell.access.context import context
from sharewell.accounts import identity
from sharewell.accounts.models import User
from sharewell.core.policy.model import Actor, Purpose
from tests.agency_provider.scripted import Scripted
from tests.integration.accounts.signing_in import Visitor

CLIENT, CLIENT_SECRET = "sharewell", "a secret of sharewell and its agency"
SUBJECT, ACR = "subject-of-ada", "https://acr.example/two-factors"
AGENCY = UUID("5a1f7c1e-3a55-4f6e-9a33-0d9a51f0aaaa")
CHOOSE, WORK = "/sign-in/agency", "/work"
LEADS_TO = re.compile(r'<meta http-equiv="refresh" content="0; url=([^"]+)">')


def row(issuer: str, **more: Any) -> dict[str, Any]:
    """The provider as the settings have it."""
    return {
        "id": "town",
        "agency": str(AGENCY),
        "name": "Town Council",
        "issuer": issuer,
        "client_id": CLIENT,
        "client_secret": CLIENT_SECRET,
        "two_factor_acr": [ACR],
        "two_factor_amr": ["mfa"],
        **more,
    }


def link(user: User, issuer: str, subject: str = SUBJECT) -> UUID:
    """As the administrator's act does."""
    with context(Actor.system(AGENCY), Purpose.ADMINISTER):
        return identity.link(
            user_id=user.pk,
            agency=AGENCY,
            issuer=issuer,
            subject=subject,
            at=datetime.now(UTC),
        )


def unlink(user: User) -> None:
    """As the administrator's act does."""
    with context(Actor.system(AGENCY), Purpose.ADMINISTER):
        assert identity.unlink(user_id=user.pk, agency=AGENCY)


def way_there(visitor: Visitor, path: str = CHOOSE) -> str:
    """The address that our page leads to."""
    reply = visitor.send(path, {"agency": "town"})
    found = LEADS_TO.search(reply.content.decode())
    assert found is not None, reply.content.decode()
    return html.unescape(found[1])


def back(**query: str) -> str:
    """The address that the provider sends the browser back to."""
    return f"{reverse('agency-sign-in-done', args=['town'])}?{urlencode(query)}"


def asked(address: str) -> dict[str, str]:
    """What the provider is asked."""
    return {k: v[0] for k, v in parse_qs(urlsplit(address).query).items()}


@dataclass
class Trip:
    """One browser's way to the scripted provider and back."""

    provider: Scripted
    visitor: Visitor = field(default_factory=Visitor)
    state: str = ""

    def sets_out(self, path: str = CHOOSE) -> "Trip":
        """As far as the provider's door."""
        address = way_there(self.visitor, path)
        self.provider.visited(address)
        self.state = asked(address)["state"]
        return self

    def comes_back(self, **query: str) -> HttpResponse:
        """With a code and the state, unless told otherwise."""
        return self.visitor.get(back(**{"code": "c", "state": self.state, **query}))

    def there_and_back(self) -> HttpResponse:
        """Both."""
        return self.sets_out().comes_back()
