"""Somebody leaves the agency: everything they were here ends in one act."""

from datetime import datetime
from uuid import UUID

from sharewell.access.command import Act
from sharewell.accounts import identity, logins, set_up
from sharewell.agencies import appointing
from sharewell.agencies.actions import administers
from sharewell.agencies.elsewhere import person_works_elsewhere
from sharewell.agencies.models import Practitioner
from sharewell.agencies.moving import held_here, require_over
from sharewell.core.policy.action import Action
from sharewell.core.policy.model import Actor


def leave(*, by: Actor, at: datetime, key: str, practitioner_id: UUID) -> str:
    """Give "closed" with the login, "open" where it is another agency's as well.

    What they wrote stays theirs. Raises NotFound for whoever does not work here.
    """
    elsewhere = person_works_elsewhere(by, practitioner_id, at)
    result: str = _leave(
        by=by, at=at, key=key, practitioner_id=practitioner_id, elsewhere=elsewhere
    )
    return result


@administers(Action.PRACTITIONER_END)
def _leave(act: Act, *, practitioner_id: UUID, elsewhere: bool) -> str:
    require_over(act, practitioner_id)
    held = held_here(act, practitioner_id)
    for one in held:
        appointing.end(act, one)
    person = Practitioner.objects.get(id=practitioner_id)
    if act.by.agency is not None:
        identity.unlink(user_id=person.user_id, agency=act.by.agency)
        set_up.take_back(person.user_id, act.by.agency, act.at)
    # A pooled adviser's login is her own agency's to close.
    if elsewhere or all(one.is_pooled for one in held):
        return "open"
    logins.close(person.user_id)
    act.record("login.closed", kind="practitioner", id=person.id)
    return "closed"
