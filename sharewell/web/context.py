"""What every template may use."""

from typing import Any

from django.conf import settings
from django.http import HttpRequest
from django.urls import reverse

from sharewell.accounts import idle
from sharewell.core.policy.model import Role

LINKS = (
    ("your-work", "Your work"),
    ("tell", "Tell your lead"),
    ("asked", "We were asked"),
    ("guidance", "Guidance"),
    ("help", "Help"),
)
# Only for whom it is the work.
_GOVERNORS_LINKS = (
    ("rulebook", "Rulebook"),
    ("looks", "Who looked"),
    ("restrictions", "Restrictions"),
)
ROLES_LINKS = {
    Role.LEAD_INFORMATION_OFFICER: _GOVERNORS_LINKS,
    Role.DEPUTY_LEAD_INFORMATION_OFFICER: _GOVERNORS_LINKS,
    Role.DATA_PROTECTION_OFFICER: _GOVERNORS_LINKS[1:],
    Role.ADMINISTRATOR: (("agency-people", "People"),),
}


def page(request: HttpRequest) -> dict[str, Any]:
    """Navigation, who is signed in, how long the session lasts."""
    worn = getattr(request, "hat", None)
    if worn is None:
        return {"is_demo": settings.DEMO}
    here = request.path
    more = [
        link
        for role, its_links in ROLES_LINKS.items()
        if worn.actor.has(role)
        for link in its_links
    ]
    links = (*LINKS, *dict.fromkeys(more))
    return {
        "is_demo": settings.DEMO,
        "navigation": [
            {"text": text, "href": reverse(name), "current": here == reverse(name)}
            for name, text in links
        ],
        "signed_in_as": {
            "name": worn.name,
            "role": worn.role_words,
            "agency": worn.agency_name,
        },
        "session_seconds": idle.seconds_left(request.session),
    }
