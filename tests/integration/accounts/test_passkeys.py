"""Passkeys as the second step: made, used once, named, removed, and never the last."""

import html
import json
import re
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier
from typing import Any

import pytest
from django.core.cache import cache
from django.db import connections

from sharewell.accounts import passkeys
from sharewell.accounts.models import User
from sharewell.accounts.provision import create_login
from tests.integration.accounts.signing_in import (
    EMAIL,
    PASSWORD,
    Authenticator,
    Visitor,
    recovery_code,
)
from tests.integration.accounts.soft_key import PRESENT, VERIFIED, SoftKey

OURS = "https://sharewell.invalid"
NEW, STEPS = "/sign-in/passkeys/new", "/sign-in/second-steps"
OPTIONS = re.compile(r"data-options='([^']+)'")
AT_ONCE = 8


@pytest.fixture(autouse=True)
def _our_name(settings) -> None:
    settings.BASE_URL = OURS


@pytest.fixture
def key() -> SoftKey:
    return SoftKey(OURS, "sharewell.invalid")


@pytest.fixture
def signed_in(ada: User, visitor: Visitor, authenticator: Authenticator) -> Visitor:
    visitor.sign_in(authenticator.code)
    return visitor


@pytest.fixture
def has_key(signed_in: Visitor, key: SoftKey) -> Visitor:
    assert adds(signed_in, key).status_code == 302
    return signed_in


def options(visitor: Visitor, path: str) -> dict[str, Any]:
    found = OPTIONS.search(visitor.get(path).content.decode())
    assert found is not None
    asked: dict[str, Any] = json.loads(html.unescape(found[1]))
    return asked


def sends(visitor: Visitor, path: str, credential: Any, **more: str):
    return visitor.send(path, {"credential": json.dumps(credential), **more})


def adds(visitor: Visitor, key: SoftKey, name: str = "Blue key"):
    return sends(visitor, NEW, key.makes(options(visitor, NEW)), name=name)


def at_the_code() -> Visitor:
    visitor = Visitor()
    visitor.give_password()
    return visitor


def enters(visitor: Visitor, key: SoftKey, **changed: Any):
    asked = options(visitor, "/sign-in/code")
    return sends(visitor, "/sign-in/code", key.answers(asked, **changed))


def own(user: User) -> list[Any]:
    return list(user.authenticator_set.filter(type="webauthn").order_by("pk"))


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


def test_it_is_renamed(has_key: Visitor, ada: User) -> None:
    path = f"/sign-in/passkeys/{own(ada)[0].pk}/name"
    assert 'value="Blue key"' in has_key.get(path).content.decode()
    assert has_key.send(path, {"name": ""}).status_code == 422
    assert has_key.send(path, {"name": "x" * 61}).status_code == 422
    assert has_key.send(path, {"name": "<b>Red"})["Location"] == STEPS
    assert "&lt;b&gt;Red" in has_key.get(STEPS).content.decode()


def test_it_is_removed_while_another_step_is_left(
    has_key: Visitor, ada: User, key: SoftKey
) -> None:
    visitor = at_the_code()
    enters(visitor, key)
    path = f"/sign-in/passkeys/{own(ada)[0].pk}/remove"
    assert "Blue key" in has_key.get(path).content.decode()
    assert has_key.send(path, {})["Location"] == STEPS
    assert own(ada) == []
    # Whoever signed in with it is out; the session with the code goes on.
    assert not visitor.sees_work()
    assert has_key.sees_work()


def test_the_last_one_stays(has_key: Visitor, ada: User) -> None:
    ada.authenticator_set.filter(type="totp").delete()
    path = f"/sign-in/passkeys/{own(ada)[0].pk}/remove"
    # The session was opened with the code, whose authenticator is gone.
    assert not has_key.sees_work()
    with pytest.raises(passkeys.LastFactor):
        passkeys.remove(ada.pk, own(ada)[0].pk)
    assert path
    assert len(own(ada)) == 1


def test_the_page_says_why_the_last_one_stays(
    pages: None, visitor: Visitor, key: SoftKey
) -> None:
    user = create_login("new@example.invalid", PASSWORD)
    visitor.give_password("new@example.invalid")
    adds(visitor, key)
    reply = visitor.send(f"/sign-in/passkeys/{own(user)[0].pk}/remove", {})
    assert reply.status_code == 409
    assert "This is your only second step" in reply.content.decode()
    assert len(own(user)) == 1


