"""Two factors, and nothing less, open the service."""

from datetime import UTC, datetime

import pyotp

from sharewell.accounts.models import User
from sharewell.accounts.provision import create_login, current_code
from tests.integration.accounts.signing_in import (
    EMAIL,
    PASSWORD,
    SECRET,
    Authenticator,
    Visitor,
    recovery_code,
)


def test_nobody_sees_a_page_without_sign_in(visitor: Visitor) -> None:
    reply = visitor.get("/work?team=1")
    assert reply.status_code == 302
    assert reply["Location"] == "/sign-in?next=/work%3Fteam%3D1"


def test_the_urgent_page_needs_no_sign_in(visitor: Visitor) -> None:
    assert visitor.get("/urgent").content == b"urgent help"


def test_a_password_alone_does_not_enter(ada: User, visitor: Visitor) -> None:
    reply = visitor.give_password()
    assert reply["Location"] == "/sign-in/code"
    assert not visitor.sees_work()


def test_both_factors_enter(
    ada: User, visitor: Visitor, authenticator: Authenticator
) -> None:
    reply = visitor.sign_in(authenticator.code)
    assert reply["Location"] == "/work"
    assert visitor.sees_work()


def test_after_sign_in_the_person_is_back_at_her_page(
    ada: User, visitor: Visitor, authenticator: Authenticator
) -> None:
    visitor.give_password(path="/sign-in?next=/concerns/new")
    assert visitor.give_code(authenticator.code)["Location"] == "/concerns/new"


def test_sign_in_leads_to_no_other_host(
    ada: User, visitor: Visitor, authenticator: Authenticator
) -> None:
    for elsewhere in (
        "https://elsewhere.invalid/",
        "//elsewhere.invalid/",
        "http://localhost/work",
        "javascript:alert(1)",
        "/\\elsewhere.invalid/",
    ):
        fresh = Visitor()
        fresh.give_password(path=f"/sign-in?next={elsewhere}")
        assert fresh.give_code(authenticator.next_code())["Location"] == "/work"


def test_a_wrong_code_does_not_enter_and_says_what_to_do(
    ada: User, visitor: Visitor, authenticator: Authenticator
) -> None:
    visitor.give_password()
    reply = visitor.give_code(authenticator.wrong_code())
    assert reply.status_code == 422
    assert "<title>Error: Enter your sign-in code" in reply.content.decode()
    assert "wait for the next one" in reply.content.decode()
    assert not visitor.sees_work()


def test_the_code_agrees_with_a_second_implementation(
    ada: User, visitor: Visitor, authenticator: Authenticator
) -> None:
    other = pyotp.TOTP(SECRET)
    moments = [
        datetime.fromtimestamp(at, UTC) for at in range(0, 2_000_000_000, 9_999_991)
    ]
    assert [current_code(SECRET, at) for at in moments] == [
        other.at(at) for at in moments
    ]
    visitor.give_password()
    assert visitor.give_code(other.at(authenticator.step * 30))["Location"] == "/work"


def test_the_real_clock_is_asked(ada: User, visitor: Visitor) -> None:
    """Twice, for the code may change between the two clocks."""
    for _ in range(2):
        visitor.give_password()
        reply = visitor.give_code(pyotp.TOTP(SECRET).now())
        if reply.status_code == 302:
            break
    assert visitor.sees_work()


def test_a_recovery_code_enters_once(ada: User) -> None:
    code = recovery_code(ada)
    first, second = Visitor(), Visitor()
    first.sign_in(code)
    second.sign_in(code)
    assert first.sees_work()
    assert not second.sees_work()


def test_the_session_has_a_new_name_after_sign_in(
    ada: User, visitor: Visitor, authenticator: Authenticator
) -> None:
    visitor.give_password()
    before = visitor.client.cookies["sharewell_session"].value
    visitor.give_code(authenticator.code)
    assert visitor.client.cookies["sharewell_session"].value != before


def test_sign_out_needs_a_post_and_ends_the_session(
    ada: User, visitor: Visitor, authenticator: Authenticator
) -> None:
    visitor.sign_in(authenticator.code)
    asked = visitor.get("/sign-out")
    assert asked.status_code == 200
    assert visitor.sees_work()
    stolen = visitor.client.cookies["sharewell_session"].value
    reply = visitor.send("/sign-out?next=/work", {})
    assert reply["Location"] == "/signed-out"
    assert b"You are signed out" in visitor.get("/signed-out").content
    visitor.client.cookies["sharewell_session"] = stolen
    assert not visitor.sees_work()


def test_sign_out_by_a_forged_post_is_refused(
    ada: User, visitor: Visitor, authenticator: Authenticator
) -> None:
    visitor.sign_in(authenticator.code)
    assert visitor.post("/sign-out", {}).status_code == 403
    assert visitor.sees_work()


def test_a_closed_account_is_out_at_the_next_request(
    ada: User, visitor: Visitor, authenticator: Authenticator
) -> None:
    visitor.sign_in(authenticator.code)
    User.objects.filter(pk=ada.pk).update(is_active=False)
    assert not visitor.sees_work()


def test_a_new_password_ends_every_session(
    ada: User, visitor: Visitor, authenticator: Authenticator
) -> None:
    visitor.sign_in(authenticator.code)
    ada.set_password("another long password")
    ada.save(update_fields=["password"])
    assert not visitor.sees_work()


def test_a_factor_taken_away_ends_the_session_that_showed_it(
    ada: User, visitor: Visitor, authenticator: Authenticator
) -> None:
    visitor.sign_in(authenticator.code)
    ada.authenticator_set.all().delete()
    assert visitor.get("/work")["Location"].startswith("/sign-in?")
    assert visitor.get("/sign-in/set-up")["Location"].startswith("/sign-in?")


def test_the_secret_is_sealed_in_the_database(ada: User) -> None:
    kept = str([row.data for row in ada.authenticator_set.all()])
    assert SECRET not in kept
    assert kept.count("'v1.1.") == 2


def test_every_page_of_sign_in_points_to_urgent_help(
    ada: User, visitor: Visitor, authenticator: Authenticator
) -> None:
    create_login("new@example.invalid", PASSWORD)
    new = Visitor()
    new.give_password("new@example.invalid")
    shown = {"/sign-in": visitor, "/signed-out": visitor, "/sign-in/set-up": new}
    pages = [(who.get(path), path) for path, who in shown.items()]
    visitor.give_password(EMAIL)
    pages.append((visitor.get("/sign-in/code"), "/sign-in/code"))
    visitor.give_code(authenticator.code)
    for path in ("/sign-out", "/sign-in/confirm", "/sign-in/recovery-codes/new"):
        pages.append((visitor.get(path), path))
    for reply, path in pages:
        assert reply.status_code == 200, path
        assert "You do not need to sign in" in reply.content.decode(), path
