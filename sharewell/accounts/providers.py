"""The agencies that check their own people: one OpenID provider for one agency.

Set by whoever runs the service, with the agency's own technicians: a provider that a
page could add would be a way in that a stolen session could open.
"""

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import urlsplit
from uuid import UUID

from django.conf import settings

ID = re.compile(r"[a-z0-9][a-z0-9-]{0,39}")
NEEDED = ("id", "agency", "name", "issuer", "client_id", "client_secret")
LOOPBACK = "http://127.0.0.1:"
# A day at work: whoever signed in at the agency longer ago is asked again there.
MAX_AGE_SECONDS = 8 * 60 * 60


@dataclass(frozen=True)
class Provider:
    """Where the people of one agency sign in, and what shows their second factor."""

    id: str
    agency: UUID
    name: str
    issuer: str
    client_id: str
    client_secret: str = field(repr=False)
    # Values of `acr`, and of `amr`, that the agency has promised to mean two factors.
    two_factor_acr: tuple[str, ...] = ()
    two_factor_amr: tuple[str, ...] = ()
    max_age: int = MAX_AGE_SECONDS
    # Off where the agency has not entered our page of signing out: it would refuse.
    sign_out: bool = True


def providers() -> list[Provider]:
    """All of them, by name."""
    return sorted(map(_provider, settings.OIDC_PROVIDERS), key=lambda one: one.name)


def provider(provider_id: str) -> Provider | None:
    """The one of that name in our addresses, if there is one."""
    return next((one for one in providers() if one.id == provider_id), None)


def provider_of(agency: UUID) -> Provider | None:
    """Where the agency's people sign in; None where they have passwords."""
    return next((one for one in providers() if one.agency == agency), None)


def may_be_asked(url: str) -> bool:
    """Whether the address keeps what is sent there from others on the way.

    The demonstration and the tests have a provider on this very machine.
    """
    parts = urlsplit(url)
    if parts.scheme == "https":
        return bool(parts.hostname)
    return settings.DEMO and url.startswith(LOOPBACK)


def faults() -> Iterator[str]:
    """What is wrong with the settings, each in one sentence."""
    rows = settings.OIDC_PROVIDERS
    if not isinstance(rows, list) or not all(isinstance(row, dict) for row in rows):
        yield "OIDC_PROVIDERS must be a list of objects."
        return
    for row in rows:
        yield from _faults(row)
    for what in ("id", "agency", "issuer"):
        counts = Counter(str(row.get(what)) for row in rows)
        for value, count in counts.items():
            if count > 1:
                yield f"OIDC_PROVIDERS names the {what} {value} {count} times."


def _faults(row: dict[str, Any]) -> Iterator[str]:
    name = row.get("id", "without id")
    missing = [what for what in NEEDED if not row.get(what)]
    unknown = sorted(row.keys() - Provider.__dataclass_fields__.keys())
    if missing or unknown:
        words = [f"lacks {what}" for what in missing]
        words += [f"does not know {what}" for what in unknown]
        yield f"The provider {name} {', '.join(words)}."
        return
    if not ID.fullmatch(str(row["id"])):
        yield f"The provider {name} needs an id of small letters, digits and hyphens."
    if not may_be_asked(str(row["issuer"])):
        yield f"The provider {name} must have an issuer that begins with https://."
    if not 0 < int(row.get("max_age", 1)) <= settings.SESSION_COOKIE_AGE:
        yield f"The provider {name} must ask for a sign-in of at most 12 hours ago."
    try:
        UUID(str(row["agency"]))
    except ValueError:
        yield f"The provider {name} needs the id of its agency."


def _provider(row: dict[str, Any]) -> Provider:
    return Provider(
        **{
            **row,
            "agency": UUID(str(row["agency"])),
            "two_factor_acr": tuple(row.get("two_factor_acr", ())),
            "two_factor_amr": tuple(row.get("two_factor_amr", ())),
        }
    )
