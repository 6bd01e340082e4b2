"""Somebody does something else from now on: a role more, or one less."""

from uuid import UUID

from sharewell.access.command import Act
from sharewell.access.errors import NotFound
from sharewell.agencies import appointing
from sharewell.agencies.actions import administers
from sharewell.agencies.agreeing import OWN
from sharewell.agencies.errors import EndedBefore, OnlyRole
from sharewell.agencies.models import Appointment, Practitioner
from sharewell.core.policy.action import Action
from sharewell.core.policy.model import Circumstances, Resource, Role


@administers(Action.PRACTITIONER_APPOINT)
def give_role(act: Act, *, practitioner_id: UUID, role: Role, team: str) -> str:
    """Give "given", or "proposed" where a second person must agree.

    Raises NotFound for whoever does not work here, HasRole and NobodyAgrees.
    """
    require_over(act, practitioner_id)
    held_here(act, practitioner_id)
    person = Practitioner.objects.get(id=practitioner_id)
    given = appointing.give(act, person, role, team)
    return "given" if given else "proposed"


@administers(Action.PRACTITIONER_END)
def end_role(act: Act, *, practitioner_id: UUID, appointment_id: UUID) -> str:
    """One of several roles; raises NotFound, EndedBefore, and OnlyRole for the last."""
    require_over(act, practitioner_id)
    held = held_here(act, practitioner_id)
    one = next((row for row in held if row.id == appointment_id), None)
    if one is None:
        raise EndedBefore
    if len(held) == 1:
        raise OnlyRole
    appointing.end(act, one)
    return str(one.id)


def require_over(act: Act, practitioner_id: UUID) -> None:
    """Ask the policy; nobody does this to themselves."""
    act.require(
        Resource("practitioner", practitioner_id, OWN),
        Circumstances(about_person=practitioner_id),
    )


def held_here(act: Act, practitioner_id: UUID) -> list[Appointment]:
    """What the person does in the acting agency; raises NotFound for nothing."""
    held = appointing.standing(act, practitioner_id)
    if not held:
        raise NotFound(act.by, act.action, "practitioner")
    return held
