"""Whether an ID token is what the agency's provider says now about this very sign-in.

Everything is checked, the signature too: a token that comes over TLS need not be
signed by the letter of the standard, but then whoever answers at that address, a proxy
included, could make anybody out of thin air.
"""

import hmac
from dataclasses import dataclass
from datetime import datetime
from typing import Any

import jwt

from sharewell.accounts.providers import Provider
from sharewell.core.errors import SharewellError

# Signed with a key that only the provider has: neither "none" nor a shared secret.
ALGORITHMS = ("RS256", "PS256", "ES256")
SKEW_SECONDS = 30
LONGEST_SUBJECT = 255
REQUIRED = ("iss", "sub", "aud", "exp", "iat", "nonce", "auth_time")


class UnsafeToken(SharewellError):
    """The token says nothing that we may act on."""


@dataclass(frozen=True)
class Claims:
    """What was found true: who it is at the provider, and how well it was checked."""

    issuer: str
    subject: str
    two_factors: bool


def verified(
    token: Any, keys: dict[str, Any], provider: Provider, nonce: str, at: datetime
) -> Claims:
    """The claims of a token in which every check holds; raises UnsafeToken."""
    claims = _signed_claims(token, keys, provider)
    _meant_for_us(claims, provider)
    _of_this_sign_in(claims, nonce)
    _recent(claims, provider, at.timestamp())
    return Claims(
        issuer=provider.issuer,
        subject=_subject(claims),
        two_factors=_two_factors(claims, provider),
    )


def _signed_claims(
    token: Any, keys: dict[str, Any], provider: Provider
) -> dict[str, Any]:
    try:
        key = _key(jwt.get_unverified_header(token), keys)
        claims: dict[str, Any] = jwt.decode(
            token,
            key=key,
            algorithms=ALGORITHMS,
            audience=provider.client_id,
            issuer=provider.issuer,
            leeway=SKEW_SECONDS,
            options={"require": list(REQUIRED)},
        )
    except (jwt.PyJWTError, KeyError, TypeError, ValueError) as fault:
        raise UnsafeToken(type(fault).__name__) from None
    return claims


def _key(header: dict[str, Any], keys: dict[str, Any]) -> jwt.PyJWK:
    """The provider's key that the header names; a lone key may go without a name."""
    found = [one for one in jwt.PyJWKSet.from_dict(keys).keys if _may_sign(one)]
    named = [one for one in found if one.key_id == header.get("kid")]
    chosen = named or (found if "kid" not in header else [])
    if len(chosen) != 1:
        raise UnsafeToken("no such key")
    return chosen[0]


def _may_sign(key: jwt.PyJWK) -> bool:
    return key.public_key_use in {None, "sig"} and key.key_type in {"RSA", "EC"}


def _meant_for_us(claims: dict[str, Any], provider: Provider) -> None:
    """A token for several applications says which of them asked for it."""
    several = isinstance(claims["aud"], list) and len(claims["aud"]) > 1
    party = claims.get("azp")
    if (several or party is not None) and party != provider.client_id:
        raise UnsafeToken("for another application")


def _of_this_sign_in(claims: dict[str, Any], nonce: str) -> None:
    given = claims["nonce"]
    if not isinstance(given, str) or not hmac.compare_digest(
        given.encode(), nonce.encode()
    ):
        raise UnsafeToken("of another sign-in")


def _recent(claims: dict[str, Any], provider: Provider, now: float) -> None:
    then = claims["auth_time"]
    if isinstance(then, bool) or not isinstance(then, int | float):
        raise UnsafeToken("no time of sign-in")
    if not -SKEW_SECONDS <= now - then <= provider.max_age + SKEW_SECONDS:
        raise UnsafeToken("signed in too long ago")


def _subject(claims: dict[str, Any]) -> str:
    subject = claims["sub"]
    if not isinstance(subject, str) or not 0 < len(subject) <= LONGEST_SUBJECT:
        raise UnsafeToken("no subject")
    return subject


def _two_factors(claims: dict[str, Any], provider: Provider) -> bool:
    """Only what the agency promised counts; another word for it is no promise."""
    methods = claims.get("amr")
    shown = set(map(str, methods)) if isinstance(methods, list) else set()
    return claims.get("acr") in provider.two_factor_acr or bool(
        shown & set(provider.two_factor_amr)
    )
