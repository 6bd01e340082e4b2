"""Sends a browser to the agency's provider, and takes it back: OpenID Connect.

django-allauth keeps the state and exchanges the code; the token is checked by us.
"""

import secrets
from dataclasses import dataclass
from datetime import datetime
from functools import cached_property
from typing import Any
from urllib.parse import urlencode

import requests
from allauth.socialaccount.internal import statekit
from allauth.socialaccount.models import SocialApp
from allauth.socialaccount.providers.oauth2.client import OAuth2Error
from allauth.socialaccount.providers.oauth2.utils import generate_code_challenge
from allauth.socialaccount.providers.openid_connect.views import (
    OpenIDConnectOAuth2Adapter,
)
from django.conf import settings
from django.http import HttpRequest
from django.urls import reverse

from sharewell.accounts.id_token import Claims, UnsafeToken, verified
from sharewell.accounts.once import spend_word
from sharewell.accounts.providers import Provider, may_be_asked
from sharewell.core.errors import SharewellError

ENDPOINTS = ("authorization_endpoint", "token_endpoint", "jwks_uri")
# Nothing about the person but who it is: no name and no address is asked for.
SCOPE = ("openid",)
END = "end_session_endpoint"
CANCELLED = "access_denied"


class NotOurSignIn(SharewellError):
    """This browser did not begin that sign-in, or has finished it already."""


class ProviderDown(SharewellError):
    """The provider does not answer, or not as one of its kind must."""


class Cancelled(SharewellError):
    """The person turned back at the provider."""


@dataclass(frozen=True)
class Arrival:
    """What the provider said, and the page that was asked for before signing in."""

    claims: Claims
    wanted: str


class Exchange(OpenIDConnectOAuth2Adapter):
    """allauth's adapter for one provider, which takes nothing on trust."""

    def __init__(self, request: HttpRequest, provider: Provider) -> None:
        """For one request."""
        self.ours = provider
        super().__init__(request, provider.id)

    @cached_property
    def openid_config(self) -> dict[str, Any]:
        """What the provider says about itself, if it is the one that we mean."""
        address = f"{self.ours.issuer.rstrip('/')}/.well-known/openid-configuration"
        found = fetched(address)
        if found.get("issuer") != self.ours.issuer:
            raise ProviderDown("another issuer")
        if not all(may_be_asked(str(found.get(name))) for name in ENDPOINTS):
            raise ProviderDown("an endpoint without TLS")
        return found

    @property
    def basic_auth(self) -> bool:
        """How our own secret is sent: as the standard has it, unless told not to."""
        methods = self.openid_config.get(
            "token_endpoint_auth_methods_supported", ["client_secret_basic"]
        )
        return "client_secret_basic" in methods

    def get_callback_url(self, request: HttpRequest, app: SocialApp) -> str:
        """By our own name for ourselves, not by the host that the request claims."""
        return settings.BASE_URL + reverse("agency-sign-in-done", args=[self.ours.id])

    def client(self) -> Any:
        """Speaks to the token endpoint."""
        app = SocialApp(client_id=self.ours.client_id, secret=self.ours.client_secret)
        return self.get_client(self.request, app)


def address_to_sign_in(request: HttpRequest, provider: Provider, wanted: str) -> str:
    """Where the browser goes; what it must bring back is kept in its session."""
    exchange, proof = Exchange(request, provider), generate_code_challenge()
    nonce = secrets.token_urlsafe(32)
    verifier = proof.pop("code_verifier")
    client = exchange.client()
    client.state = statekit.stash_state(
        request,
        provider_id=provider.id,
        state={"nonce": nonce, "verifier": verifier, "wanted": wanted},
    )
    more = {**proof, "nonce": nonce, "max_age": provider.max_age}
    if provider.two_factor_acr:
        more["acr_values"] = " ".join(provider.two_factor_acr)
    address: str = client.get_redirect_url(exchange.authorize_url, SCOPE, more)
    return address


def address_to_sign_out(request: HttpRequest, provider: Provider) -> str | None:
    """Where the browser ends its session at the provider; None where it cannot.

    No ID token is kept to name the session with, so the provider asks the person first
    (OpenID Connect RP-Initiated Logout 1.0, section 2). A provider that does not answer
    must not keep anybody signed in here: nothing is raised.
    """
    if not provider.sign_out:
        return None
    try:
        found = str(Exchange(request, provider).openid_config.get(END))
    except ProviderDown:
        return None
    if not may_be_asked(found):
        return None
    back = settings.BASE_URL + reverse("signed-out")
    query = {"client_id": provider.client_id, "post_logout_redirect_uri": back}
    return f"{found}{'&' if '?' in found else '?'}{urlencode(query)}"


def arrival(request: HttpRequest, provider: Provider, at: datetime) -> Arrival:
    """What the browser brought back, checked; each way to fail is an error of its own.

    Raises NotOurSignIn, Cancelled, ProviderDown or UnsafeToken.
    """
    state = _state(request, provider)
    if request.GET.get("iss", provider.issuer) != provider.issuer:
        raise NotOurSignIn("an answer of another provider")
    if request.GET.get("error") == CANCELLED:
        raise Cancelled
    if "error" in request.GET or not request.GET.get("code"):
        raise ProviderDown("no code")
    exchange = Exchange(request, provider)
    token = _id_token(exchange, request.GET["code"], state["verifier"])
    keys = fetched(exchange.openid_config["jwks_uri"])
    claims = verified(token, keys, provider, state["nonce"], at)
    return Arrival(claims, state["wanted"])


def _state(request: HttpRequest, provider: Provider) -> dict[str, str]:
    """What this browser kept when it set out, once however many tabs bring it back."""
    state_id = request.GET.get("state", "")
    state = statekit.unstash_state(request, provider_id=provider.id, state_id=state_id)
    if state is None or not spend_word("state", state_id):
        raise NotOurSignIn("no such state in this browser")
    return state


def _id_token(exchange: Exchange, code: str, verifier: str) -> str:
    try:
        answer = exchange.client().get_access_token(code, pkce_code_verifier=verifier)
    except OAuth2Error:
        raise UnsafeToken("the code was not exchanged") from None
    except (requests.RequestException, ValueError, KeyError, TypeError) as fault:
        raise ProviderDown(type(fault).__name__) from None
    token = answer.get("id_token") if isinstance(answer, dict) else None
    if not isinstance(token, str):
        raise UnsafeToken("no ID token")
    return token


def fetched(address: str) -> dict[str, Any]:
    """A JSON object of the provider; raises ProviderDown."""
    from allauth.socialaccount.adapter import get_adapter  # noqa: PLC0415 - needs apps

    try:
        with get_adapter().get_requests_session() as session:
            reply = session.get(address)
            reply.raise_for_status()
            found = reply.json()
    except (requests.RequestException, ValueError) as fault:
        raise ProviderDown(type(fault).__name__) from None
    if not isinstance(found, dict):
        raise ProviderDown("not an object")
    return found
