"""A computer that others use too: sooner out, no phone needed, nothing left behind."""

import pytest

from sharewell.accounts.models import User
from tests.integration.accounts.signing_in import (
    EMAIL,
    PASSWORD,
    Authenticator,
    Visitor,
    recovery_code,
)

MINUTE = 60


@pytest.fixture
def shared(ada: User, visitor: Visitor) -> Visitor:
    """With a printed code, for her phone is in the locker."""
    give_password_at_a_shared_one(visitor)
    visitor.give_code(recovery_code(ada))
    assert visitor.sees_work()
    return visitor


def give_password_at_a_shared_one(visitor: Visitor) -> None:
    visitor.send("/sign-in", {"login": EMAIL, "password": PASSWORD, "shared": "on"})


def test_the_sign_in_page_asks(visitor: Visitor) -> None:
    page = visitor.get("/sign-in").content.decode()
    assert "Other people use this computer" in page
    assert "a printed code or a passkey does instead of a phone" in page


def test_the_printed_code_comes_first_there(ada: User, visitor: Visitor) -> None:
    give_password_at_a_shared_one(visitor)
    page = visitor.get("/sign-in/code").content.decode()
    assert "One of your printed codes: 8 digits" in page
    other = Visitor()
    other.give_password()
    assert "The 6 digits that your authenticator shows now" in (
        other.get("/sign-in/code").content.decode()
    )


def test_it_ends_after_ten_minutes(shared: Visitor) -> None:
    shared.age(10 * MINUTE - 20)
    assert shared.sees_work()
    shared.age(10 * MINUTE)
    reply = shared.get("/work")
    page = shared.get(reply["Location"]).content.decode()
    assert "You were signed out after 10 minutes without activity." in page


def test_an_own_computer_is_not_hurried(
    ada: User, visitor: Visitor, authenticator: Authenticator
) -> None:
    visitor.sign_in(authenticator.code)
    visitor.age(29 * MINUTE)
    assert visitor.sees_work()


def test_it_is_never_longer_than_the_usual_time(shared: Visitor, settings) -> None:
    from datetime import timedelta

    settings.SESSION_IDLE_LIMIT = timedelta(minutes=5)
    shared.age(5 * MINUTE)
    assert not shared.sees_work()


def test_the_cookie_goes_with_the_browser(shared: Visitor) -> None:
    cookie = shared.client.cookies["sharewell_session"]
    assert not cookie["max-age"]
    assert not cookie["expires"]


def test_the_browser_is_told_to_forget_at_sign_out(
    shared: Visitor, ada: User, authenticator: Authenticator
) -> None:
    reply = shared.send("/sign-out", {})
    assert reply["Clear-Site-Data"] == '"cache", "cookies", "storage"'
    own = Visitor()
    own.sign_in(authenticator.code)
    assert "Clear-Site-Data" not in own.send("/sign-out", {})


def test_the_next_person_says_anew_whose_computer_it_is(
    shared: Visitor, authenticator: Authenticator
) -> None:
    shared.send("/sign-out", {})
    shared.sign_in(authenticator.code)
    shared.age(29 * MINUTE)
    assert shared.sees_work()
