"""Refuses, at the start, settings under which signing in would only look safe."""

from collections.abc import Sequence
from typing import Any

from django.apps import AppConfig
from django.conf import settings
from django.core.checks import CheckMessage, Error, Tags, register

from sharewell.accounts import providers

SHARED_CACHE = "sharewell.accounts.shared_cache.SharedCache"

# Settings of the libraries that are for tests, or that open a way past a factor.
MUST_BE_OFF = (
    "ACCOUNT_CONFIRM_EMAIL_ON_GET",
    "ACCOUNT_LOGIN_BY_CODE_ENABLED",
    "ACCOUNT_LOGIN_ON_EMAIL_CONFIRMATION",
    "ACCOUNT_LOGIN_ON_GET",
    "ACCOUNT_LOGIN_ON_PASSWORD_RESET",
    "ACCOUNT_LOGOUT_ON_GET",
    "ACCOUNT_PASSWORD_INPUT_RENDER_VALUE",
    "ACCOUNT_SESSION_REMEMBER",
    "DEBUG",
    "MFA_ALLOW_UNVERIFIED_EMAIL",
    "MFA_PASSKEY_LOGIN_ENABLED",
    "MFA_PASSKEY_SIGNUP_ENABLED",
    "MFA_TOTP_INSECURE_BYPASS_CODE",
    "MFA_TOTP_TOLERANCE",
    "MFA_TRUST_ENABLED",
    "MFA_WEBAUTHN_ALLOW_INSECURE_ORIGIN",
    "SOCIALACCOUNT_EMAIL_AUTHENTICATION",
    "SOCIALACCOUNT_EMAIL_AUTHENTICATION_AUTO_CONNECT",
    "SOCIALACCOUNT_LOGIN_ON_GET",
    "SOCIALACCOUNT_STORE_TOKENS",
)
MUST_BE = {
    "ACCOUNT_ADAPTER": "sharewell.accounts.adapter.AccountAdapter",
    "MFA_ADAPTER": "sharewell.accounts.adapter.MFAAdapter",
    "MFA_RECOVERY_CODES_SHOW_ONCE": True,
    # A stolen laptop or key alone is not enough: it asks for a PIN or a finger.
    "MFA_WEBAUTHN_USER_VERIFICATION": "required",
    "SESSION_COOKIE_HTTPONLY": True,
    "SOCIALACCOUNT_ADAPTER": "sharewell.accounts.adapter.AgencySignInAdapter",
}
# In this order: who it is, how long idle, both factors.
GUARDS = (
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "sharewell.accounts.middleware.IdleSessionMiddleware",
    "sharewell.accounts.middleware.SignedInMiddleware",
)
ARGON2 = "django.contrib.auth.hashers.Argon2PasswordHasher"


@register(Tags.security)
def sign_in_is_safe(
    app_configs: Sequence[AppConfig] | None, **kwargs: Any
) -> list[CheckMessage]:
    """Every fault in the settings of signing in, in any mode, demo included."""
    return [
        *_cache_faults(),
        *_switch_faults(),
        *_guard_faults(),
        *_credential_faults(),
        *_provider_faults(),
    ]


def _cache_faults() -> list[CheckMessage]:
    used = settings.CACHES["default"]["BACKEND"]
    if used == SHARED_CACHE:
        return []
    return [
        _fault(
            1,
            f"CACHES uses {used}, not {SHARED_CACHE}: another may be seen by one "
            "process alone, forget used codes under load, or run what it reads.",
            "Leave CACHES as it is shipped.",
        )
    ]


def _switch_faults() -> list[CheckMessage]:
    on = [name for name in MUST_BE_OFF if getattr(settings, name, None)]
    wrong = [
        name
        for name, value in MUST_BE.items()
        if getattr(settings, name, None) != value
    ]
    return [
        *(_fault(3, f"{name} is on.", "Take it out of the settings.") for name in on),
        *(
            _fault(4, f"{name} is changed.", f"Set {MUST_BE[name]!r}.")
            for name in wrong
        ),
    ]


def _guard_faults() -> list[CheckMessage]:
    found = [name for name in settings.MIDDLEWARE if name in GUARDS]
    if tuple(found) == GUARDS:
        return []
    return [
        _fault(
            5,
            "MIDDLEWARE lacks a guard of the session, or has them in another order.",
            "Use this order: " + ", ".join(GUARDS),
        )
    ]


def _credential_faults() -> list[CheckMessage]:
    faults = []
    if settings.PASSWORD_HASHERS[:1] != [ARGON2]:
        faults.append(
            _fault(6, "Passwords are not hashed with Argon2.", f"Use {ARGON2}.")
        )
    limits = getattr(settings, "ACCOUNT_RATE_LIMITS", {})
    if limits is False or not limits.get("login_failed", True):
        faults.append(
            _fault(7, "Failed sign-ins are not limited.", "Set ACCOUNT_RATE_LIMITS.")
        )
    if "*" in settings.ALLOWED_HOSTS:
        faults.append(
            _fault(8, "ALLOWED_HOSTS takes any host.", "Name the hosts one by one.")
        )
    return faults


def _provider_faults() -> list[CheckMessage]:
    do = "Put OIDC_PROVIDERS right: docs/how-to/agency-sign-in.md shows one."
    return [_fault(9, what, do) for what in providers.faults()]


def _fault(number: int, what: str, do: str) -> Error:
    return Error(what, hint=do, id=f"sharewell.accounts.E{number:03}")
