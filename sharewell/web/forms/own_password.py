"""Another password in place of one's own."""

from typing import Any

from allauth.account.adapter import get_adapter
from django import forms
from django.http import HttpRequest

from sharewell.web.forms.set_up import NewPasswordForm, password_field


class OwnPasswordForm(NewPasswordForm):
    """The present password, tried as at sign-in and counted with those tries.

    `shown` is then the hash that it was found to fit.
    """

    present_password = password_field(
        "Your password now",
        "Type the password you have now",
        autocomplete="current-password",
    )
    field_order = ("present_password", "password", "password_again")

    def __init__(self, *args: Any, request: HttpRequest, **more: Any) -> None:
        """For whoever is signed in on the request."""
        self.request, self.shown = request, ""
        super().__init__(*args, user=request.user, **more)

    def clean_present_password(self) -> str:
        """It is the person's own; after too many others nothing is looked at."""
        present: str = self.cleaned_data["present_password"]
        adapter = get_adapter()
        known = adapter.authenticate(
            self.request, email=self.user.email, password=present
        )
        if known is None or known.pk != self.user.pk:
            raise forms.ValidationError(adapter.error_messages["incorrect_password"])
        self.shown = known.password
        return present

    def clean_password(self) -> str:
        """Weighed only for whoever knows the present one: weighing is slow."""
        if not self.shown:
            return str(self.cleaned_data["password"])
        return super().clean_password()

    def clean(self) -> dict[str, Any]:
        """The new one is another."""
        given = super().clean()
        if "password" in given and given["password"] == given.get("present_password"):
            self.add_error("password", "This is the password you have now")
        return given
