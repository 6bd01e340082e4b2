"""What a password may be, as the settings have it, and how its field behaves."""

import re
import runpy

import pytest
from django.contrib.auth.password_validation import (
    get_password_validators,
    validate_password,
)
from django.core.exceptions import ValidationError
from django.test import Client

from sharewell.accounts.models import User
from sharewell.accounts.passwords import HardToGuess
from tests.architecture.source import CHECKOUT


@pytest.mark.parametrize(
    "refused",
    [
        "eleven-char",
        "qwerty123456",
        "passwordpassword",
        "Liverpool2024!",
        "xxxxxxxxxxxxx",
    ],
)
def test_a_short_or_guessable_password_is_refused(refused: str) -> None:
    with pytest.raises(ValidationError):
        validate_password(refused)


@pytest.mark.parametrize(
    "taken",
    [
        "quillfeather marshlight",
        "\u5b57\u53f0\u6d77\u5c71\u98a8\u6708\u706b\u6c34\u6728\u91d1\u571f\u65e5",
        "a lantern under every second bridge " * 4,
    ],
    ids=["two words", "another script", "144 characters"],
)
def test_any_letters_will_do_and_very_many_of_them(taken: str) -> None:
    validate_password(taken)


def test_words_of_the_place_and_of_ones_own_address_make_it_no_harder() -> None:
    words = ("Zibblewick-Quorndyke", "quendreda-vossmoor", "sharewell safeguarding")
    owner = User(email="quendreda@vossmoor.example")
    for word in words:
        with pytest.raises(ValidationError):
            HardToGuess(["zibblewick", "quorndyke"]).validate(word, owner)
    for word in words[:2]:
        HardToGuess().validate(word)


def test_the_operators_words_reach_the_validator(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv("LOCAL_WORDS", "zibblewick quorndyke")
    found = runpy.run_path(str(CHECKOUT / "sharewell/config/settings.py"))
    (ours,) = [
        one
        for one in get_password_validators(found["AUTH_PASSWORD_VALIDATORS"])
        if isinstance(one, HardToGuess)
    ]
    with pytest.raises(ValidationError):
        ours.validate("Zibblewick-Quorndyke")


def test_the_longest_is_looked_at_no_longer_than_the_library_allows() -> None:
    HardToGuess().validate("a lantern under every second bridge " * 5)


def test_a_password_may_be_pasted_and_offered(database: None) -> None:
    page = Client().get("/sign-in").content.decode()
    (field,) = re.findall(r"<input[^>]*type=\"password\"[^>]*>", page)
    assert 'autocomplete="current-password"' in field
    assert "onpaste" not in page
    assert "maxlength" not in field
