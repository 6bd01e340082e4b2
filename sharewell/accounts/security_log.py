"""What happens at the door, a line each, for whoever watches over the service.

Ids, an address of a machine and the kind of what happened; never a name, an e-mail
address or anything that was typed. The part after the logger's name is JSON.
"""

import json
import logging
from typing import Any
from uuid import UUID

from allauth.account.adapter import get_adapter
from django.http import HttpRequest

from sharewell.accounts.models import User

log = logging.getLogger("sharewell.security")
# Whose second step the request tries: the code's own form does not say.
_TRIED = "_second_step_of"


def signed_in(request: HttpRequest) -> None:
    """Both factors were shown."""
    _tell(logging.INFO, "sign_in.done", request, request.user.pk)


def password_refused(request: HttpRequest, email: str) -> None:
    """With the login's id where there is one: asked for always, to take as long."""
    known = User.objects.filter(email=email.lower()).values_list("id", flat=True)
    _tell(logging.WARNING, "sign_in.password_refused", request, known.first())


def second_step_tried(request: HttpRequest, user_id: UUID) -> None:
    """Whose it is, should it be refused."""
    setattr(request, _TRIED, user_id)


def second_step_refused(request: HttpRequest) -> None:
    """A code or passkey that opens nothing, or was used before."""
    tried = getattr(request, _TRIED, None)
    _tell(logging.WARNING, "sign_in.second_step_refused", request, tried)


def too_many_tries(request: HttpRequest) -> None:
    """From now on for some minutes nothing is even looked at."""
    _tell(logging.WARNING, "sign_in.too_many_tries", request, None)


def agency_refused(request: HttpRequest, provider: str, why: str) -> None:
    """The agency's own sign-in came to nothing."""
    more = {"provider": provider, "why": why}
    _tell(logging.WARNING, "sign_in.agency_refused", request, None, **more)


def _tell(
    level: int, event: str, request: HttpRequest, user: UUID | None, **more: Any
) -> None:
    said = {
        "event": event,
        "login": None if user is None else str(user),
        "from": get_adapter().get_client_ip(request),
        **more,
    }
    log.log(level, "%s", json.dumps(said))
