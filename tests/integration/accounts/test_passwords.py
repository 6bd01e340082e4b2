"""What a password may be, as the settings have it, and how its field behaves."""

import re

import pytest
from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.test import Client


def test_passwords_are_long_and_not_common() -> None:
    for refused in ("eleven-char", "qwerty123456"):
        with pytest.raises(ValidationError):
            validate_password(refused)
    # Any letters will do, of any script, and very many of them.
    for taken in (
        "quillfeather marshlight",
        "ooooooooooooooooooox",
        "\u5b57" * 12,
        "x" * 99,
    ):
        validate_password(taken)


def test_a_password_may_be_pasted_and_offered(database: None) -> None:
    page = Client().get("/sign-in").content.decode()
    (field,) = re.findall(r"<input[^>]*type=\"password\"[^>]*>", page)
    assert 'autocomplete="current-password"' in field
    assert "onpaste" not in page
    assert "maxlength" not in field