def test_of_the_last_two_one_stays_however_many_try(
    pages: None, visitor: Visitor, key: SoftKey
) -> None:
    user = create_login("new@example.invalid", PASSWORD)
    visitor.give_password("new@example.invalid")
    adds(visitor, key)
    adds(visitor, SoftKey(OURS, "sharewell.invalid"))
    ready = Barrier(2)

    def attempt(pk: int) -> bool:
        ready.wait()
        try:
            return passkeys.remove(user.pk, pk)
        except passkeys.LastFactor:
            return False
        finally:
            connections.close_all()

    with ThreadPoolExecutor(2) as pool:
        answers = list(pool.map(attempt, [one.pk for one in own(user)]))
    assert sorted(answers) == [False, True]
    assert len(own(user)) == 1


def test_nobody_touches_the_passkey_of_another(
    has_key: Visitor, ada: User, pages: None, key: SoftKey
) -> None:
    create_login("new@example.invalid", PASSWORD)
    other = Visitor()
    other.give_password("new@example.invalid")
    adds(other, SoftKey(OURS, "sharewell.invalid"))
    for what in ("name", "remove"):
        path = f"/sign-in/passkeys/{own(ada)[0].pk}/{what}"
        assert other.get(path).status_code == 404
        assert other.send(path, {"name": "Mine"}).status_code == 404
    assert own(ada)[0].wrap().name == "Blue key"


@pytest.mark.parametrize("path", [NEW, "name", "remove"])
def test_each_change_needs_a_fresh_second_step(
    has_key: Visitor, ada: User, key: SoftKey, path: str
) -> None:
    if path != NEW:
        path = f"/sign-in/passkeys/{own(ada)[0].pk}/{path}"
    session = has_key.client.session
    for record in session["account_authentication_methods"]:
        record["at"] -= 301
    session.save()
    asked = has_key.get(path)["Location"]
    assert asked.startswith("/sign-in/confirm?")
    reply = sends(has_key, asked, key.answers(options(has_key, asked)))
    assert reply["Location"] == path
    assert has_key.get(path).status_code == 200


def test_a_passkey_that_did_not_work_is_said_when_confirming(
    has_key: Visitor, key: SoftKey
) -> None:
    asked = options(has_key, "/sign-in/confirm")
    key.flags = PRESENT
    reply = sends(has_key, "/sign-in/confirm", key.answers(asked))
    assert reply.status_code == 422
    assert "That passkey did not work" in reply.content.decode()


def test_whoever_has_a_passkey_may_add_an_authenticator(
    pages: None, visitor: Visitor, key: SoftKey
) -> None:
    create_login("new@example.invalid", PASSWORD)
    visitor.give_password("new@example.invalid")
    adds(visitor, key)
    assert "/sign-in/set-up" in visitor.get(STEPS).content.decode()
    assert visitor.get("/sign-in/set-up").status_code == 200


def test_under_a_number_no_passkey_is_offered(has_key: Visitor, settings) -> None:
    settings.BASE_URL = "http://127.0.0.1:8000"
    assert NEW not in has_key.get(STEPS).content.decode()
    assert has_key.get(NEW)["Location"] == STEPS


def test_nothing_of_the_passkey_but_what_is_needed_is_kept(
    signed_in: Visitor, ada: User, key: SoftKey
) -> None:
    made = key.makes(options(signed_in, NEW))
    made |= {"more": "x", "clientExtensionResults": {"more": "x"}}
    sends(signed_in, NEW, made, name="Blue key")
    kept = own(ada)[0].data
    assert sorted(kept) == ["credential", "name"]
    assert "more" not in str(kept)


def test_a_passkey_that_is_too_long_is_refused(
    signed_in: Visitor, ada: User, key: SoftKey
) -> None:
    made = key.makes(options(signed_in, NEW))
    made["rawId"] = "A" * 10_000
    assert sends(signed_in, NEW, made, name="Blue key").status_code == 422
    assert own(ada) == []


def test_ada_keeps_her_codes(has_key: Visitor, ada: User) -> None:
    assert ada.email == EMAIL
    assert recovery_code(ada)
