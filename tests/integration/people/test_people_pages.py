"""An administrator's pages: who joins, who does something else, who leaves."""

from datetime import UTC, datetime, timedelta
from uuid import UUID

import pytest
from django.test import Client
from django.urls import reverse

from sharewell.accounts.models import SignIn, User
from sharewell.agencies.actions import appoint, end_appointment, link_sign_in
from sharewell.agencies.leaving import leave
from sharewell.agencies.moving import give_role
from sharewell.agencies.people import list_people, open_member
from sharewell.assurance.widening import answer_proposal
from sharewell.core.policy.model import Actor, Role
from sharewell.decisions.actions import tell_adviser
from sharewell.web.dates import day
from sharewell.web.presenters.words import ROLE
from tests.browsing import hidden, signed_in, submit
from tests.factories import World
from tests.integration.access.scene import concern
from tests.integration.access.test_hidden_is_absent import seen
from tests.integration.people.cast import (
    JOINER,
    person,
    roles,
    sign_in_again,
    taken_on,
    with_password,
)
from tests.personas import Place

PEOPLE, NEW = "/people", "/people/new"
WORK = "/your-work"


def text(reply: object) -> str:
    return " ".join(reply.content.decode().split())


def role_page(world: World, who: str) -> str:
    return reverse("person-role", args=[person(world, who)])


def leave_page(world: World, who: str) -> str:
    return reverse("person-leave", args=[person(world, who)])


def end(client: Client, world: World, who: str, number: int) -> object:
    """Press one of the buttons beside the roles."""
    page = role_page(world, who)
    buttons = text(client.get(page)).split('name="appointment"')[1:]
    appointment = buttons[number].split('value="')[1].split('"')[0]
    return client.post(page, {"do": "end", "appointment": appointment}, follow=True)


def test_the_list_says_who_is_what(world: World) -> None:
    adam = signed_in(world, "adam")
    page = text(adam.get(PEOPLE))
    assert "Lena Lead" in page and "Child protection adviser, leads" in page
    assert "Charlie" not in page
    assert "another administrator changes your roles" in page
    assert "Eve Gone" in page.split("Left in the last")[1]
    assert "Nothing waits." in page
    assert reverse("agency-people") in text(adam.get(WORK))
    assert reverse("agency-people") not in text(signed_in(world, "omar").get(WORK))


def test_somebody_joins_and_can_be_signed_in(world: World) -> None:
    adam = signed_in(world, "adam")
    done = submit(adam, NEW, **JOINER)
    assert "Nora New works for your agency from now on." in text(done)
    login = User.objects.get(email="nora@school.example")
    assert login.is_active and not login.has_usable_password()
    world.users["nora"] = login
    # Whoever signs in has a second factor; the provider's sign-in has tests elsewhere.
    world.logins["nora"] = with_password(login)
    assert roles(world, "nora") == {Role.PRACTITIONER}
    nora = signed_in(world, "nora")
    assert nora.get(WORK).status_code == 200
    assert nora.get(PEOPLE).status_code == 403


def test_the_same_submit_twice_makes_one_person(world: World) -> None:
    adam = signed_in(world, "adam")
    form = {**hidden(adam.get(NEW)), **JOINER}
    assert [adam.post(NEW, form).status_code for _ in "12"] == [302, 302]
    assert User.objects.filter(email="nora@school.example").count() == 1
    # From another page it is somebody who is there.
    again = submit(adam, NEW, **JOINER)
    assert again.status_code == 422
    assert "Nora New works for your agency with this e-mail address" in text(again)


@pytest.mark.parametrize(
    ("wrong", "said"),
    [
        ({"email": "charlie@health.example"}, "charlie@health.example has a login"),
        ({"email": "nora at school"}, "nora at school is no e-mail address"),
        ({"call_back_phone": "ask Lena"}, "ask Lena is no phone number"),
        ({"role": "emperor"}, "emperor is no role"),
        ({"role": "system"}, "system is no role"),
        ({"team": " "}, "Write the team"),
        ({"name": ""}, "Write their name"),
    ],
)
def test_what_is_wrong_is_named(world: World, wrong: dict[str, str], said: str) -> None:
    reply = submit(signed_in(world, "adam"), NEW, **{**JOINER, **wrong})
    assert reply.status_code == 422
    assert said in text(reply)
    assert not User.objects.filter(email="nora@school.example").exists()


