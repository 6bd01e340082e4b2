"""How django-allauth is bent to our rules: no self-registration, sealed secrets."""

import time
from datetime import UTC, datetime
from typing import Any, ClassVar
from urllib.parse import urlsplit

import requests
from allauth.account.adapter import DefaultAccountAdapter
from allauth.account.auth_backends import AuthenticationBackend
from allauth.account.authentication import get_authentication_records
from allauth.core import context
from allauth.mfa.adapter import DefaultMFAAdapter
from allauth.socialaccount.adapter import DefaultSocialAccountAdapter
from django.conf import settings
from django.contrib.auth import authenticate
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse

from sharewell.accounts import second_factor, security_log, throttle
from sharewell.accounts.models import User
from sharewell.accounts.pathway import provider_for
from sharewell.accounts.providers import LOOPBACK
from sharewell.keys.secrets import open_secret, seal_secret

FRESH_SECONDS = 5 * 60


class AccountAdapter(DefaultAccountAdapter):
    """Accounts are made by an agency's administrator only."""

    error_messages: ClassVar[dict[str, str]] = {
        **DefaultAccountAdapter.error_messages,
        "email_password_mismatch": (  # nosec B105 # words for people, no password
            "We could not sign you in with that e-mail address and password. Check "
            "both and try again. If it goes on, ask your agency's administrator."
        ),
        "incorrect_password": "That is not your password. Check it and try again.",  # nosec B105 # words for people, no password
        "too_many_login_attempts": (
            "There were too many attempts. Wait 5 minutes, then try again. If a child "
            "is in danger now, do not wait: use the urgent page, which needs no "
            "sign-in."
        ),
        "rate_limited": "There were too many attempts. Wait 5 minutes, then try again.",
    }

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        """Never."""
        return False

    def pre_authenticate(self, request: HttpRequest, **credentials: Any) -> None:
        """Count the try; raises ValidationError once there were too many."""
        key = self._get_login_attempts_cache_key(request, **credentials)
        count = super().pre_authenticate
        throttle.counted(request, key, lambda: count(request, **credentials))

    def authenticate(self, request: HttpRequest, **credentials: Any) -> User | None:
        """The user who may sign in with a password, or None.

        An account that was closed answers exactly as an unknown one does, throttling
        included; allauth would send its owner to a page that says it exists. So does
        one whose agency signs its people in itself: the password is no way round.
        """
        self.pre_authenticate(request, **credentials)
        user = authenticate(request, **credentials)
        AuthenticationBackend.unstash_authenticated_user()
        if user is not None and provider_for(user, datetime.now(UTC)) is not None:
            user = None
        if user is None:
            security_log.password_refused(request, str(credentials.get("email", "")))
        else:
            self._rollback_login_failed_rl_usage()
        return user

    def get_login_stages(self) -> list[str]:
        """Ours asks for no second code after an agency's own two factors."""
        ours = "sharewell.accounts.stages.SecondFactorStage"
        theirs = "allauth.mfa.stages.AuthenticateStage"
        return [ours if one == theirs else one for one in super().get_login_stages()]

    def respond_user_inactive(self, request: HttpRequest, user: User) -> HttpResponse:
        """An account closed while its owner was signing in starts again."""
        return redirect("account_login")

    def is_reauthentication_required(self, *, app: str | None = None) -> bool:
        """Whether the factor that this user owns was last shown over 5 minutes ago."""
        request = context.request
        enrolled = second_factor.is_enrolled(request.user)
        methods = {"mfa"} if enrolled else second_factor.FIRST_FACTORS
        times = [
            record["at"]
            for record in get_authentication_records(request, request.user)
            if record["method"] in methods
        ]
        return not times or time.time() - max(times) > FRESH_SECONDS

    def get_reauthentication_methods(self, user: User) -> list[dict[str, Any]]:
        """The code where there is one: a password alone must not raise trust."""
        if not user.is_authenticated:
            return []
        enrolled = second_factor.is_enrolled(user)
        name = "mfa_reauthenticate" if enrolled else "account_reauthenticate"
        return [{"id": name, "description": "", "url": reverse(name)}]

    def is_safe_url(self, url: str | None) -> bool:
        """Back to a page of ours by its path only, never to another host of ours."""
        return bool(url) and url.startswith("/") and super().is_safe_url(url)

    def is_ajax(self, request: HttpRequest) -> bool:
        """The pages of sign-in are pages, whoever asks."""
        return False

    def add_message(self, *args: Any, **kwargs: Any) -> None:
        """No greetings: a message left on a shared screen names who signed in."""


class AgencySignInAdapter(DefaultSocialAccountAdapter):
    """How allauth speaks to agencies' providers; it makes and joins no account."""

    def list_apps(self, *args: Any, **kwargs: Any) -> list[Any]:
        """None: ours are in the settings; nobody may read allauth's tables."""
        return []

    def is_open_for_signup(self, request: HttpRequest, sociallogin: Any) -> bool:
        """Never."""
        return False

    def get_requests_session(self) -> requests.Session:
        """Speaks TLS only and follows nobody elsewhere, whatever a provider answers."""
        session: requests.Session = super().get_requests_session()
        session.max_redirects = 0
        plain = session.adapters.pop("http://")
        if settings.DEMO:
            session.mount(LOOPBACK, plain)
        return session


class MFAAdapter(DefaultMFAAdapter):
    """Keeps the second factor's secret sealed."""

    error_messages: ClassVar[dict[str, str]] = {
        **DefaultMFAAdapter.error_messages,
        "incorrect_code": (
            "That code did not work. Each code works once and for 30 seconds: wait for "
            "the next one, and type it as it appears."
        ),
    }

    def get_public_key_credential_rp_entity(self) -> dict[str, str]:
        """Passkeys are for our own name, not for the host that a request claims."""
        return {"id": urlsplit(settings.BASE_URL).hostname or "", "name": "Sharewell"}

    def validation_error(self, code: str, *args: Any) -> ValidationError:
        """What is said to the person; a refused code is said in the log as well."""
        if code == "incorrect_code":
            security_log.second_step_refused(context.request)
        error: ValidationError = super().validation_error(code, *args)
        return error

    def encrypt(self, text: str) -> str:
        """Sealed text for the database."""
        return seal_secret(text)

    def decrypt(self, encrypted_text: str) -> str:
        """The text; raises CannotOpen."""
        return open_secret(encrypted_text)
