"""Somebody sets a password by a link: an act of the service, before anybody acts.

The link shows that its holder reads a mailbox, not who that is; so the ledger says that
the service did it, and for whom.
"""

from datetime import datetime
from uuid import UUID, uuid4

from sharewell.access.command import Act, command
from sharewell.accounts import set_up
from sharewell.agencies.errors import LinkUsed
from sharewell.agencies.models import Practitioner
from sharewell.core.policy.action import Action
from sharewell.core.policy.model import Actor, Purpose, Resource


def set_password(*, link: set_up.Held, password: str, at: datetime) -> None:
    """Use the link, once; raises LinkUsed where somebody was first."""
    # Hashed before the act: what an act is asked is kept as a hash that is quick to
    # try. The link counts the uses, so each try has a key of its own.
    _set_password(
        by=Actor.system(link.agency),
        at=at,
        key=str(uuid4()),
        link_id=link.id,
        user_id=link.user.pk,
        hashed=set_up.hashed(password),
    )


@command(Action.SIGN_IN_BEGIN, purpose=Purpose.RUN_THE_SERVICE)
def _set_password(act: Act, *, link_id: UUID, user_id: UUID, hashed: str) -> str:
    person = Practitioner.objects.get(user_id=user_id)
    act.require(Resource("practitioner", person.id))
    if not set_up.use(link_id, hashed, act.at):
        raise LinkUsed
    act.record("password.set_by_link", kind="practitioner", id=person.id)
    return str(person.id)