def test_a_role_more_holds_on_the_next_request(world: World) -> None:
    adam, bob = signed_in(world, "adam"), signed_in(world, "bob")
    assert bob.get(WORK).status_code == 200
    done = submit(
        adam, role_page(world, "bob"), role="child_protection_adviser", team="leads"
    )
    assert "The role is theirs from now on" in text(done)
    assert bob.get(WORK)["Location"].startswith("/sign-in")
    assert roles(world, "bob") == {Role.PRACTITIONER, Role.ADVISER}
    again = submit(
        adam, role_page(world, "bob"), role="child_protection_adviser", team="leads"
    )
    assert again.status_code == 422
    assert "Bob Colleague holds the role of child protection adviser" in text(again)


def test_a_role_less_holds_on_the_next_request(world: World) -> None:
    lena, adam = signed_in(world, "lena"), signed_in(world, "adam")
    told = tell_adviser(
        by=world.actors["alice"], at=datetime.now(UTC), key="t", concern=concern()
    )
    address = reverse("concern", args=[told["concern"]])
    assert lena.get(address).status_code == 200
    page = text(adam.get(role_page(world, "lena")))
    adviser = page.index("Child protection adviser, leads") < page.index(
        "Practitioner, leads"
    )
    done = end(adam, world, "lena", 0 if adviser else 1)
    assert "The role has ended" in text(done)
    assert lena.get(address).status_code == 302
    assert sign_in_again(world, "lena").get(address).status_code == 403
    assert roles(world, "lena") == {Role.PRACTITIONER}


def test_the_only_role_ends_by_leaving(world: World) -> None:
    adam = signed_in(world, "adam")
    page = text(adam.get(role_page(world, "bob")))
    assert "This is their only role" in page and "End this role" not in page
    submit(adam, role_page(world, "bob"), role="manager", team="office")
    end(adam, world, "bob", 0)
    assert roles(world, "bob") == {Role.MANAGER}
    held = adam.get(role_page(world, "bob"))
    assert "End this role" not in text(held)


def test_who_leaves_is_out_and_stays_the_author(world: World) -> None:
    told = tell_adviser(
        by=world.actors["alice"], at=datetime.now(UTC), key="t", concern=concern()
    )
    address = reverse("concern", args=[told["concern"]])
    alice, adam = signed_in(world, "alice"), signed_in(world, "adam")
    assert alice.get(address).status_code == 200
    form = hidden(adam.get(leave_page(world, "alice")))
    done = adam.post(leave_page(world, "alice"), form, follow=True)
    assert "They have left your agency. Their login is closed." in text(done)
    assert alice.get(address)["Location"].startswith("/sign-in")
    email, password, _ = world.login("alice")
    refused = Client().post("/sign-in", {"login": email, "password": password})
    assert refused.status_code == 422
    assert "Alice Teacher" in text(signed_in(world, "lena").get(address))
    # Sent again, it is answered as before; from a new page there is nobody.
    assert adam.post(leave_page(world, "alice"), form).status_code == 302
    assert adam.get(leave_page(world, "alice")).status_code == 404
    assert "Alice Teacher" in text(adam.get(PEOPLE)).split("Left in the last")[1]


def test_who_comes_back_has_the_old_login(world: World) -> None:
    adam = signed_in(world, "adam")
    submit(adam, leave_page(world, "bob"))
    assert not User.objects.get(id=world.users["bob"].id).is_active
    submit(adam, NEW, **{**JOINER, "email": "bob@school.example"})
    assert roles(world, "bob") == {Role.PRACTITIONER}
    assert signed_in(world, "bob").get(WORK).status_code == 200


