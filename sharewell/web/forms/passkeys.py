"""The forms of passkeys: their fields are filled by the browser's own dialogue."""

from typing import Any

from allauth.core import context
from allauth.mfa.base.internal.flows import post_authentication
from allauth.mfa.models import Authenticator
from django import forms
from django.contrib.auth.base_user import AbstractBaseUser

from sharewell.accounts import passkeys
from sharewell.accounts.throttle import try_second_step

LONGEST_NAME = 60
PRESS = {
    "required": "Your browser sent no passkey. Press the button and do as it asks",
    "invalid": "Your browser sent something that is no passkey. Try again",
}
DID_NOT_WORK = (
    "That passkey did not work. A passkey answers only on the site that it was made "
    "for, and each answer counts once. Try again, or use a code."
)


class NameForm(forms.Form):
    """What the person calls it, to tell it from others."""

    name = forms.CharField(
        label="Name of this passkey",
        help_text="Such as “Work laptop” or “Blue key”.",
        max_length=LONGEST_NAME,
        error_messages={
            "required": "Give the passkey a name",
            "max_length": f"Use {LONGEST_NAME} characters at most",
        },
    )


class NewPasskeyForm(NameForm):
    """A passkey that the browser has just made."""

    credential = forms.JSONField(widget=forms.HiddenInput, error_messages=PRESS)

    def clean_credential(self) -> dict[str, Any]:
        """Checked against the challenge of the page."""
        try:
            return passkeys.registered(self.cleaned_data["credential"])
        except forms.ValidationError:
            raise forms.ValidationError(DID_NOT_WORK) from None


class PasskeyForm(forms.Form):
    """The answer of a passkey, as the second factor."""

    credential = forms.JSONField(widget=forms.HiddenInput, error_messages=PRESS)
    reauthenticated = False

    def __init__(self, *args: Any, user: AbstractBaseUser, **kwargs: Any) -> None:
        """For the user who gave the first factor."""
        self.user = user
        super().__init__(*args, **kwargs)

    def clean_credential(self) -> Authenticator:
        """Spent with this; five failures in five minutes stop further tries."""
        forgive = try_second_step(self.user)
        try:
            found = passkeys.asserted(self.user, self.cleaned_data["credential"])
        except forms.ValidationError:
            raise forms.ValidationError(DID_NOT_WORK) from None
        forgive()
        return found

    def save(self) -> None:
        """Note in the session that the factor was shown."""
        post_authentication(
            context.request,
            self.cleaned_data["credential"],
            reauthenticated=self.reauthenticated,
        )


class PasskeyAgainForm(PasskeyForm):
    """In a session that is already signed in."""

    reauthenticated = True
