"""What happens at the door is said in the log, by ids: nobody's name or address."""

import json
import logging
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.test import Client

from sharewell.accounts.models import User
from tests.integration.accounts.signing_in import (
    EMAIL,
    PASSWORD,
    Authenticator,
    Visitor,
)

HERE = "192.0.2.9"


@pytest.fixture
def visitor() -> Visitor:
    return Visitor(Client(REMOTE_ADDR=HERE))


@pytest.fixture
def told(caplog: pytest.LogCaptureFixture) -> Any:
    """The lines since the test began, as programs read them."""
    caplog.set_level(logging.INFO, logger="sharewell.security")

    def lines() -> list[dict[str, Any]]:
        assert not {EMAIL, PASSWORD} & set(caplog.text.split())
        assert EMAIL not in caplog.text
        return [
            json.loads(one.getMessage())
            for one in caplog.records
            if one.name == "sharewell.security"
        ]

    return lines


def test_a_sign_in_says_whose_and_from_where(
    ada: User, visitor: Visitor, authenticator: Authenticator, told: Any
) -> None:
    visitor.sign_in(authenticator.code)
    assert visitor.sees_work()
    assert told() == [{"event": "sign_in.done", "login": str(ada.pk), "from": HERE}]


def test_a_wrong_password_and_an_unknown_login_are_told_apart_here_alone(
    ada: User, visitor: Visitor, told: Any
) -> None:
    visitor.give_password(password="not hers")
    visitor.give_password(email="nobody@example.invalid")
    event = {"event": "sign_in.password_refused", "from": HERE}
    assert told() == [{**event, "login": str(ada.pk)}, {**event, "login": None}]


def test_a_wrong_and_a_used_code_are_told(
    ada: User, visitor: Visitor, authenticator: Authenticator, told: Any
) -> None:
    visitor.sign_in(authenticator.wrong_code())
    visitor.give_code(authenticator.code)
    again = Visitor(Client(REMOTE_ADDR=HERE))
    again.sign_in(authenticator.code)
    events = [(one["event"], one["login"]) for one in told()]
    assert events == [
        ("sign_in.second_step_refused", str(ada.pk)),
        ("sign_in.done", str(ada.pk)),
        ("sign_in.second_step_refused", str(ada.pk)),
    ]


def test_too_many_tries_are_told(ada: User, visitor: Visitor, told: Any) -> None:
    for _ in range(6):
        visitor.give_password(password="not hers")
    assert told()[-1]["event"] == "sign_in.too_many_tries"
    assert [one["event"] for one in told()].count("sign_in.password_refused") == 5


def test_a_refusal_of_another_kind_is_no_refused_code(told: Any, rf: Any) -> None:
    from sharewell.accounts.adapter import MFAAdapter

    error = MFAAdapter().validation_error("unverified_email")
    assert isinstance(error, ValidationError)
    assert told() == []
