"""Passkeys as the second step: made, used once, and no lie of theirs believed."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier
from typing import Any

import pytest
from django.core.cache import cache
from django.db import connections

from sharewell.accounts.models import User
from sharewell.accounts.provision import create_login
from tests.integration.accounts.passkey_pages import (
    NEW,
    STEPS,
    adds,
    at_the_code,
    enters,
    options,
    own,
    sends,
)
from tests.integration.accounts.signing_in import (
    PASSWORD,
    Visitor,
    recovery_code,
)
from tests.integration.accounts.soft_key import PRESENT, VERIFIED, SoftKey

AT_ONCE = 8


def test_it_is_made_with_a_name_and_signs_in(has_key: Visitor, key: SoftKey) -> None:
    assert "Blue key" in has_key.get(STEPS).content.decode()
    visitor = at_the_code()
    assert enters(visitor, key)["Location"] == "/work"
    assert visitor.sees_work()


def test_a_pin_or_finger_is_asked_for(has_key: Visitor) -> None:
    made = options(has_key, NEW)["publicKey"]
    assert made["authenticatorSelection"]["userVerification"] == "required"
    assert made["rp"]["id"] == "sharewell.invalid"
    asked = options(at_the_code(), "/sign-in/code")["publicKey"]
    assert asked["userVerification"] == "required"


def test_one_key_is_added_once(has_key: Visitor) -> None:
    assert len(options(has_key, NEW)["publicKey"]["excludeCredentials"]) == 1


LIES: dict[str, tuple[Callable[[SoftKey], None], dict[str, Any]]] = {
    "no PIN or finger": (lambda key: setattr(key, "flags", PRESENT), {}),
    "nobody there": (lambda key: setattr(key, "flags", VERIFIED), {}),
    "another site": (lambda key: setattr(key, "origin", "https://evil.invalid"), {}),
    "a name below ours": (
        lambda key: setattr(key, "origin", "https://x.sharewell.invalid"),
        {},
    ),
    "without TLS": (
        lambda key: setattr(key, "origin", "http://sharewell.invalid"),
        {},
    ),
    "made for another site": (lambda key: setattr(key, "rp", "evil.invalid"), {}),
    "another question": (lambda _: None, {"challenge": "AAAA"}),
    "another kind of answer": (lambda _: None, {"type": "webauthn.create"}),
    "another key of the same name": (
        lambda key: setattr(key, "private", SoftKey("", "").private),
        {},
    ),
    "a key nobody knows": (lambda key: setattr(key, "id", b"x" * 16), {}),
}


@pytest.mark.parametrize("lie", LIES)
def test_a_lie_of_a_passkey_does_not_enter(
    has_key: Visitor, key: SoftKey, lie: str
) -> None:
    change, said = LIES[lie]
    change(key)
    visitor = at_the_code()
    reply = enters(visitor, key, **said)
    assert reply.status_code == 422
    assert "That passkey did not work" in reply.content.decode()
    assert not visitor.sees_work()


@pytest.mark.parametrize(
    "lie", ["no PIN or finger", "another site", "a name below ours", "without TLS"]
)
def test_a_lie_of_a_passkey_is_not_kept(
    signed_in: Visitor, ada: User, key: SoftKey, lie: str
) -> None:
    LIES[lie][0](key)
    reply = adds(signed_in, key)
    assert reply.status_code == 422
    assert "That passkey did not work" in reply.content.decode()
    assert own(ada) == []


@pytest.mark.parametrize(
    "rubbish",
    [
        None, 1, "x", [], {}, {"response": 1}, {"response": {}},
        {"id": 1, "rawId": 1, "type": 1, "response": {}},
        {"id": "", "rawId": "", "type": "", "response": {"clientDataJSON": "e30",
         "attestationObject": "oA", "authenticatorData": "AA", "signature": "AA"}},
    ],
    ids=str,
)  # fmt: skip
def test_rubbish_is_refused_and_breaks_nothing(has_key: Visitor, rubbish: Any) -> None:
    options(has_key, NEW)
    assert sends(has_key, NEW, rubbish, name="x").status_code == 422
    visitor = at_the_code()
    options(visitor, "/sign-in/code")
    assert sends(visitor, "/sign-in/code", rubbish).status_code == 422
    assert visitor.post("/sign-in/code", {
        "credential": "{", "csrfmiddlewaretoken": visitor.token(),
    }).status_code == 422  # fmt: skip
    assert not visitor.sees_work()


def test_an_answer_without_a_question_is_refused(
    has_key: Visitor, key: SoftKey
) -> None:
    visitor = at_the_code()
    answer = key.answers({"publicKey": {"challenge": ""}})
    assert sends(visitor, "/sign-in/code", answer).status_code == 422


def test_an_answer_is_worth_nothing_a_second_time(
    has_key: Visitor, key: SoftKey
) -> None:
    visitor, thief = at_the_code(), at_the_code()
    answer = key.answers(options(visitor, "/sign-in/code"))
    options(thief, "/sign-in/code")
    assert sends(thief, "/sign-in/code", answer).status_code == 422
    assert sends(visitor, "/sign-in/code", answer).status_code == 302
    assert sends(thief, "/sign-in/code", answer).status_code == 422
    assert not thief.sees_work()


def test_of_eight_at_once_with_one_answer_one_wins(
    has_key: Visitor, key: SoftKey
) -> None:
    """All in the session that was asked, before any of them has forgotten it."""
    first = at_the_code()
    answer = key.answers(options(first, "/sign-in/code"))
    visitors = [Visitor() for _ in range(AT_ONCE)]
    for one in visitors:
        one.client.cookies = first.client.cookies.copy()
    cache.clear()
    ready = Barrier(AT_ONCE)

    def attempt(one: Visitor) -> None:
        ready.wait()
        try:
            sends(one, "/sign-in/code", answer)
        finally:
            connections.close_all()

    with ThreadPoolExecutor(AT_ONCE) as pool:
        list(pool.map(attempt, visitors))
    # Who came too late is shown the page again, or the start once the winner is in.
    assert sum(visitor.sees_work() for visitor in visitors) == 1


def test_somebody_elses_passkey_does_not_enter(
    has_key: Visitor, pages: None, key: SoftKey
) -> None:
    create_login("ben@example.invalid", PASSWORD, "KRSXG5CTMVRXEZLUKRSXG5CTMVRXEZLU")
    visitor = Visitor()
    visitor.give_password("ben@example.invalid")
    page = visitor.get("/sign-in/code").content.decode()
    assert "data-passkey" not in page
    answer = key.answers({"publicKey": {"challenge": "AAAA"}})
    assert sends(visitor, "/sign-in/code", answer).status_code == 422


def test_a_copied_passkey_is_noticed(has_key: Visitor, key: SoftKey) -> None:
    key.counter = 7
    assert enters(at_the_code(), key).status_code == 302
    for behind in (7, 6, 0):
        key.counter = behind
        assert enters(at_the_code(), key).status_code == 422
    key.counter = 8
    assert enters(at_the_code(), key).status_code == 302


def test_wrong_passkeys_are_throttled(has_key: Visitor, key: SoftKey) -> None:
    visitor, right = at_the_code(), key.private
    key.private = SoftKey("", "").private
    for _ in range(5):
        enters(visitor, key)
    key.private = right
    reply = enters(visitor, key)
    assert "too many attempts" in reply.content.decode()
    assert not visitor.sees_work()


def test_the_first_second_step_may_be_a_passkey(
    pages: None, visitor: Visitor, key: SoftKey
) -> None:
    user = create_login("new@example.invalid", PASSWORD)
    visitor.give_password("new@example.invalid")
    assert NEW in visitor.get("/sign-in/set-up").content.decode()
    before = visitor.client.cookies["sharewell_session"].value
    assert adds(visitor, key)["Location"] == "/sign-in/recovery-codes"
    assert visitor.client.cookies["sharewell_session"].value != before
    assert visitor.sees_work()
    assert recovery_code(user)
    again = Visitor()
    again.give_password("new@example.invalid")
    assert "Now your passkey" in again.get("/sign-in/code").content.decode()
    assert enters(again, key).status_code == 302
    assert again.sees_work()


def test_with_a_passkey_a_password_alone_still_opens_nothing(
    pages: None, visitor: Visitor, key: SoftKey
) -> None:
    create_login("new@example.invalid", PASSWORD)
    visitor.give_password("new@example.invalid")
    adds(visitor, key)
    thief = Visitor()
    thief.give_password("new@example.invalid")
    for path in ("/work", NEW, "/sign-in/set-up", STEPS):
        assert thief.get(path)["Location"].startswith("/sign-in"), path
