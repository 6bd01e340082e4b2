"""The server judges how long a session lasts."""

from datetime import UTC, datetime

import pytest

from sharewell.accounts import idle
from sharewell.accounts.middleware import BACKGROUND
from sharewell.accounts.models import User
from tests.integration.accounts.signing_in import Authenticator, Visitor

LIMIT = 30 * 60
A_LITTLE = 20


@pytest.fixture
def signed_in(ada: User, visitor: Visitor, authenticator: Authenticator) -> Visitor:
    visitor.sign_in(authenticator.code)
    assert visitor.sees_work()
    return visitor


def test_an_idle_session_ends_and_comes_back_to_the_same_page(
    signed_in: Visitor,
) -> None:
    signed_in.age(LIMIT)
    reply = signed_in.get("/concerns/new?draft=7")
    assert reply["Location"] == "/sign-in?next=/concerns/new%3Fdraft%3D7"
    page = signed_in.get(reply["Location"]).content.decode()
    assert "You were signed out after 30 minutes without activity." in page
    assert "draft" not in page.split("<main")[1].split("<form")[0].lower()


def test_a_session_just_within_the_limit_goes_on(signed_in: Visitor) -> None:
    for _ in range(3):
        signed_in.age(LIMIT - A_LITTLE)
        assert signed_in.sees_work()


def test_the_message_names_the_draft_only_if_one_was_saved(signed_in: Visitor) -> None:
    session = signed_in.client.session
    idle.note_draft_saved(session, datetime(2026, 7, 1, 13, 5, tzinfo=UTC))
    session.save()
    signed_in.age(LIMIT)
    reply = signed_in.get("/work")
    page = signed_in.get(reply["Location"]).content.decode()
    assert "Your draft was saved at 14:05" in page


def test_background_questions_do_not_keep_a_session_alive(signed_in: Visitor) -> None:
    signed_in.age(LIMIT / 2)
    signed_in.get("/work", **{BACKGROUND: "1"})
    signed_in.age(LIMIT / 2)
    assert not signed_in.sees_work()


def test_an_autosave_keeps_a_session_alive_whatever_it_calls_itself(
    signed_in: Visitor,
) -> None:
    signed_in.age(LIMIT / 2)
    signed_in.send("/work", {"text": "x"}, **{BACKGROUND: "1"})
    signed_in.age(LIMIT / 2)
    assert signed_in.sees_work()


def test_staying_extends_the_session_and_says_until_when(signed_in: Visitor) -> None:
    signed_in.age(LIMIT - A_LITTLE)
    reply = signed_in.send("/session/stay", {})
    left = datetime.fromisoformat(reply.json()["ends_at"]) - datetime.now(UTC)
    assert LIMIT - A_LITTLE < left.total_seconds() <= LIMIT
    signed_in.age(LIMIT - A_LITTLE)
    assert signed_in.sees_work()


def test_staying_is_a_post_with_a_token(signed_in: Visitor) -> None:
    assert signed_in.get("/session/stay").status_code == 405
    assert signed_in.post("/session/stay", {}).status_code == 403


def test_staying_too_late_does_not_bring_the_session_back(signed_in: Visitor) -> None:
    signed_in.age(LIMIT)
    reply = signed_in.send("/session/stay", {})
    assert reply.status_code == 403
    assert "signed out" in reply.json()["message"]
    assert not signed_in.sees_work()


def test_no_session_lasts_longer_than_twelve_hours(signed_in: Visitor) -> None:
    signed_in.age(12 * 60 * 60, "signed_in_at")
    reply = signed_in.get("/work")
    assert "12 hours" in signed_in.get(reply["Location"]).content.decode()


def test_a_stolen_name_of_an_ended_session_is_worth_nothing(signed_in: Visitor) -> None:
    name = signed_in.client.cookies["sharewell_session"].value
    signed_in.age(LIMIT)
    signed_in.get("/work")
    thief = Visitor()
    thief.client.cookies["sharewell_session"] = name
    assert not thief.sees_work()


def test_a_session_without_clocks_is_over(signed_in: Visitor) -> None:
    session = signed_in.client.session
    del session["last_active"]
    session.save()
    assert not signed_in.sees_work()


def test_the_urgent_page_opens_after_the_session_ended(signed_in: Visitor) -> None:
    signed_in.age(LIMIT)
    assert signed_in.get("/urgent").status_code == 200
