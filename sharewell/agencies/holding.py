"""Which roles are held in the acting agency now, and by whom."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from sharewell.access.command import Act
from sharewell.agencies.models import Appointment
from sharewell.core.policy.model import Role


@dataclass(frozen=True)
class Holding:
    """One role of one person."""

    id: UUID
    practitioner: UUID
    name: str
    role: Role
    team: str
    since: datetime
    is_pooled: bool


def holdings(act: Act) -> list[Holding]:
    """By the people's names; needs the agency's context."""
    found = [
        Holding(
            one.id,
            one.practitioner_id,
            one.practitioner.name,
            Role(one.role),
            one.team,
            one.starts_at,
            one.is_pooled,
        )
        for one in _standing(act)
    ]
    return sorted(found, key=lambda one: (one.name, one.role.value, one.team, one.id))


def one_of(act: Act, appointment_id: UUID) -> Appointment:
    """The row of one of them."""
    return next(one for one in _standing(act) if one.id == appointment_id)


def _standing(act: Act) -> list[Appointment]:
    begun = Appointment.objects.filter(
        agency_id=act.by.agency, starts_at__lte=act.at
    ).select_related("practitioner", "end")
    return [one for one in begun if not (hasattr(one, "end") and one.end.at <= act.at)]
