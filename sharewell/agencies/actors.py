"""From a signed-in person to the hats she may wear: one Actor for each agency."""

from dataclasses import dataclass
from datetime import datetime
from functools import lru_cache
from uuid import UUID

from sharewell.access.context import context
from sharewell.agencies.models import Agency, Appointment, Practitioner
from sharewell.core.policy.model import Actor, Purpose, Role


@dataclass(frozen=True)
class Hat:
    """What one person is, at this moment, in one agency."""

    actor: Actor
    name: str
    agency_name: str
    agency_kind: str
    is_pooled: bool

    @property
    def role_words(self) -> str:
        """The roles as a reader would say them."""
        return ", ".join(sorted(r.value.replace("_", " ") for r in self.actor.roles))


def hats(user_id: UUID, at: datetime, session: str = "-") -> tuple[Hat, ...]:
    """Every agency the person is appointed in at `at`, by agency name; () for none."""
    try:
        person = _person(user_id)
    except LookupError:
        return ()
    with context(Actor(person, None, frozenset()), Purpose.SIGN_IN):
        begun = Appointment.objects.filter(practitioner_id=person, starts_at__lte=at)
        held = [
            a
            for a in begun.select_related("end", "practitioner")
            if not (hasattr(a, "end") and a.end.at <= at)
        ]
        agencies = Agency.objects.in_bulk({a.agency_id for a in held})
    return tuple(
        sorted(
            (_hat(agencies[one], held, session) for one in agencies),
            key=lambda hat: hat.agency_name,
        )
    )


@lru_cache(maxsize=10_000)
def _person(user_id: UUID) -> UUID:
    """The practitioner of a login: that never changes. LookupError if none."""
    with context(Actor.system(), Purpose.SIGN_IN):
        found = Practitioner.objects.filter(user_id=user_id).values_list("id").first()
    if found is None:
        raise LookupError(user_id)
    return UUID(str(found[0]))


def own_agencies(user_id: UUID, at: datetime) -> frozenset[UUID]:
    """The agencies that employ the person, not those that only share an adviser."""
    found = [hat for hat in hats(user_id, at) if not hat.is_pooled]
    return frozenset(hat.actor.agency for hat in found if hat.actor.agency)


def _hat(agency: Agency, held: list[Appointment], session: str) -> Hat:
    mine = [a for a in held if a.agency_id == agency.id]
    person = mine[0].practitioner
    return Hat(
        actor=Actor(
            person.id,
            agency.id,
            frozenset(Role(a.role) for a in mine),
            session,
            frozenset(a.team for a in mine),
        ),
        name=person.name,
        agency_name=agency.name,
        agency_kind=agency.kind,
        is_pooled=any(a.is_pooled for a in mine),
    )
