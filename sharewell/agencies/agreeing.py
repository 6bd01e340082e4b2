"""The second person of an appointment: an officer, else another administrator."""

from datetime import datetime
from uuid import UUID

from sharewell.access.proposals import OF_PEOPLE, ProposalKind
from sharewell.agencies.queries import Person, people_of
from sharewell.core.policy.groups import OFFICERS
from sharewell.core.policy.model import Relation, Role

OWN = frozenset({Relation.OWN_AGENCY})


def standing_of(
    kind: ProposalKind, agency: UUID | None, at: datetime
) -> frozenset[Relation]:
    """What the policy is told of a proposal of the agency; needs an open context."""
    if kind in OF_PEOPLE and not _officers(people_of(agency, at)):
        return OWN | {Relation.NO_OFFICER}
    return OWN


def could_agree(agency: UUID | None, at: datetime, but: set[UUID]) -> bool:
    """Whether anybody may agree to an appointment who is not one of `but`."""
    people = people_of(agency, at)
    may = _officers(people) or [one for one in people if _administers(one)]
    return any(one.id not in but for one in may)


def _officers(people: list[Person]) -> list[Person]:
    """Who is an administrator as well agrees to nothing, so does not count."""
    return [
        one for one in people if OFFICERS & set(one.roles) and not _administers(one)
    ]


def _administers(person: Person) -> bool:
    return Role.ADMINISTRATOR in person.roles
