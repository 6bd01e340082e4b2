"""Legal holds: placed at once by one officer, lifted by one."""

from uuid import UUID

from sharewell.access.command import Act, command
from sharewell.access.errors import NotFound
from sharewell.agencies.agreeing import OWN
from sharewell.assurance.erasing import child_at
from sharewell.children import holds
from sharewell.children.vocabulary import HoldGround
from sharewell.core.policy.action import Action
from sharewell.core.policy.model import Purpose, Resource


@command(Action.HOLD_PLACE, purpose=Purpose.OVERSEE)
def place_hold(act: Act, *, reference: str, ground: HoldGround) -> str:
    """Nothing erases the record from now on, whatever was agreed before."""
    act.require(Resource("agency", act.by.agency, OWN))
    return str(holds.place(act, child_at(act, reference), ground))


@command(Action.HOLD_LIFT, purpose=Purpose.OVERSEE)
def lift_hold(act: Act, *, hold_id: UUID) -> str:
    """It holds no longer; what was agreed before goes on."""
    act.require(Resource("hold", hold_id, OWN))
    found = next(
        (one for one in holds.standing_holds(act.by.agency) if one.id == hold_id), None
    )
    if found is None:
        raise NotFound(act.by, act.action, "hold")
    holds.lift(act, found)
    return str(found.id)
