"""The safeguarding partnership's office, beside the agencies of the small world."""

from datetime import timedelta
from uuid import UUID, uuid4

from sharewell.accounts.models import User
from sharewell.agencies.actions import (
    appoint,
    found_agency,
    open_inbox,
    register_practitioner,
)
from sharewell.agencies.vocabulary import AgencyKind, InboxKind
from sharewell.core.policy.model import Actor, Role
from tests.factories import World

INBOX = "Partnership office, Testshire Partnership"


def open_the_partnership_office(world: World) -> None:
    """Founded with one inbox, read by Paula; she is then `world.users["paula"]`."""
    by, then = Actor.system(uuid4()), world.at - timedelta(days=365)
    found_agency(
        by=by,
        at=then,
        key="partnership",
        name="Testshire Partnership",
        kind=AgencyKind.PARTNERSHIP,
        area="Testshire",
    )
    open_inbox(
        by=by,
        at=then,
        key="partnership-inbox",
        kind=InboxKind.AGENCY,
        name="Partnership office",
        email="office@partnership.example",
        phone="01632 960003",
        out_of_hours_phone="01632 960004",
    )
    world.users["paula"] = User.objects.create_user("paula@partnership.example")
    paula = register_practitioner(
        by=by,
        at=then,
        key="paula",
        user_id=world.users["paula"].id,
        name="Paula Partnership",
        call_back_phone="07700 900002",
    )
    appoint(
        by=by,
        at=then,
        key="paula-appointed",
        practitioner_id=UUID(paula),
        role=Role.ADVISER,
        team="office",
    )
