"""The pages of signing in: allauth does the work, the forms and words are ours."""

from typing import Any

from allauth.account.utils import get_next_redirect_url
from allauth.account.views import LoginView, LogoutView, ReauthenticateView
from allauth.mfa.base.internal.flows import post_authentication
from allauth.mfa.base.views import AuthenticateView
from allauth.mfa.base.views import ReauthenticateView as CodeAgainView
from allauth.mfa.recovery_codes.views import (
    GenerateRecoveryCodesView,
    ViewRecoveryCodesView,
)
from allauth.mfa.totp.internal.flows import activate_totp
from allauth.mfa.totp.views import ActivateTOTPView
from allauth.mfa.webauthn.internal.auth import begin_authentication
from django.forms import BaseForm
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import redirect, render
from django.urls import reverse, reverse_lazy
from django.utils.http import urlencode

from sharewell.accounts import idle, oidc, sign_ins
from sharewell.accounts.providers import provider_of, providers
from sharewell.accounts.second_factor import (
    agency_of_sign_in,
    has_authenticator,
    has_passkey,
    is_enrolled,
    is_signed_in,
)
from sharewell.web.clock import now
from sharewell.web.forms.passkeys import PasskeyAgainForm, PasskeyForm
from sharewell.web.forms.sign_in import (
    CodeAgainForm,
    CodeForm,
    PasswordAgainForm,
    SetUpForm,
    SignInForm,
)
from sharewell.web.views.passkeys import are_possible

UNPROCESSABLE = 422


class ShowsErrors:
    """An invalid form is answered with 422, as on every other page."""

    def form_invalid(self, form: BaseForm) -> HttpResponse:
        """The same page, with the status that says why."""
        response: HttpResponse = super().form_invalid(form)  # type: ignore[misc]
        response.status_code = UNPROCESSABLE
        return response


class SignIn(ShowsErrors, LoginView):
    """Address and password."""

    form_class = SignInForm
    template_name = "account/login.html"

    def form_valid(self, form: SignInForm) -> HttpResponse:
        """Remember until sign-out whether others use this computer."""
        shared = form.cleaned_data["shared"]
        idle.note_shared(self.request.session, shared=shared)
        return super().form_valid(form)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """With the other way in, where there is one; both lead to the same page."""
        wanted = get_next_redirect_url(self.request)
        query = f"?{urlencode({'next': wanted})}" if wanted else ""
        return super().get_context_data(**kwargs) | {
            "has_agency_sign_in": bool(providers()),
            "agency_sign_in_url": reverse("agency-sign-in") + query,
        }


class EnterCode(ShowsErrors, AuthenticateView):
    """The second factor, before anybody is signed in."""

    form_class = CodeForm
    webauthn_form_class = PasskeyForm
    template_name = "mfa/authenticate.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """With what the browser needs to ask a passkey, where the person has one."""
        found = super().get_context_data(**kwargs)
        user = self.stage.login.user
        return found | {
            "options": found["js_data"]["request_options"],
            "has_passkey": has_passkey(user),
            "has_authenticator": has_authenticator(user),
        }


class SetUp(ShowsErrors, ActivateTOTPView):
    """A person's first authenticator; until then she can do nothing else."""

    form_class = SetUpForm
    template_name = "mfa/totp/activate_form.html"
    success_url = reverse_lazy("mfa_view_recovery_codes")

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """One authenticator for one person; beside an agency's own factors none."""
        enrolled = is_enrolled(request.user)
        if has_authenticator(request.user) or (is_signed_in(request) and not enrolled):
            return redirect("your-work")
        return super().dispatch(request, *args, **kwargs)  # type: ignore[return-value]

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """The secret in groups of four too, for typing by hand."""
        found = super().get_context_data(**kwargs)
        secret = found["form"].secret
        groups = " ".join(secret[at : at + 4] for at in range(0, len(secret), 4))
        return found | {
            "secret_in_groups": groups,
            "passkeys_possible": are_possible(),
        }

    def form_valid(self, form: SetUpForm) -> HttpResponse:
        """Keep the authenticator; the code just given counts for this session."""
        authenticator, codes = activate_totp(self.request, form)
        post_authentication(self.request, authenticator)
        # The session is worth more now than when its name was given out.
        self.request.session.cycle_key()
        # Whoever had a passkey already has her codes.
        return HttpResponseRedirect(self.success_url if codes else reverse("mfa_index"))


class RecoveryCodes(ViewRecoveryCodesView):
    """The codes, once."""

    template_name = "mfa/recovery_codes/index.html"


class NewRecoveryCodes(ShowsErrors, GenerateRecoveryCodesView):
    """New codes in place of the old, which stop working."""

    template_name = "mfa/recovery_codes/generate.html"


class ConfirmWithCode(ShowsErrors, CodeAgainView):
    """A fresh code before something grave."""

    form_class = CodeAgainForm
    template_name = "mfa/reauthenticate.html"

    def get_form_class(self) -> type[BaseForm]:
        """A code, or the answer of a passkey."""
        by_passkey = "credential" in self.request.POST
        return PasskeyAgainForm if by_passkey else CodeAgainForm

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """With what the browser needs to ask a passkey, where the person has one."""
        user, found = self.request.user, super().get_context_data(**kwargs)
        form = found["form"]
        return found | {
            "code_form": form if "code" in form.fields else CodeAgainForm(user=user),
            "options": begin_authentication(user),
            "has_passkey": has_passkey(user),
            "has_authenticator": has_authenticator(user),
        }

    def form_valid(self, form: CodeAgainForm | PasskeyAgainForm) -> HttpResponse:
        """Rotate the session's name: it is trusted with more from now on."""
        self.request.session.cycle_key()
        return super().form_valid(form)


class ConfirmWithPassword(ShowsErrors, ReauthenticateView):
    """The password again, for a person who has no second factor yet."""

    form_class = PasswordAgainForm
    template_name = "account/reauthenticate.html"


class SignOut(LogoutView):
    """GET asks, POST does."""

    template_name = "account/logout.html"

    def post(self, *args: Any, **kwargs: Any) -> HttpResponse:
        """On a shared computer the browser forgets all that it kept of us.

        Whoever came by way of an agency is signed in there still: the next page leads
        to its sign-out, and on a shared computer goes there by itself.
        """
        shared = idle.is_shared(self.request.session)
        agency = agency_of_sign_in(self.request)
        sign_ins.end_this(self.request, now())
        response = super().post(*args, **kwargs)
        known = provider_of(agency) if agency else None
        there = oidc.address_to_sign_out(self.request, known) if known else None
        if there:
            more = {"provider": known, "address": there, "at_once": shared}
            response = render(self.request, "account/signed_out.html", more)
        if shared:
            response.headers["Clear-Site-Data"] = '"cache", "cookies", "storage"'
        return response

    def get_redirect_url(self) -> str:
        """Always the same page: where it leads must not come from the address."""
        return reverse("signed-out")
