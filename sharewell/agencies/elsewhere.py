"""Whether another agency employs somebody: asked before the act, which cannot see it.

Only yes or no leaves here: where somebody works is not for another agency to know.
"""

from datetime import datetime
from uuid import UUID

from sharewell.access.context import context
from sharewell.accounts import logins
from sharewell.agencies.actors import own_agencies
from sharewell.agencies.models import Practitioner
from sharewell.core.policy.model import Actor, Purpose


def person_works_elsewhere(by: Actor, practitioner_id: UUID, at: datetime) -> bool:
    """Of somebody in the directory; False for nobody."""
    with context(by, Purpose.ADMINISTER):
        person = Practitioner.objects.filter(id=practitioner_id).first()
    return person is not None and _works_elsewhere(by, person.user_id, at)


def address_works_elsewhere(by: Actor, email: str, at: datetime) -> bool:
    """Of the owner of a login; False where there is none."""
    login = logins.with_address(email)
    return login is not None and _works_elsewhere(by, login.id, at)


def _works_elsewhere(by: Actor, user_id: UUID, at: datetime) -> bool:
    return bool(own_agencies(user_id, at) - {by.agency})
