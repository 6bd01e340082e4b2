"""Whether an address has an account is told by no answer."""

import re

import pytest

from sharewell.accounts.models import User
from sharewell.accounts.provision import create_login
from tests.integration.accounts.signing_in import EMAIL, PASSWORD, Visitor

CHANGING = re.compile(r'(name="csrfmiddlewaretoken" value|nonce)="[^"]+"')
CLOSED = "closed@example.invalid"
UNKNOWN = "nobody@example.invalid"


@pytest.fixture(autouse=True)
def accounts(ada: User) -> None:
    create_login(CLOSED, PASSWORD)
    User.objects.filter(email=CLOSED).update(is_active=False)


def answers(email: str, password: str, times: int = 1) -> tuple[int, str]:
    visitor = Visitor()
    for _ in range(times):
        reply = visitor.give_password(email, password)
    text = CHANGING.sub("", reply.content.decode()).replace(email, "ADDRESS")
    return reply.status_code, text


@pytest.mark.parametrize("times", [1, 6])
def test_unknown_wrong_and_closed_answer_alike(times: int) -> None:
    wrong = answers(EMAIL, "not her password", times)
    assert wrong[0] == 422
    assert answers(UNKNOWN, PASSWORD, times) == wrong
    from django.core.cache import cache

    cache.clear()
    assert answers(CLOSED, PASSWORD, times) == wrong
    cache.clear()
    assert answers(CLOSED, "not the password", times) == wrong


def test_the_password_is_not_sent_back() -> None:
    assert "not her password" not in answers(EMAIL, "not her password")[1]


def test_each_costs_the_same_work(
    monkeypatch: pytest.MonkeyPatch, settings, ada: User
) -> None:
    """One password is hashed for each answer, so that the time tells nothing either."""
    from django.contrib.auth.hashers import Argon2PasswordHasher

    done: list[str] = []
    for name in ("encode", "verify"):
        real = getattr(Argon2PasswordHasher, name)
        monkeypatch.setattr(
            Argon2PasswordHasher,
            name,
            lambda *args, _real=real, _name=name, **more: (
                done.append(_name) or _real(*args, **more)
            ),
        )
    without = User.objects.create_user("without@example.invalid")
    for email, password in (
        (EMAIL, "not her password"),
        (UNKNOWN, PASSWORD),
        (CLOSED, PASSWORD),
        (CLOSED, "not the password"),
        (without.email, PASSWORD),
    ):
        done.clear()
        answers(email, password)
        assert len(done) == 1, email
