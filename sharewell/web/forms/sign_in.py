"""The forms of signing in: address and password, code, and the first set-up."""

from typing import Any

from allauth.account.forms import LoginForm, ReauthenticateForm
from allauth.core import context
from allauth.mfa.adapter import get_adapter
from allauth.mfa.base.internal.flows import post_authentication
from allauth.mfa.internal.flows.add import validate_can_add_authenticator
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import SECRET_SESSION_KEY, generate_totp_secret
from django import forms

from sharewell.accounts import idle, second_factor
from sharewell.accounts.models import User
from sharewell.accounts.throttle import try_second_step
from sharewell.keys.envelope import CannotOpen
from sharewell.keys.secrets import open_secret, seal_secret
from sharewell.web.govuk import OneTimeCodeInput

# Longer is no code of ours; the check stays cheap whatever is sent.
LONGEST_CODE = 40
PRINTED_FIRST = (
    "One of your printed codes: 8 digits, each works once. Cross it out when you have "
    "used it. If you have an authenticator with you, its 6 digits do as well."
)


# Asked by the person and not set by the agency: the same teacher sits at her own desk
# in the morning and at the one in the staff room after lunch.
SHARED = "Other people use this computer"
WHAT_FOR = (
    "You are signed out sooner, the browser forgets us at the end, and a printed code "
    "or a passkey does instead of a phone."
)


def shared_field() -> forms.BooleanField:
    """The tick of a shared computer, wherever signing in begins."""
    return forms.BooleanField(label=SHARED, help_text=WHAT_FOR, required=False)


class SignInForm(LoginForm):
    """The first factor."""

    shared = shared_field()

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        """Ask in our words."""
        super().__init__(*args, **kwargs)
        _ask_for_password(self)
        login = self.fields["login"]
        login.label = "Work e-mail address"
        login.widget.attrs["autocomplete"] = "username"
        login.error_messages = {
            "required": "Enter your work e-mail address",
            "invalid": "Enter an e-mail address in the form name@example.org",
        }
        for validator in login.validators:
            if hasattr(validator, "message"):
                validator.message = login.error_messages["invalid"]


class PasswordAgainForm(ReauthenticateForm):
    """The password once more, before a second factor is set up."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        """Ask in our words."""
        super().__init__(*args, **kwargs)
        _ask_for_password(self)


class CodeForm(forms.Form):
    """The second factor: a code of the authenticator, or a recovery code."""

    code = forms.CharField(
        label="Code",
        help_text="The 6 digits that your authenticator shows now. If you do not have "
        "it with you, type one of your printed codes: 8 digits, each works once.",
        max_length=LONGEST_CODE,
        widget=OneTimeCodeInput(),
        error_messages={"required": "Enter the code"},
    )
    reauthenticated = False

    def __init__(self, *args: Any, user: User, **kwargs: Any) -> None:
        """For the user who gave the first factor, at whatever computer that was."""
        self.user = user
        super().__init__(*args, **kwargs)
        if idle.is_shared(context.request.session):
            self.fields["code"].help_text = PRINTED_FIRST

    def clean_code(self) -> str:
        """Spend the code; five failures in five minutes stop further tries."""
        forgive = try_second_step(self.user)
        code: str = self.cleaned_data["code"]
        found = second_factor.accept(self.user, code)
        if found is None:
            raise get_adapter().validation_error("incorrect_code")
        found.user = self.user
        self.authenticator: Authenticator = found
        forgive()
        return code

    def save(self) -> None:
        """Note in the session that the factor was shown."""
        post_authentication(
            context.request, self.authenticator, reauthenticated=self.reauthenticated
        )


class CodeAgainForm(CodeForm):
    """A fresh code in a session that is already signed in."""

    reauthenticated = True


class SetUpForm(forms.Form):
    """A first code, which proves that the authenticator took the secret over."""

    code = forms.CharField(
        label="The 6 digits that your authenticator shows now",
        max_length=LONGEST_CODE,
        widget=OneTimeCodeInput(),
        error_messages={"required": "Enter the 6 digits that your authenticator shows"},
    )

    def __init__(self, *args: Any, user: User, **kwargs: Any) -> None:
        """The secret stays the same over wrong codes and reloads."""
        self.user = user
        self.secret = _pending_secret()
        super().__init__(*args, **kwargs)

    def clean_code(self) -> str:
        """The code must be right now; its time step is spent on the set-up."""
        validate_can_add_authenticator(self.user)
        forgive = try_second_step(self.user, error_key="rate_limited")
        code: str = self.cleaned_data["code"]
        step = second_factor.matching_step(self.secret, code)
        if step is None or not second_factor.spend(self.user.pk, step):
            raise get_adapter().validation_error("incorrect_code")
        forgive()
        return code


def _pending_secret() -> str:
    """The secret on offer, kept sealed: sessions are rows that others may read."""
    session = context.request.session
    try:
        return open_secret(session[SECRET_SESSION_KEY])
    except (KeyError, CannotOpen):
        secret: str = generate_totp_secret()
        session[SECRET_SESSION_KEY] = seal_secret(secret)
        return secret


def _ask_for_password(form: forms.Form) -> None:
    field = form.fields["password"]
    field.label, field.help_text = "Password", ""
    field.error_messages = {"required": "Enter your password"}
