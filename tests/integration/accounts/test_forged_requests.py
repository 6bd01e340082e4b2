"""What a client writes into headers and forms to seem somebody or somewhere else."""

import itertools

import pytest
from django.test import Client

from sharewell.accounts.models import User
from tests.integration.accounts.signing_in import EMAIL, PASSWORD, Visitor

TOO_MANY = "There were too many attempts"
ALLOWED_AT_AN_ADDRESS = 10


def guesses(forwarded: list[str]) -> list[bool]:
    """Whether each was let try: for another person each, all from one machine."""
    visitor = Visitor(Client(REMOTE_ADDR="192.0.2.7"))
    replies = [
        visitor.send(
            "/sign-in",
            {"login": f"nobody{number}@example.invalid", "password": PASSWORD},
            **{"X-Forwarded-For": said},
        )
        for number, said in enumerate(forwarded)
    ]
    return [TOO_MANY not in reply.content.decode() for reply in replies]


def test_who_writes_another_address_is_counted_under_her_own(pages: None) -> None:
    forged = [f"198.51.100.{n}" for n in range(ALLOWED_AT_AN_ADDRESS + 1)]
    assert guesses(forged) == [True] * ALLOWED_AT_AN_ADDRESS + [False]


def test_behind_a_proxy_what_it_added_counts_and_nothing_before_it(
    pages: None, settings
) -> None:
    settings.ALLAUTH_TRUSTED_PROXY_COUNT = 1
    forged = [f"198.51.100.{n}, 203.0.113.9" for n in range(ALLOWED_AT_AN_ADDRESS + 1)]
    assert guesses(forged) == [True] * ALLOWED_AT_AN_ADDRESS + [False]
    assert guesses(["198.51.100.1, 203.0.113.10"]) == [True]


def test_a_forged_host_is_neither_believed_nor_repeated(ada: User) -> None:
    visitor = Visitor(
        headers={"X-Forwarded-Host": "evil.invalid", "X-Forwarded-Proto": "ftp"}
    )
    page = visitor.get("/sign-in")
    done = visitor.give_password()
    assert page.status_code == 200
    assert "evil.invalid" not in page.content.decode() + str(done.headers)
    assert visitor.get("/sign-in", Host="evil.invalid").status_code == 400


@pytest.mark.parametrize(
    "password", [f"{PASSWORD} ", f" {PASSWORD}", PASSWORD.upper(), PASSWORD[:-1]]
)
def test_a_password_is_taken_as_it_was_given(ada: User, password: str) -> None:
    visitor = Visitor()
    assert visitor.give_password(password=password).status_code == 422
    assert visitor.give_password().status_code == 302


@pytest.mark.parametrize("order", list(itertools.permutations([PASSWORD, "not hers"])))
def test_of_a_field_sent_twice_one_place_alone_counts(
    ada: User, order: tuple[str, str]
) -> None:
    visitor = Visitor()
    form = {
        "login": EMAIL, "password": list(order), "csrfmiddlewaretoken": visitor.token(),
    }  # fmt: skip
    reply = visitor.client.post("/sign-in", form)
    assert reply.status_code == (302 if order[-1] == PASSWORD else 422)
