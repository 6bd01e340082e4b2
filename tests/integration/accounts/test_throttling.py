"""Guessing is stopped, and the counts are shared and not forgiven by a flood."""

from django.core.cache import cache
from django.test import Client

from sharewell.accounts.models import User
from sharewell.accounts.provision import create_login
from tests.integration.accounts.signing_in import (
    EMAIL,
    PASSWORD,
    Authenticator,
    Visitor,
)

ALLOWED = 5
TOO_MANY = "There were too many attempts"


def test_wrong_codes_are_throttled_and_then_a_right_one_too(
    ada: User, visitor: Visitor, authenticator: Authenticator
) -> None:
    visitor.give_password()
    for _ in range(ALLOWED):
        assert (
            TOO_MANY
            not in visitor.give_code(authenticator.wrong_code()).content.decode()
        )
    reply = visitor.give_code(authenticator.code)
    assert TOO_MANY in reply.content.decode()
    assert not visitor.sees_work()


def test_a_new_browser_and_password_do_not_reset_the_count_of_codes(
    ada: User, authenticator: Authenticator
) -> None:
    for _ in range(ALLOWED):
        visitor = Visitor()
        visitor.sign_in(authenticator.wrong_code())
    fresh = Visitor()
    fresh.sign_in(authenticator.code)
    assert not fresh.sees_work()


def test_wrong_passwords_are_throttled_and_then_the_right_one_too(
    ada: User, visitor: Visitor
) -> None:
    for _ in range(ALLOWED):
        visitor.give_password(password="not hers")
    reply = visitor.give_password()
    assert reply.status_code == 422
    assert TOO_MANY in reply.content.decode()


def test_failures_for_one_person_do_not_stop_another(ada: User) -> None:
    create_login("ben@example.invalid", PASSWORD)
    for _ in range(ALLOWED + 1):
        Visitor(Client(REMOTE_ADDR="192.0.2.1")).give_password(password="not hers")
    other = Visitor(Client(REMOTE_ADDR="192.0.2.2"))
    assert other.give_password("ben@example.invalid").status_code == 302


def test_many_good_sign_ins_from_one_address_are_let_in(
    ada: User, authenticator: Authenticator
) -> None:
    for _ in range(35):
        assert Visitor().give_password().status_code == 302


def test_a_flood_of_other_entries_does_not_forgive_failures(
    ada: User, visitor: Visitor
) -> None:
    for _ in range(ALLOWED):
        visitor.give_password(EMAIL, "not hers")
    for number in range(700):
        cache.set(f"zzz-{number}", [], 300)
    assert TOO_MANY in visitor.give_password().content.decode()
