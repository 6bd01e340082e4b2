"""One way in for one agency: whose people have a provider do not use a password here.

A password beside the agency's own sign-in would outlive the person's employment there.
"""

from datetime import datetime
from uuid import UUID

from django.utils.module_loading import import_string

from sharewell.accounts.models import User
from sharewell.accounts.providers import Provider, provider_of, providers

# Who works where is known above this layer.
AGENCIES_OF = "sharewell.agencies.actors.own_agencies"


def provider_for(user: User, at: datetime) -> Provider | None:
    """The provider that this person must use; None where a password is the way in."""
    if not providers():
        return None
    agencies: frozenset[UUID] = import_string(AGENCIES_OF)(user.pk, at)
    found = (provider_of(agency) for agency in sorted(agencies))
    return next((one for one in found if one is not None), None)


def signs_in_with_password(user: User, at: datetime) -> bool:
    """Whether a password of this person's own opens anything."""
    return user.has_usable_password() and provider_for(user, at) is None
