"""A deputy for the school's officer, where a test needs two of them."""

from datetime import UTC, datetime, timedelta
from uuid import UUID

from sharewell.accounts.models import User
from sharewell.agencies.actions import appoint, register_practitioner
from sharewell.agencies.actors import hats
from sharewell.core.policy.model import Actor, Role
from tests.factories import World
from tests.personas import Place


def with_deputy(world: World) -> World:
    """The world with Delia, deputy of Omar, as "deputy"."""
    system = Actor.system(world.agencies[Place.SCHOOL])
    at = datetime.now(UTC) - timedelta(days=1)
    user = User.objects.create_user("delia@school.example")
    made = register_practitioner(
        by=system, at=at, key="register:delia", user_id=user.id, name="Delia Deputy",
        call_back_phone="07700 900002",
    )  # fmt: skip
    appoint(
        by=system, at=at, key="appoint:delia", practitioner_id=UUID(made),
        role=Role.DEPUTY_LEAD_INFORMATION_OFFICER, team="office",
    )  # fmt: skip
    world.users["deputy"] = user
    world.actors["deputy"] = hats(user.id, datetime.now(UTC))[0].actor
    return world
