"""Whoever is signed in and knows the old password takes another."""

from collections.abc import Callable
from datetime import UTC, datetime

import pytest
from django.forms import PasswordInput
from django.test import Client
from django.urls import reverse

from sharewell.accounts import set_up, sign_ins
from sharewell.accounts.models import SignIn, UsedCode, User
from sharewell.agencies.signing_in import send_link
from sharewell.web.forms.own_password import OwnPasswordForm
from sharewell.web.forms.set_up import NewPasswordForm
from sharewell.web.views.session import SECRET
from tests.browsing import sign_in
from tests.factories import World
from tests.integration.access.leaves import connect, leaves
from tests.integration.accounts.at_the_agency import row

NEW = "three words not together"
PAGE, LIST = "/your-sign-ins/password", "/your-sign-ins"


def typed(present: str, password: str = NEW, again: str = "") -> dict[str, str]:
    return {
        "present_password": present,
        "password": password,
        "password_again": again or password,
    }


def change(who: Client, present: str, password: str = NEW, again: str = "") -> object:
    return who.post(PAGE, typed(present, password, again))


def words(reply: object) -> str:
    return " ".join(reply.content.decode().split())


@pytest.fixture
def old(world: World) -> str:
    return str(world.login("alice")[1])


@pytest.fixture
def alice(world: World, old: str) -> Client:
    return sign_in(world, "alice")


@pytest.fixture
def elsewhere(alice: Client, world: World) -> Client:
    """Alice at another computer, half a minute later."""
    UsedCode.objects.all().delete()
    return sign_in(world, "alice")


def opens(who: Client) -> bool:
    return who.get("/your-work").status_code == 200


def begins(world: World, password: str) -> bool:
    """Whether the first step of signing in is passed with it."""
    email = world.login("alice")[0]
    given = {"login": email, "password": password}
    return Client().post(reverse("account_login"), given).status_code == 302


def test_the_new_one_opens_and_the_old_one_does_not(
    world: World, alice: Client, elsewhere: Client, old: str
) -> None:
    assert PAGE in words(alice.get(LIST))
    done = change(alice, old)
    assert (done.status_code, done["Location"]) == (302, LIST)
    assert "Your password is changed" in words(alice.get(LIST))
    assert opens(alice)
    assert not opens(elsewhere)
    assert begins(world, NEW)
    assert not begins(world, old)


def test_the_ledger_says_whose_and_the_second_step_stays(
    world: World, alice: Client, old: str
) -> None:
    change(alice, old)
    (leaf,) = leaves("password.changed")
    assert leaf.object_id == world.actors["alice"].id
    assert leaf.agency == world.agencies["school"]
    UsedCode.objects.all().delete()
    world.logins["alice"] = (world.logins["alice"][0], NEW, world.logins["alice"][2])
    assert opens(sign_in(world, "alice"))


@pytest.mark.parametrize(
    ("present", "password", "again", "told"),
    [
        ("", NEW, NEW, "Type the password you have now"),
        ("not hers", NEW, NEW, "That is not your password"),
        ("OLD", "short", "short", "at least 12 characters"),
        ("OLD", NEW, "another three words", "not the same password as above"),
        ("OLD", "OLD", "OLD", "This is the password you have now"),
    ],
)
def test_what_is_wrong_is_named_and_nothing_changes(
    world: World,
    alice: Client,
    old: str,
    present: str,
    password: str,
    again: str,
    told: str,
) -> None:
    given = [old if one == "OLD" else one for one in (present, password, again)]
    reply = change(alice, *given)
    assert reply.status_code == 422
    assert told in words(reply)
    assert not any(one and f'value="{one}"' in words(reply) for one in given)
    assert leaves("password.changed") == []
    assert opens(alice)
    assert begins(world, old)


def test_who_sits_down_at_an_open_page_does_not_get_to_guess(
    alice: Client, old: str
) -> None:
    replies = [words(change(alice, f"guess number {number}")) for number in range(6)]
    assert "That is not your password" in replies[0]
    assert "There were too many attempts" in replies[-1]
    assert "There were too many attempts" in words(change(alice, old))
    assert leaves("password.changed") == []


