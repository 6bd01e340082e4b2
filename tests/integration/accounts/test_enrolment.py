"""Without a second factor a person can do one thing: set one up."""

import re

import pytest

from sharewell.accounts.models import User
from sharewell.accounts.provision import code_of_step, create_login
from tests.integration.accounts.signing_in import (
    PASSWORD,
    Authenticator,
    Visitor,
    recovery_code,
)

EMAIL = "new@example.invalid"
KEY = re.compile(r"<code>([A-Z2-7 ]+)</code>")
CODES = re.compile(r"<li><code>(\d{8})</code></li>")


@pytest.fixture
def new_user(pages: None) -> User:
    return create_login(EMAIL, PASSWORD)


@pytest.fixture
def confined(new_user: User, visitor: Visitor) -> Visitor:
    visitor.give_password(EMAIL)
    return visitor


def offered_key(visitor: Visitor) -> str:
    found = KEY.search(visitor.get("/sign-in/set-up").content.decode())
    assert found is not None
    return found[1].replace(" ", "")


def enrol(visitor: Visitor, step: int):
    code = code_of_step(offered_key(visitor), step)
    return visitor.send("/sign-in/set-up", {"code": code})


@pytest.mark.parametrize(
    "path",
    [
        "/work",
        "/concerns/new",
        "/sign-in/recovery-codes",
        "/sign-in/recovery-codes/new",
        "/sign-in/confirm",
        "/sign-in/second-steps",
        "/sign-in/not-offered/account_signup",
        "/session/stay",
    ],
)
def test_every_other_page_leads_to_the_set_up(confined: Visitor, path: str) -> None:
    assert confined.get(path)["Location"] == "/sign-in/set-up"
    assert confined.send(path, {})["Location"] == "/sign-in/set-up"


def test_open_pages_and_signing_out_stay_possible(confined: Visitor) -> None:
    assert confined.get("/urgent").status_code == 200
    assert confined.send("/sign-out", {})["Location"] == "/signed-out"


def test_a_right_code_enrols_and_shows_recovery_codes_once(
    confined: Visitor, authenticator: Authenticator
) -> None:
    reply = enrol(confined, authenticator.step)
    assert reply["Location"] == "/sign-in/recovery-codes"
    first = CODES.findall(confined.get("/sign-in/recovery-codes").content.decode())
    again = CODES.findall(confined.get("/sign-in/recovery-codes").content.decode())
    assert len(set(first)) == 10
    assert again == []
    assert confined.sees_work()


def test_the_picture_holds_the_same_key_and_breaks_no_policy(confined: Visitor) -> None:
    page = confined.get("/sign-in/set-up").content.decode()
    assert 'src="data:image/svg+xml;base64,' in page
    assert "style=" not in page


def test_a_wrong_code_enrols_nothing_and_keeps_the_key(
    confined: Visitor, authenticator: Authenticator
) -> None:
    key = offered_key(confined)
    reply = confined.send("/sign-in/set-up", {"code": "000000"})
    assert reply.status_code == 422
    assert offered_key(confined) == key
    assert not confined.sees_work()


def test_the_code_of_the_set_up_opens_no_second_session(
    confined: Visitor, authenticator: Authenticator
) -> None:
    key = offered_key(confined)
    code = code_of_step(key, authenticator.step)
    confined.send("/sign-in/set-up", {"code": code})
    thief = Visitor()
    thief.give_password(EMAIL)
    assert thief.give_code(code).status_code == 422


def test_the_offered_key_is_not_readable_in_the_session(confined: Visitor) -> None:
    key = offered_key(confined)
    assert key not in str(dict(confined.client.session))


def test_the_session_has_a_new_name_after_enrolling(
    confined: Visitor, authenticator: Authenticator
) -> None:
    before = confined.client.cookies["sharewell_session"].value
    enrol(confined, authenticator.step)
    assert confined.client.cookies["sharewell_session"].value != before


def test_a_password_given_long_ago_is_asked_again(confined: Visitor) -> None:
    session = confined.client.session
    session["account_authentication_methods"][0]["at"] -= 301
    session.save()
    assert confined.get("/sign-in/set-up")["Location"].startswith(
        "/sign-in/confirm-password?"
    )
    reply = confined.send(
        "/sign-in/confirm-password?next=/sign-in/set-up", {"password": PASSWORD}
    )
    assert reply["Location"] == "/sign-in/set-up"
    assert confined.get("/sign-in/set-up").status_code == 200


def test_a_session_without_the_factor_ends_once_another_has_enrolled(
    confined: Visitor, authenticator: Authenticator
) -> None:
    older = Visitor()
    older.give_password(EMAIL)
    enrol(confined, authenticator.step)
    assert older.get("/work")["Location"].startswith("/sign-in?")
    assert older.get("/sign-in/set-up")["Location"].startswith("/sign-in?")


def test_whoever_is_enrolled_cannot_add_another_authenticator(
    ada: User, visitor: Visitor, authenticator: Authenticator
) -> None:
    visitor.sign_in(authenticator.code)
    assert visitor.get("/sign-in/set-up")["Location"] == "/work"
    assert visitor.send("/sign-in/set-up", {"code": "1"})["Location"] == "/work"


def test_new_recovery_codes_need_a_fresh_code_and_replace_the_old(
    ada: User, visitor: Visitor, authenticator: Authenticator
) -> None:
    old = recovery_code(ada)
    visitor.sign_in(authenticator.code)
    session = visitor.client.session
    for record in session["account_authentication_methods"]:
        record["at"] -= 301
    session.save()
    asked = visitor.get("/sign-in/recovery-codes/new")
    assert asked["Location"].startswith("/sign-in/confirm?")
    back = visitor.send(asked["Location"], {"code": authenticator.next_code()})
    assert back["Location"] == "/sign-in/recovery-codes/new"
    visitor.send("/sign-in/recovery-codes/new", {})
    shown = CODES.findall(visitor.get("/sign-in/recovery-codes").content.decode())
    assert len(shown) == 10
    assert old not in shown
    assert visitor.sees_work()


def test_codes_renewed_in_a_session_opened_by_one_do_not_end_it(
    ada: User, visitor: Visitor
) -> None:
    visitor.sign_in(recovery_code(ada))
    visitor.send("/sign-in/recovery-codes/new", {})
    assert visitor.sees_work()
