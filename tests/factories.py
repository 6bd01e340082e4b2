"""Makes the small world of the tests, through the same actions as everybody else.

world = make_world(AT)
tell_adviser(by=world.actors["alice"], at=AT, key="1", concern=...)
email, password, secret = world.login("alice")
"""

import base64
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from functools import cache
from hashlib import sha256
from uuid import UUID, uuid4

from allauth.account.models import EmailAddress
from allauth.mfa.totp.internal.auth import TOTP
from django.contrib.auth.hashers import make_password

from sharewell.accounts.models import User
from sharewell.agencies.actions import (
    appoint,
    end_appointment,
    found_agency,
    open_inbox,
    register_practitioner,
)
from sharewell.agencies.actors import hats
from sharewell.agencies.vocabulary import InboxKind
from sharewell.core.policy.model import Actor
from tests.personas import AGENCIES, PEOPLE, Persona, Place

PASSWORD = "correct-horse-of-the-tests"
Login = tuple[str, str, str]


@dataclass
class World:
    """Keys: `Place` for agencies, `Who` for people, "school.adviser" for inboxes."""

    at: datetime
    agencies: dict[str, UUID] = field(default_factory=dict)
    inboxes: dict[str, UUID] = field(default_factory=dict)
    users: dict[str, User] = field(default_factory=dict)
    actors: dict[str, Actor] = field(default_factory=dict)
    logins: dict[str, Login] = field(default_factory=dict)

    def login(self, who: str) -> Login:
        """(email, password, secret); made when first asked for."""
        if who not in self.logins:
            self.logins[who] = _give_login(self.users[who], who)
        return self.logins[who]


def make_world(at: datetime) -> World:
    """Agencies founded two years before `at`, people in post for a year."""
    world = World(at)
    for place in AGENCIES:
        _found(world, place)
    for person in PEOPLE:
        _take_on(world, person)
    return world


def inbox_key(place: Place, kind: InboxKind) -> str:
    """Such as "school.adviser" or "childrens_services.front_door"."""
    return f"{place}.{kind}"


def _found(world: World, place: Place) -> None:
    persona, agency = AGENCIES[place], uuid4()
    world.agencies[place] = agency
    system, then = Actor.system(agency), world.at - timedelta(days=730)
    found_agency(
        by=system,
        at=then,
        key=f"found:{place}",
        name=persona.name,
        kind=persona.kind,
        area="Testshire",
    )
    for kind in persona.inboxes:
        key = inbox_key(place, kind)
        made = open_inbox(
            by=system,
            at=then,
            key=f"inbox:{key}",
            kind=kind,
            name=f"{persona.name}: {kind.value.replace('_', ' ')}",
            email=f"{kind}@{place}.example".replace("_", "-"),
            phone="01632 960001",
            out_of_hours_phone="01632 960002",
        )
        world.inboxes[key] = UUID(made)


def _take_on(world: World, person: Persona) -> None:
    user = User.objects.create_user(
        f"{person.who}@{person.place}.example".replace("_", "-")
    )
    made = register_practitioner(
        by=Actor.system(world.agencies[person.place]),
        at=world.at - timedelta(days=365),
        key=f"register:{person.who}",
        user_id=user.id,
        name=person.name,
        call_back_phone="07700 900001",
    )
    _appoint(world, person, UUID(made), person.place)
    if person.pooled_at:
        _appoint(world, person, UUID(made), person.pooled_at)
    _put_on_hats(world, person, user, UUID(made))


def _appoint(world: World, person: Persona, practitioner: UUID, place: Place) -> None:
    pooled = place is person.pooled_at
    by = Actor.system(world.agencies[place])
    for role in person.roles:
        appointment = appoint(
            by=by,
            at=world.at - timedelta(days=365),
            key=f"appoint:{person.who}:{place}:{role}",
            practitioner_id=practitioner,
            role=role,
            team=person.team,
            is_pooled=pooled,
        )
        if person.has_left:
            end_appointment(
                by=by,
                at=world.at - timedelta(days=7),
                key=f"end:{person.who}:{place}:{role}",
                appointment_id=UUID(appointment),
            )


def _put_on_hats(world: World, person: Persona, user: User, practitioner: UUID) -> None:
    """What sign-in gives; who has left is still herself, without a role."""
    worn = {hat.actor.agency: hat.actor for hat in hats(user.id, world.at)}
    agency = world.agencies[person.place]
    gone = Actor(practitioner, agency, frozenset())
    world.users[person.who] = user
    world.actors[person.who] = worn.get(agency, gone)
    if person.pooled_at and person.wears:
        world.users[person.wears] = user
        world.actors[person.wears] = worn[world.agencies[person.pooled_at]]


@cache
def _hashed_password() -> str:
    """Hashing is slow on purpose; that everybody has the same hash harms no test."""
    return make_password(PASSWORD)


def _give_login(user: User, who: str) -> Login:
    secret = base64.b32encode(sha256(who.encode()).digest()[:20]).decode()
    user.password = _hashed_password()
    user.save(update_fields=["password"])
    EmailAddress.objects.create(
        user=user, email=user.email, verified=True, primary=True
    )
    TOTP.activate(user, secret)
    return user.email, PASSWORD, secret