def test_it_is_not_there_for_people_whose_agency_signs_them_in(
    world: World, alice: Client, old: str, settings: object
) -> None:
    found = row("https://sign-in.school.example")
    settings.OIDC_PROVIDERS = [{**found, "agency": str(world.agencies["school"])}]
    assert alice.get(PAGE).status_code == 404
    assert change(alice, old).status_code == 404
    assert PAGE not in words(alice.get(LIST))


def test_without_any_appointment_it_is_still_ones_own(
    world: World, alice: Client, old: str
) -> None:
    with connect() as connection:
        connection.execute("SET session_replication_role = replica")
        connection.execute(
            "DELETE FROM agencies_appointment WHERE practitioner_id = %s",
            [world.actors["alice"].id],
        )
    assert alice.get("/your-work").status_code == 403
    assert change(alice, old)["Location"] == LIST
    assert begins(world, NEW)


def test_a_forged_form_changes_nothing(world: World, alice: Client, old: str) -> None:
    strict = Client(enforce_csrf_checks=True)
    strict.cookies = alice.cookies
    assert change(strict, old).status_code == 403
    assert begins(world, old)


def test_a_page_that_comes_too_late_shows_no_password(alice: Client, old: str) -> None:
    session = alice.session
    session["last_active"] -= 60 * 60
    session.save()
    reply = alice.post(PAGE, typed(old), headers={"Sec-Fetch-Site": "same-origin"})
    assert reply.status_code == 403
    assert "You were signed out" in words(reply)
    assert old not in words(reply)
    assert NEW not in words(reply)


def test_every_field_for_a_password_is_named_so_and_never_given_back() -> None:
    fields = {
        name
        for form in (NewPasswordForm, OwnPasswordForm)
        for name, field in form.base_fields.items()
        if isinstance(field.widget, PasswordInput)
    }
    assert fields == {"present_password", "password", "password_again"}
    assert all(SECRET in name for name in fields)


@pytest.fixture
def meanwhile(
    monkeypatch: pytest.MonkeyPatch,
) -> Callable[[Callable[[], object]], None]:
    """Something happens after the old password was found right."""

    def happens(event: Callable[[], object]) -> None:
        hashed = set_up.hashed
        monkeypatch.setattr(set_up, "hashed", lambda one: (event(), hashed(one))[1])

    return happens


def begun_anew(world: World) -> object:
    return User.objects.filter(id=world.users["alice"].pk).update(password="!none")


def ended(world: World) -> object:
    return sign_ins.end_all(world.users["alice"].pk, datetime.now(UTC))


@pytest.mark.parametrize("event", [begun_anew, ended])
def test_what_happened_meanwhile_is_not_undone(
    world: World, alice: Client, old: str, meanwhile, event
) -> None:
    meanwhile(lambda: event(world))
    reply = change(alice, old)
    assert reply.status_code == 422
    assert "nothing was changed now" in words(reply)
    assert not begins(world, NEW)
    assert leaves("password.changed") == []


def test_a_link_that_was_sent_before_sets_no_password_any_more(
    world: World, alice: Client, old: str
) -> None:
    send_link(
        by=world.actors["adam"],
        at=datetime.now(UTC),
        key="link",
        practitioner_id=world.actors["alice"].id,
    )
    change(alice, old)
    assert set_up.open_until(world.users["alice"].pk, datetime.now(UTC)) is None


def test_the_session_goes_on_under_another_key(alice: Client, old: str) -> None:
    before = alice.session.session_key
    change(alice, old)
    assert alice.session.session_key != before


def test_what_was_noted_of_other_sessions_says_that_they_ended(
    world: World, alice: Client, elsewhere: Client, old: str
) -> None:
    change(alice, old)
    rows = SignIn.objects.filter(user_id=world.users["alice"].pk, ended_at=None)
    assert [str(row.id) for row in rows] == [alice.session["sign_in"]]
