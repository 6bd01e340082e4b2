"""Where somebody is signed in, and how it ends from elsewhere within a second."""

import time
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from uuid import UUID, uuid4

import pytest
from django.test import Client

from sharewell.access.context import context
from sharewell.access.errors import Refused
from sharewell.accounts.devices import device
from sharewell.accounts.models import SignIn, User
from sharewell.agencies.actions import (
    appoint,
    close_login,
    end_appointment,
    link_sign_in,
    unlink_sign_in,
)
from sharewell.agencies.errors import NotOneOfUs
from sharewell.agencies.models import Appointment, Practitioner
from sharewell.core.policy.model import Actor, Purpose, Role
from tests.browsing import sign_in
from tests.factories import World
from tests.integration.accounts.signing_in import Authenticator, Visitor

LIST, EVERYWHERE = "/your-sign-ins", "/your-sign-ins/end"
EDGE = "Mozilla/5.0 (Windows NT 10.0) Chrome/140.0 Safari/537.36 Edg/140.0"
NOWHERE = UUID(int=0)


@pytest.fixture
def two(ada: User, authenticator: Authenticator) -> tuple[Visitor, Visitor]:
    """Ada at her desk and, a moment later, somewhere else."""
    desk, other = Visitor(), Visitor(headers={"User-Agent": EDGE})
    desk.sign_in(authenticator.code)
    other.sign_in(authenticator.next_code())
    assert desk.sees_work()
    assert other.sees_work()
    return desk, other


def of(visitor: Visitor) -> UUID:
    return UUID(visitor.client.session["sign_in"])


def test_the_page_lists_each_and_says_which_is_this(
    two: tuple[Visitor, Visitor],
) -> None:
    page = two[0].get(LIST).content.decode()
    assert page.count("<li>") >= 2
    assert "Edge on Windows" in page
    assert page.count("this one") == 1


def test_one_is_ended_from_another(two: tuple[Visitor, Visitor]) -> None:
    desk, other = two
    assert desk.send(f"{LIST}/{of(other)}/end", {})["Location"] == LIST
    assert not other.sees_work()
    assert desk.sees_work()
    assert "Edge on Windows" not in desk.get(LIST).content.decode()


def test_whoever_was_ended_reads_why(two: tuple[Visitor, Visitor]) -> None:
    desk, other = two
    desk.send(EVERYWHERE, {})
    asked = other.get("/work")["Location"]
    assert "from another computer of yours" in other.get(asked).content.decode()


def test_ending_this_one_signs_out(two: tuple[Visitor, Visitor]) -> None:
    desk, other = two
    assert desk.send(f"{LIST}/{of(desk)}/end", {})["Location"] == "/signed-out"
    assert not desk.sees_work()
    assert other.sees_work()


def test_everywhere_is_everywhere(two: tuple[Visitor, Visitor]) -> None:
    desk, other = two
    assert desk.send(EVERYWHERE, {})["Location"] == "/signed-out"
    assert not desk.sees_work()
    assert not other.sees_work()


def test_nobody_ends_the_session_of_another(
    two: tuple[Visitor, Visitor], pages: None
) -> None:
    desk, _ = two
    other = User.objects.create_user("ben@example.invalid", "x")
    now = datetime.now(UTC)
    row = SignIn.objects.create(
        user=other, device="x", is_shared=False, started_at=now, seen_at=now
    )
    for name in (row.id, uuid4(), NOWHERE):
        assert desk.send(f"{LIST}/{name}/end", {}).status_code == 404
    desk.send(EVERYWHERE, {})
    row.refresh_from_db()
    assert row.ended_at is None


def test_a_forged_form_ends_nothing(two: tuple[Visitor, Visitor]) -> None:
    desk, other = two
    for path in (EVERYWHERE, f"{LIST}/{of(other)}/end"):
        assert desk.post(path, {}).status_code == 403
        assert desk.get(path).status_code == 405
    assert other.sees_work()


def test_a_stolen_cookie_is_dead_once_its_owner_signs_out_everywhere(
    two: tuple[Visitor, Visitor],
) -> None:
    desk, _ = two
    thief = Visitor()
    thief.client.cookies = desk.client.cookies.copy()
    assert thief.sees_work()
    desk.send(EVERYWHERE, {})
    assert not thief.sees_work()


