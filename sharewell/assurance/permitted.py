"""What officers' pages may offer, asked beforehand; the act asks again."""

from uuid import UUID

from sharewell.agencies.agreeing import OWN
from sharewell.core.policy.action import Action
from sharewell.core.policy.decide import decide
from sharewell.core.policy.groups import purpose_of
from sharewell.core.policy.model import Actor, Resource


def may_restrict(by: Actor, action: Action) -> bool:
    """Whether the actor may do this to what the own agency holds at all."""
    about = Resource("agency", by.agency, OWN)
    return decide(by, purpose_of(action), action, about).permit


def may_open_in_emergency(by: Actor, refused: Resource) -> UUID | None:
    """The id of what was refused, if the actor could open it in an emergency."""
    asked = decide(
        by, purpose_of(Action.EMERGENCY_OPEN), Action.EMERGENCY_OPEN, refused
    )
    return refused.id if asked.permit else None
