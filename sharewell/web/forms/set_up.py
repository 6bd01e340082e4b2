"""A first password, or a new one."""

from typing import Any

from django import forms
from django.contrib.auth.base_user import AbstractBaseUser
from django.contrib.auth.password_validation import validate_password

# Hashing is slow on purpose: what is longer would only keep the server busy.
LONGEST = 200


def password_field(
    label: str, missing: str, help_text: str = "", autocomplete: str = "new-password"
) -> forms.CharField:
    """One field for a password: what a password manager is to do, in HTML's words."""
    return forms.CharField(
        label=label,
        help_text=help_text,
        max_length=LONGEST,
        strip=False,
        widget=forms.PasswordInput(attrs={"autocomplete": autocomplete}),
        error_messages={
            "required": missing,
            "max_length": f"Use at most {LONGEST} characters",
        },
    )


class NewPasswordForm(forms.Form):
    """The password twice: without a script nobody can look at what was typed."""

    password = password_field(
        "New password",
        "Choose a password",
        "At least 12 characters, and not easy to guess. Three words that do not belong "
        "together are good.",
    )
    password_again = password_field(
        "The same password again", "Type the password once more"
    )

    def __init__(self, *args: Any, user: AbstractBaseUser, **more: Any) -> None:
        """For whose password it is."""
        self.user = user
        super().__init__(*args, **more)

    def clean_password(self) -> str:
        """Long enough, and hard to guess."""
        password: str = self.cleaned_data["password"]
        validate_password(password, self.user)
        return password

    def clean(self) -> dict[str, Any]:
        """Both are the same."""
        given: dict[str, Any] = super().clean() or self.cleaned_data
        if {"password", "password_again"} <= given.keys() and (
            given["password"] != given["password_again"]
        ):
            self.add_error("password_again", "This is not the same password as above")
        return given
