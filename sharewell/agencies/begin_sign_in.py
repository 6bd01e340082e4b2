"""Somebody sets a password: an act of the service, as nobody acts for an agency in it.

A link shows that its holder reads a mailbox, not who that is; so the ledger says that
the service did it, for whom, and whether by a link or with the old password.
"""

from datetime import datetime
from uuid import UUID, uuid4

from sharewell.access.command import Act, command
from sharewell.accounts import logins, set_up, sign_ins
from sharewell.agencies.errors import ChangedMeanwhile, LinkUsed
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


def change_password(
    *,
    user_id: UUID,
    agency: UUID | None,
    shown: str,
    password: str,
    keep: UUID | None,
    at: datetime,
) -> None:
    """Another password for whoever has shown the old one, whose hash is `shown`.

    Of the sessions only `keep` stays, and no link that was sent before; `agency` is the
    person's own in whose ledger it stands. Raises ChangedMeanwhile.
    """
    _change_password(
        by=Actor.system(agency),
        at=at,
        key=str(uuid4()),
        user_id=user_id,
        shown=shown,
        hashed=set_up.hashed(password),
        keep=keep,
    )


@command(Action.SIGN_IN_BEGIN, purpose=Purpose.RUN_THE_SERVICE)
def _change_password(
    act: Act, *, user_id: UUID, shown: str, hashed: str, keep: UUID | None
) -> str:
    person = Practitioner.objects.get(user_id=user_id)
    act.require(Resource("practitioner", person.id))
    # The rows' own conditions decide, not the look before them: an administrator may
    # have begun the sign-in anew, or its owner ended this very session.
    if not (
        sign_ins.goes_on(user_id, keep, act.at)
        and logins.replace_password(user_id, shown, hashed)
    ):
        raise ChangedMeanwhile
    sign_ins.end_all(user_id, act.at, but=keep)
    set_up.end_all(user_id, act.at)
    act.record("password.changed", kind="practitioner", id=person.id)
    return str(person.id)