def test_a_session_without_a_row_is_over(two: tuple[Visitor, Visitor]) -> None:
    desk, _ = two
    session = desk.client.session
    del session["sign_in"]
    session.save()
    assert not desk.sees_work()


def test_what_ended_by_itself_is_not_shown(two: tuple[Visitor, Visitor]) -> None:
    desk, other = two
    other.send("/sign-out", {})
    assert "Edge on Windows" not in desk.get(LIST).content.decode()


def test_last_active_is_kept_to_the_minute(two: tuple[Visitor, Visitor]) -> None:
    desk, _ = two
    row, before = SignIn.objects.filter(id=of(desk)), datetime.now(UTC)
    row.update(seen_at=before - timedelta(minutes=2))
    desk.sees_work()
    assert row.get().seen_at >= before


@pytest.mark.parametrize(
    ("says", "shown"),
    [
        (EDGE, "Edge on Windows"),
        ("Mozilla/5.0 (X11; Linux) Gecko Firefox/140.0", "Firefox on Linux"),
        ("Mozilla/5.0 (iPhone; CPU) Version/19 Safari/605", "Safari on an iPhone"),
        ("Mozilla/5.0 (Linux; Android 16) Chrome/140 Safari", "Chrome on Android"),
        ("<script>alert(1)</script>", "A browser that does not say what it is"),
        ("", "A browser that does not say what it is"),
    ],
)
def test_a_browser_is_two_words(says: str, shown: str) -> None:
    assert device(says) == shown


def person(world: World, who: str) -> UUID:
    with context(Actor.system(), Purpose.SIGN_IN):
        return Practitioner.objects.get(user_id=world.users[who].pk).id


def _appoint(world: World, at: datetime) -> None:
    appoint(
        by=world.actors["adam"], at=at, key="more", team="staff",
        practitioner_id=person(world, "bob"), role=Role.MANAGER,
    )  # fmt: skip


def _end(world: World, at: datetime) -> None:
    bob = person(world, "bob")
    with context(world.actors["adam"], Purpose.ADMINISTER):
        held = Appointment.objects.filter(practitioner_id=bob).first()
    end_appointment(by=world.actors["adam"], at=at, key="end", appointment_id=held.id)


def _close(world: World, at: datetime) -> None:
    close_login(
        by=world.actors["adam"], at=at, key="close",
        practitioner_id=person(world, "bob"),
    )  # fmt: skip


def _unlink(world: World, at: datetime) -> None:
    bob = person(world, "bob")
    link_sign_in(
        by=world.actors["adam"], at=at, key="link", practitioner_id=bob,
        issuer="https://x.invalid", subject="bob",
    )  # fmt: skip
    unlink_sign_in(by=world.actors["adam"], at=at, key="un", practitioner_id=bob)


def _new_password(world: World, at: datetime) -> None:
    user = world.users["bob"]
    user.set_password("another long password of bob")
    user.save(update_fields=["password"])


@pytest.mark.parametrize("change", [_appoint, _end, _close, _unlink, _new_password])
def test_the_session_dies_within_a_second(
    world: World, change: Callable[[World, datetime], None]
) -> None:
    bob, alice = sign_in(world, "bob"), sign_in(world, "alice")
    assert bob.get("/your-work").status_code == 200
    change(world, datetime.now(UTC))
    began = time.monotonic()
    reply = bob.get("/your-work")
    assert reply.status_code == 302
    assert reply["Location"].startswith("/sign-in")
    assert time.monotonic() - began < 1
    assert alice.get("/your-work").status_code == 200


def test_a_closed_login_opens_nothing_again(world: World) -> None:
    email, password, _ = world.login("bob")
    _close(world, datetime.now(UTC))
    reply = Client().post("/sign-in", {"login": email, "password": password})
    assert reply.status_code == 422


@pytest.mark.parametrize("by", ["alice", "omar"])
def test_only_an_administrator_closes_a_login(world: World, by: str) -> None:
    with pytest.raises(Refused):
        close_login(
            by=world.actors[by], at=datetime.now(UTC), key="close",
            practitioner_id=person(world, "bob"),
        )  # fmt: skip


def test_nobody_closes_a_login_of_another_agency(world: World) -> None:
    with pytest.raises(NotOneOfUs):
        close_login(
            by=world.actors["adam"], at=datetime.now(UTC), key="close",
            practitioner_id=person(world, "dana"),
        )  # fmt: skip
