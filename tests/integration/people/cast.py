"""Who changes people in these tests, and what is asked of the database about them."""

from datetime import UTC, datetime, timedelta
from uuid import UUID

from allauth.mfa.totp.internal.auth import TOTP
from django.test import Client

from sharewell.access.context import context
from sharewell.accounts.models import UsedCode, User
from sharewell.agencies.actions import appoint, found_agency, register_practitioner
from sharewell.agencies.actors import hats
from sharewell.agencies.models import Practitioner
from sharewell.agencies.vocabulary import AgencyKind
from sharewell.core.policy.model import Actor, Purpose, Role
from tests.browsing import signed_in
from tests.factories import PASSWORD, Login, World
from tests.personas import Place

JOINER = {
    "name": "Nora New", "email": "Nora@School.example",
    "call_back_phone": "01632 960003", "role": "practitioner", "team": "staff",
}  # fmt: skip


def taken_on(world: World, who: str, agency: UUID, *roles: Role) -> Actor:
    """Somebody appointed by the set-up, a day ago; the key of the world is `who`."""
    at, system = datetime.now(UTC) - timedelta(days=1), Actor.system(agency)
    user = User.objects.create_user(f"{who}@new.example")
    made = register_practitioner(
        by=system, at=at, key=f"register:{who}", user_id=user.id,
        name=f"{who.title()} New", call_back_phone="07700 900003",
    )  # fmt: skip
    for role in roles:
        appoint(
            by=system, at=at, key=f"appoint:{who}:{role}", team="office",
            practitioner_id=UUID(made), role=role,
        )  # fmt: skip
    world.users[who] = user
    world.actors[who] = now(world, who, agency)
    return world.actors[who]


def now(world: World, who: str, agency: UUID | None = None) -> Actor:
    """What the person is at this moment, in one agency; without a role for nothing."""
    place = agency or world.agencies[Place.SCHOOL]
    worn = hats(world.users[who].id, datetime.now(UTC))
    gone = Actor(person(world, who), place, frozenset())
    return next((h.actor for h in worn if h.actor.agency == place), gone)


def roles(world: World, who: str, agency: UUID | None = None) -> set[Role]:
    return set(now(world, who, agency).roles)


def person(world: World, who: str) -> UUID:
    with context(Actor.system(), Purpose.SIGN_IN):
        found: UUID = Practitioner.objects.get(user_id=world.users[who].id).id
    return found


def with_password(login: User) -> Login:
    """What a login without a password would need to sign in here."""
    secret = "KRSXG5CTMVRXEZLUKRSXG5CTMVRXEZLU"
    login.set_password(PASSWORD)
    login.save(update_fields=["password"])
    TOTP.activate(login, secret)
    return login.email, PASSWORD, secret


def sign_in_again(world: World, who: str) -> Client:
    """Within the same half minute, whose code has been used."""
    UsedCode.objects.filter(user=world.users[who]).delete()
    return signed_in(world, who)


def refuge(world: World) -> UUID:
    """A sensitive agency, with one administrator ("ruth") and no officer."""
    agency = UUID(int=77)
    found_agency(
        by=Actor.system(agency), at=datetime.now(UTC) - timedelta(days=2), key="refuge",
        name="Harbour", kind=AgencyKind.REFUGE, area="Testshire",
    )  # fmt: skip
    taken_on(world, "ruth", agency, Role.ADMINISTRATOR)
    return agency
