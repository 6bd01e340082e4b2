"""Sealed secrets open only whole and under a key we hold; logins are made whole."""

import copy
import os

import pytest
from django.conf import settings as present
from django.db import IntegrityError

from sharewell.accounts.models import User
from sharewell.accounts.provision import UnusableSecret, create_login
from sharewell.keys.envelope import CannotOpen
from sharewell.keys.secrets import open_secret, seal_secret
from tests.integration.accounts.signing_in import EMAIL, PASSWORD, SECRET


def test_a_sealed_secret_opens_and_never_looks_the_same() -> None:
    first, second = seal_secret("käse"), seal_secret("käse")
    assert first != second
    assert open_secret(first) == open_secret(second) == "käse"


def test_every_changed_character_is_noticed() -> None:
    sealed = seal_secret(SECRET)
    for at, letter in enumerate(sealed):
        changed = sealed[:at] + ("A" if letter != "A" else "B") + sealed[at + 1 :]
        with pytest.raises(CannotOpen):
            open_secret(changed)


@pytest.mark.parametrize("text", ["", "v1", "v1.1.", "v1.9.AAAA", "plain", SECRET])
def test_what_was_never_sealed_does_not_open(text: str) -> None:
    with pytest.raises(CannotOpen):
        open_secret(text)


def test_an_old_root_key_still_opens_and_a_lost_one_does_not(settings) -> None:
    sealed = seal_secret(SECRET)
    keys = copy.deepcopy(present.FIELD_KEYS)
    keys["keys"][2], keys["current"] = os.urandom(32), 2
    settings.FIELD_KEYS = keys
    assert open_secret(sealed) == SECRET
    assert seal_secret(SECRET).startswith("v1.2.")
    settings.FIELD_KEYS = {"current": 2, "keys": {2: keys["keys"][2]}}
    with pytest.raises(CannotOpen):
        open_secret(sealed)


@pytest.mark.parametrize("secret", ["", "not base32!", "ABCDEFGH", "é" * 32])
def test_an_unusable_second_factor_makes_no_login(pages: None, secret: str) -> None:
    with pytest.raises(UnusableSecret, match="must"):
        create_login(EMAIL, PASSWORD, secret)
    assert not User.objects.exists()


def test_one_address_has_one_login(ada: User) -> None:
    with pytest.raises(IntegrityError):
        create_login(EMAIL.upper(), PASSWORD)
    assert User.objects.count() == 1
