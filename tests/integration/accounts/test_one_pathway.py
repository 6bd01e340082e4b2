"""Where an agency signs its people in, their passwords open nothing; who is linked."""

import re
from datetime import UTC, datetime, timedelta
from uuid import UUID

import pytest
from django.db import DatabaseError, IntegrityError, transaction
from django.test import Client

from sharewell.access.context import context
from sharewell.access.errors import Refused
from sharewell.accounts import identity
from sharewell.accounts.models import AgencyIdentity
from sharewell.agencies.actions import end_appointment, link_sign_in, unlink_sign_in
from sharewell.agencies.errors import NotOneOfUs
from sharewell.agencies.models import Appointment, Practitioner
from sharewell.core.policy.model import Actor, Purpose
from tests.factories import World
from tests.integration.accounts.at_the_agency import row

ISSUER, SUBJECT = "https://sign-in.school.invalid", "subject-1"
CHANGING = re.compile(r'(name="csrfmiddlewaretoken" value|nonce)="[^"]+"')


def of_school(world: World) -> dict[str, object]:
    return row(ISSUER, agency=str(world.agencies["school"]))


def answer(email: str, password: str) -> tuple[int, str]:
    reply = Client().post("/sign-in", {"login": email, "password": password})
    text = CHANGING.sub("", reply.content.decode()).replace(email, "ADDRESS")
    return reply.status_code, text


def person(world: World, who: str) -> UUID:
    with context(Actor.system(), Purpose.SIGN_IN):
        return Practitioner.objects.get(user_id=world.users[who].pk).id


def linked(world: World, who: str, by: str = "adam", subject: str = SUBJECT) -> str:
    return link_sign_in(
        by=world.actors[by], at=datetime.now(UTC), key=f"link:{who}:{by}:{subject}",
        practitioner_id=person(world, who), issuer=ISSUER, subject=subject,
    )  # fmt: skip


def test_a_right_password_is_refused_in_the_words_for_a_wrong_one(
    world: World, settings
) -> None:
    email, password, _ = world.login("alice")
    assert answer(email, password)[0] == 302
    settings.OIDC_PROVIDERS = [of_school(world)]
    refused = answer(email, password)
    assert refused == answer(email, "not her password")
    assert refused[0] == 422


def test_other_agencies_keep_their_passwords(world: World, settings) -> None:
    settings.OIDC_PROVIDERS = [of_school(world)]
    email, password, _ = world.login("charlie")
    assert answer(email, password)[0] == 302


def test_a_pooled_adviser_signs_in_as_her_own_agency_says(
    world: World, settings
) -> None:
    email, password, _ = world.login("petra")
    shares_her = world.actors["petra_at_willow"].agency
    settings.OIDC_PROVIDERS = [row(ISSUER, agency=str(shares_her))]
    assert answer(email, password)[0] == 302
    own = world.actors["petra"].agency
    settings.OIDC_PROVIDERS = [row(ISSUER, agency=str(own))]
    assert answer(email, password)[0] == 422


def test_an_administrator_links_one_of_her_own_people(world: World) -> None:
    linked(world, "alice")
    claims = identity.Claims(ISSUER, SUBJECT, two_factors=True)
    school, user = world.agencies["school"], world.users["alice"]
    assert identity.login_of(claims, school) == user
    assert identity.login_of(claims, world.agencies["childrens_services"]) is None
    unlink_sign_in(
        by=world.actors["adam"], at=datetime.now(UTC), key="unlink",
        practitioner_id=person(world, "alice"),
    )  # fmt: skip
    assert identity.login_of(claims, school) is None


@pytest.mark.parametrize("who", ["charlie", "dana"])
def test_nobody_of_another_agency_is_linked(world: World, who: str) -> None:
    with pytest.raises(NotOneOfUs, match="Appoint them first"):
        linked(world, who)


def test_nobody_who_left_is_linked(world: World) -> None:
    with pytest.raises(NotOneOfUs):
        linked(world, "eve")


def test_somebody_who_leaves_is_not_linked_any_more(world: World) -> None:
    at, bob = datetime.now(UTC) - timedelta(seconds=1), person(world, "bob")
    with context(world.actors["adam"], Purpose.ADMINISTER):
        held = Appointment.objects.get(practitioner_id=bob)
    end_appointment(by=world.actors["adam"], at=at, key="end", appointment_id=held.id)
    with pytest.raises(NotOneOfUs):
        linked(world, "bob")


@pytest.mark.parametrize("by", ["alice", "lena", "omar"])
def test_nobody_but_an_administrator_links(world: World, by: str) -> None:
    with pytest.raises(Refused):
        linked(world, "bob", by)


def test_one_subject_is_one_person(world: World) -> None:
    linked(world, "alice")
    with pytest.raises(IntegrityError):
        linked(world, "bob")
    with pytest.raises(IntegrityError):
        linked(world, "alice", subject="another")


@pytest.mark.parametrize("purpose", [Purpose.SAFEGUARD, Purpose.SIGN_IN])
def test_the_database_takes_a_link_from_no_other_act(
    world: World, purpose: Purpose
) -> None:
    with pytest.raises(DatabaseError), context(world.actors["adam"], purpose):
        _insert(world, world.agencies["school"])
    with pytest.raises(DatabaseError), transaction.atomic():
        _insert(world, world.agencies["school"])
    with (
        pytest.raises(DatabaseError),
        context(world.actors["adam"], Purpose.ADMINISTER),
    ):
        _insert(world, world.agencies["childrens_services"])


def _insert(world: World, agency: UUID) -> None:
    identity.link(
        user_id=world.users["alice"].pk, agency=agency, issuer=ISSUER,
        subject=SUBJECT, at=datetime.now(UTC),
    )  # fmt: skip


def test_nothing_is_unlinked_outside_an_administrators_act(world: World) -> None:
    linked(world, "alice")
    school, user = world.agencies["school"], world.users["alice"].pk
    with pytest.raises(DatabaseError, match="no access context"):
        identity.unlink(user_id=user, agency=school)
    with context(world.actors["adam"], Purpose.SAFEGUARD):
        assert not identity.unlink(user_id=user, agency=school)
    assert AgencyIdentity.objects.count() == 1
