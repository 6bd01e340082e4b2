"""One's own passkeys: named, removed, never the last, and nobody else's."""

from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest
from django.db import connections

from sharewell.accounts import passkeys
from sharewell.accounts.models import User
from sharewell.accounts.provision import create_login
from tests.integration.accounts.passkey_pages import (
    NAME,
    NEW,
    OURS,
    STEPS,
    adds,
    at_the_code,
    enters,
    options,
    own,
    sends,
)
from tests.integration.accounts.signing_in import (
    EMAIL,
    PASSWORD,
    Visitor,
    recovery_code,
)
from tests.integration.accounts.soft_key import PRESENT, SoftKey


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
    # The session was opened with the code, whose authenticator is gone.
    assert not has_key.sees_work()
    with pytest.raises(passkeys.LastFactor):
        passkeys.remove(ada.pk, own(ada)[0].pk)
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
    adds(visitor, SoftKey(OURS, NAME))
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
    adds(other, SoftKey(OURS, NAME))
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
