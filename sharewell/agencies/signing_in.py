"""How somebody of the agency comes to sign in: a link, the agency's own, or anew."""

from datetime import datetime
from uuid import UUID

from sharewell.access.command import Act
from sharewell.access.proposals import ProposalKind
from sharewell.accounts import identity, set_up
from sharewell.accounts.providers import provider_of
from sharewell.agencies import sign_in_parts as parts
from sharewell.agencies.actions import administers, employed
from sharewell.agencies.errors import LinkedBefore, SignsInElsewhere, SignsInHere
from sharewell.agencies.moving import require_over
from sharewell.agencies.sign_in_parts import Way, way_of
from sharewell.core.policy.action import Action
from sharewell.core.policy.model import Actor


def send_link(*, by: Actor, at: datetime, key: str, practitioner_id: UUID) -> str:
    """Send the person a link to set a password; any earlier one stops working.

    Raises NotOneOfUs, SignsInElsewhere and TooManyLinks.
    """
    way = way_of(by, practitioner_id, at)
    made: str = _send_link(
        by=by, at=at, key=key, practitioner_id=practitioner_id, way=way
    )
    return made


@administers(Action.SIGN_IN_SET_UP)
def _send_link(act: Act, *, practitioner_id: UUID, way: Way) -> str:
    require_over(act, practitioner_id)
    user_id = employed(act, practitioner_id)
    if way.by_provider:
        raise SignsInElsewhere
    parts.send(act, practitioner_id, user_id)
    return "sent"


@administers(Action.SIGN_IN_SET_UP)
def take_link_back(act: Act, *, practitioner_id: UUID) -> str:
    """The link that was sent opens nothing any more; raises NotOneOfUs."""
    require_over(act, practitioner_id)
    set_up.take_back(employed(act, practitioner_id), parts.agency(act), act.at)
    act.record("set_up_link.taken_back", kind="practitioner", id=practitioner_id)
    return "taken back"


def reset(*, by: Actor, at: datetime, key: str, practitioner_id: UUID) -> str:
    """Give "sent", or "proposed" where a second person must agree.

    Raises NotOneOfUs, SignsInElsewhere, TooManyLinks, WaitsAlready and NobodyAgrees.
    """
    way = way_of(by, practitioner_id, at)
    done: str = _reset(by=by, at=at, key=key, practitioner_id=practitioner_id, way=way)
    return done


@administers(Action.SIGN_IN_RESET)
def _reset(act: Act, *, practitioner_id: UUID, way: Way) -> str:
    require_over(act, practitioner_id)
    user_id = employed(act, practitioner_id)
    if way.by_provider:
        raise SignsInElsewhere
    if way.needs_two(act.by):
        parts.propose_for(act, ProposalKind.RESET_SIGN_IN, practitioner_id)
        return "proposed"
    parts.begin_anew(act, practitioner_id, user_id)
    return "sent"


def link_subject(
    *, by: Actor, at: datetime, key: str, practitioner_id: UUID, subject: str
) -> str:
    """The agency's own sign-in speaks for the person: "linked", or "proposed".

    Raises NotOneOfUs, SignsInHere, LinkedBefore, SubjectTaken, WaitsAlready and
    NobodyAgrees.
    """
    way = way_of(by, practitioner_id, at)
    done: str = _link_subject(
        by=by, at=at, key=key, practitioner_id=practitioner_id, subject=subject, way=way
    )
    return done


@administers(Action.SIGN_IN_SET_UP)
def _link_subject(act: Act, *, practitioner_id: UUID, subject: str, way: Way) -> str:
    require_over(act, practitioner_id)
    user_id = employed(act, practitioner_id)
    provider = provider_of(parts.agency(act))
    if provider is None:
        raise SignsInHere
    if identity.is_linked(user_id, parts.agency(act)):
        raise LinkedBefore
    words = {"issuer": provider.issuer, "subject": subject}
    if way.needs_two(act.by):
        parts.propose_for(act, ProposalKind.LINK_SIGN_IN, practitioner_id, words)
        return "proposed"
    parts.link(act, practitioner_id, user_id, words)
    return "linked"


@administers(Action.SIGN_IN_SET_UP)
def unlink_subject(act: Act, *, practitioner_id: UUID) -> str:
    """The agency's own sign-in speaks for the person no longer, from now on."""
    require_over(act, practitioner_id)
    parts.unlink(act, practitioner_id, employed(act, practitioner_id))
    return "unlinked"