def test_who_works_elsewhere_as_well_keeps_the_login(world: World) -> None:
    health = world.agencies[Place.HEALTH]
    taken_on(world, "hanna", health, Role.ADMINISTRATOR)
    hanna = signed_in(world, "hanna")
    # Petra advises the childminders too, but is employed here alone.
    done = submit(hanna, leave_page(world, "petra"))
    assert "Their login is closed" in text(done)
    willow = world.agencies[Place.CHILDMINDING]
    taken_on(world, "wilma", willow, Role.ADMINISTRATOR)
    both = taken_on(world, "both", willow, Role.PRACTITIONER)
    _also(world, both.id, health)
    link_sign_in(
        by=world.actors["wilma"], at=datetime.now(UTC), key="l",
        practitioner_id=both.id, issuer="https://x.invalid", subject="both",
    )  # fmt: skip
    done = submit(signed_in(world, "wilma"), leave_page(world, "both"))
    assert "They have left your agency." in text(done)
    assert "closed" not in text(done)
    assert User.objects.get(id=world.users["both"].id).is_active
    assert roles(world, "both", health) == {Role.MANAGER}


def _also(world: World, practitioner: UUID, agency: UUID) -> None:
    appoint(
        by=Actor.system(agency), at=datetime.now(UTC), key="also", team="wards",
        practitioner_id=practitioner, role=Role.MANAGER,
    )  # fmt: skip


def test_a_pooled_adviser_is_not_ours_to_close(world: World) -> None:
    taken_on(world, "wilma", world.agencies[Place.CHILDMINDING], Role.ADMINISTRATOR)
    done = submit(signed_in(world, "wilma"), leave_page(world, "petra"))
    assert "They have left your agency." in text(done)
    assert User.objects.get(id=world.users["petra"].id).is_active
    assert signed_in(world, "petra").get(WORK).status_code == 200


def test_who_is_lent_by_another_agency_stays_so(world: World) -> None:
    """Else our provider could be made to speak for somebody of another agency."""
    willow, petra = world.agencies[Place.CHILDMINDING], world.actors["petra"].id
    wilma = taken_on(world, "wilma", willow, Role.ADMINISTRATOR)
    wenna = taken_on(world, "wenna", willow, Role.ADMINISTRATOR)
    for number, role in enumerate((Role.MANAGER, Role.CALDICOTT_GUARDIAN)):
        give_role(
            by=wilma, at=datetime.now(UTC), key=f"g{number}", role=role, team="all",
            practitioner_id=petra,
        )  # fmt: skip
    (one,) = list_people(by=wenna, at=datetime.now(UTC)).waiting
    answer_proposal(
        by=wenna, at=datetime.now(UTC), key="a", proposal_id=one.id, agreed=True
    )
    found = open_member(by=wilma, at=datetime.now(UTC), practitioner_id=petra)
    assert len(found.member.held) == 4
    assert all(held.is_pooled for held in found.member.held)
    leave(by=wilma, at=datetime.now(UTC), key="l", practitioner_id=petra)
    joins = {**JOINER, "email": "petra@health.example"}
    reply = submit(signed_in(world, "wilma"), NEW, **joins)
    assert "petra@health.example has a login already" in text(reply)


def test_a_name_is_a_name_and_no_page(world: World) -> None:
    name = 'Nora "><b>New</b> O&#39;Hara'
    given = {**JOINER, "name": name, "role": "administrator", "team": "<i>all"}
    adam, omar = signed_in(world, "adam"), signed_in(world, "omar")
    pages = [submit(adam, NEW, **given), adam.get(PEOPLE), omar.get("/restrictions")]
    nora = User.objects.get(email="nora@school.example")
    world.users["nora"] = nora
    proposal = text(pages[2]).split("/restrictions/proposals/")[1].split('"')[0]
    omar.post(f"/restrictions/proposals/{proposal}", {"answer": "agree"})
    assert roles(world, "nora") == {Role.ADMINISTRATOR}
    submit(adam, role_page(world, "nora"), role="manager", team='"><i>all')
    pages += [adam.get(PEOPLE), adam.get(role_page(world, "nora"))]
    pages.append(adam.get(leave_page(world, "nora")))
    for page in pages:
        assert page.status_code == 200
        assert "New" in text(page)
        assert "<b>" not in text(page) and "<i>" not in text(page)


