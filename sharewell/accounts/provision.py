"""Makes a login; used by an administrator's action and by the demo's seed."""

import base64
import binascii
from datetime import datetime

from allauth.account.models import EmailAddress
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from allauth.mfa.totp.internal.auth import TOTP, format_hotp_value, hotp_value
from django.db import transaction

from sharewell.accounts.models import User
from sharewell.core.errors import SharewellError

SHORTEST_SECRET_BYTES = 16
PERIOD_SECONDS = 30


class UnusableSecret(SharewellError):
    """The second factor's secret is not what authenticators take."""


@transaction.atomic
def create_login(
    email: str, password: str | None, totp_secret: str | None = None
) -> User:
    """A login with a verified address, and a second factor when a secret is given.

    The secret is base32 of at least 16 bytes (RFC 4226), shared with an authenticator;
    with it come recovery codes. Without it the person sets one up at the first sign-in
    and can do nothing before. Without a password, the agency's provider signs the
    person in. Raises UnusableSecret, and IntegrityError for an address
    that has a login.
    """
    if totp_secret is not None:
        _check_secret(totp_secret)
    user = User.objects.create_user(email, password)
    EmailAddress.objects.create(
        user=user, email=user.email, verified=True, primary=True
    )
    if totp_secret is not None:
        TOTP.activate(user, totp_secret)
        RecoveryCodes.activate(user)
    return user


def current_code(secret: str, at: datetime) -> str:
    """The six digits that an authenticator with this secret shows at a moment."""
    return code_of_step(secret, int(at.timestamp()) // PERIOD_SECONDS)


def code_of_step(secret: str, step: int) -> str:
    """The six digits of one 30-second time step since 1970 (RFC 6238)."""
    return str(format_hotp_value(hotp_value(secret, step)))


def _check_secret(secret: str) -> None:
    try:
        length = len(base64.b32decode(secret.encode("ascii"), casefold=True))
    except (binascii.Error, UnicodeEncodeError):
        raise UnusableSecret(
            "The secret of a second factor must be base32: letters A to Z, digits 2 to "
            "7, padded with = to a multiple of 8. Use allauth's generate_totp_secret()."
        ) from None
    if length < SHORTEST_SECRET_BYTES:
        raise UnusableSecret(
            f"The secret of a second factor holds {length} bytes; it must hold at "
            "least "
            f"{SHORTEST_SECRET_BYTES}. Use a longer one."
        )
