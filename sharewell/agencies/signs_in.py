"""How one person of the agency signs in now, for its administrator."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from sharewell.access.command import Act, command
from sharewell.accounts import identity, logins, second_factor, set_up
from sharewell.accounts.providers import provider_of
from sharewell.agencies.actions import employed
from sharewell.agencies.agreeing import OWN
from sharewell.agencies.sign_in_parts import Way, agency, way_of
from sharewell.core.policy.action import Action
from sharewell.core.policy.model import Actor, Purpose, Resource


@dataclass(frozen=True)
class SignsIn:
    """What an administrator is told: whether, and never with what.

    `provider` names the agency's own sign-in where it has one; `link_until` is when the
    link that was sent is over, None where none works.
    """

    by_provider: bool
    provider: str
    linked: bool
    password: bool
    second_step: bool
    link_until: datetime | None
    needs_two: bool


def how_signs_in(by: Actor, at: datetime, practitioner_id: UUID) -> SignsIn:
    """Of somebody whom the agency employs; raises NotOneOfUs for anybody else."""
    way = way_of(by, practitioner_id, at)
    found: SignsIn = _how_signs_in(
        by=by, at=at, practitioner_id=practitioner_id, way=way
    )
    return found


@command(Action.PEOPLE_LIST, purpose=Purpose.ADMINISTER, writes=False)
def _how_signs_in(act: Act, *, practitioner_id: UUID, way: Way) -> SignsIn:
    act.require(Resource("practitioner", practitioner_id, OWN))
    user_id = employed(act, practitioner_id)
    act.record("person.sign_in_seen", kind="practitioner", id=practitioner_id)
    provider = provider_of(agency(act))
    return SignsIn(
        by_provider=way.by_provider,
        provider="" if provider is None else provider.name,
        linked=identity.is_linked(user_id, agency(act)),
        password=logins.has_password(user_id),
        second_step=second_factor.is_enrolled_as(user_id),
        link_until=set_up.open_until(user_id, act.at),
        needs_two=way.needs_two(act.by),
    )