def test_two_who_take_on_one_at_the_same_moment(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The second looked before the first wrote."""
    adam = signed_in(world, "adam")
    submit(adam, NEW, **JOINER)
    monkeypatch.setattr("sharewell.accounts.logins.with_address", lambda _: None)
    reply = submit(adam, NEW, **JOINER)
    assert reply.status_code == 422
    assert "nora@school.example has a login already" in text(reply)


def test_nobody_changes_their_own_roles(world: World) -> None:
    adam = signed_in(world, "adam")
    page = text(adam.get(role_page(world, "adam")))
    assert "Nobody changes their own roles" in page
    assert "Give them this role" not in page
    form = {"role": "manager", "team": "office"}
    assert adam.post(role_page(world, "adam"), form).status_code == 403
    assert adam.post(leave_page(world, "adam"), {"x": "y"}).status_code == 403
    assert adam.get(PEOPLE).status_code == 200
    assert roles(world, "adam") == {Role.ADMINISTRATOR}


def test_people_of_another_agency_look_like_nobody(world: World) -> None:
    taken_on(world, "hanna", world.agencies[Place.HEALTH], Role.ADMINISTRATOR)
    hanna = signed_in(world, "hanna")
    absent = "/people/00000000-0000-4000-8000-000000000099"
    form = {"role": "manager", "team": "office"}
    for page in ("role", "leave"):
        here = f"/people/{person(world, 'bob')}/{page}"
        for ask in (hanna.get, hanna.post):
            found = ask(here, form), ask(f"{absent}/{page}", form)
            assert [one.status_code for one in found] == [404, 404]
            there, nowhere = (seen(one, one.request["PATH_INFO"]) for one in found)
            assert there == nowhere
    assert roles(world, "bob") == {Role.PRACTITIONER}
    assert signed_in(world, "bob").get(WORK).status_code == 200
    ended = {"do": "end", "appointment": str(person(world, "bob"))}
    assert hanna.post(role_page(world, "bob"), ended).status_code == 404


def test_the_last_officer_may_leave_and_the_page_warns(world: World) -> None:
    adam = signed_in(world, "adam")
    assert "not ready" not in text(adam.get(PEOPLE))
    page = text(adam.get(leave_page(world, "omar")))
    assert "Nobody else is your agency&#39;s lead information officer" in page
    submit(adam, leave_page(world, "omar"))
    assert "not ready: nobody is its lead information officer" in text(adam.get(PEOPLE))
    assert SignIn.objects.filter(user=world.users["omar"], ended_at=None).count() == 0
    # It still tells and refers.
    assert signed_in(world, "alice").get(reverse("tell")).status_code == 200


def test_who_is_leaving_is_said(world: World) -> None:
    """A last day that lies ahead, as the set-up can write it."""
    school, then = world.agencies[Place.SCHOOL], datetime.now(UTC) + timedelta(days=9)
    made = appoint(
        by=Actor.system(school), at=datetime.now(UTC) - timedelta(days=1), key="m",
        practitioner_id=person(world, "bob"), role=Role.MANAGER, team="office",
    )  # fmt: skip
    end_appointment(
        by=Actor.system(school), at=then, key="e", appointment_id=UUID(made)
    )
    page = text(signed_in(world, "adam").get(PEOPLE))
    assert f"Manager, office, until {day(then)}" in page
    assert "Bob Colleague" not in page.split("Left in the last")[1]


def test_every_role_has_words() -> None:
    assert ROLE.keys() == {role.value for role in Role} - {"system"}


def test_a_role_that_has_ended_is_named(world: World) -> None:
    adam = signed_in(world, "adam")
    reply = adam.post(
        role_page(world, "lena"),
        {"do": "end", "appointment": str(person(world, "bob"))},
        follow=True,
    )
    assert "This role has ended already" in text(reply)
    reply = adam.post(role_page(world, "lena"), {"do": "end"}, follow=True)
    assert "Choose the role that ends" in text(reply)
