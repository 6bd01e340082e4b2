"""The second factor: which code opens a session, once, and where a session stands."""

from enum import Enum, auto
from typing import Any
from uuid import UUID

from allauth.account.authentication import get_authentication_records
from allauth.core.internal.cryptokit import compare_user_code
from allauth.mfa import app_settings
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import (
    format_hotp_value,
    hotp_value,
    yield_hotp_counters_from_time,
)
from allauth.mfa.utils import decrypt
from django.contrib.auth.base_user import AbstractBaseUser
from django.contrib.auth.models import AnonymousUser
from django.db import IntegrityError, connection, transaction
from django.http import HttpRequest

from sharewell.accounts import idle
from sharewell.accounts.identity import is_linked
from sharewell.accounts.models import UsedCode, User
from sharewell.accounts.once import spend_word

STEPS_KEPT = 10
# The clocks of web server and database may differ by a minute, as for a context.
STEPS_APART = 2
TOTP = Authenticator.Type.TOTP
RECOVERY_CODES = Authenticator.Type.RECOVERY_CODES
PASSKEY = Authenticator.Type.WEBAUTHN
SECOND_FACTORS = (TOTP, PASSKEY)
PASSWORD, AGENCY = "password", "agency"
FIRST_FACTORS = frozenset({PASSWORD, AGENCY})
# How long after signing in at an agency a first authenticator may be set up here.
ENROL_SECONDS = 5 * 60


class Standing(Enum):
    """How far a session has come."""

    SIGNED_OUT = auto()
    MUST_ENROL = auto()  # the password was right; there is no second factor yet
    MUST_SIGN_IN_AGAIN = auto()  # there is one, and this session has not shown it
    SIGNED_IN = auto()


def standing(request: HttpRequest) -> Standing:
    """How far the request's session has come, asked of the database once a request."""
    known: Standing | None = getattr(request, "_standing", None)
    if known is None:
        known = request._standing = _standing(request)  # noqa: SLF001 - ours
    return known


def is_signed_in(request: HttpRequest) -> bool:
    """Whether both factors were shown in this session: nothing less is signed in."""
    return standing(request) is Standing.SIGNED_IN


def is_enrolled(user: AbstractBaseUser | AnonymousUser) -> bool:
    """Whether the user has a second factor of ours: an authenticator or a passkey."""
    return is_enrolled_as(user.pk)


def has_authenticator(user: AbstractBaseUser | AnonymousUser) -> bool:
    """Whether one of them makes codes."""
    return bool(Authenticator.objects.filter(user_id=user.pk, type=TOTP).exists())


def has_passkey(user: AbstractBaseUser | AnonymousUser) -> bool:
    """Whether one of them is a passkey."""
    return bool(Authenticator.objects.filter(user_id=user.pk, type=PASSKEY).exists())


def agency_of_sign_in(request: HttpRequest) -> UUID | None:
    """The agency that signed this session in, if one did."""
    if not request.user.is_authenticated:
        return None
    records = get_authentication_records(request, request.user)
    found = [one["agency"] for one in records if one["method"] == AGENCY]
    return UUID(found[-1]) if found else None


def forget(user_id: UUID) -> None:
    """Every second factor of a login is gone, printed codes too; by an act only."""
    Authenticator.objects.filter(user_id=user_id).delete()


def is_enrolled_as(user_id: UUID) -> bool:
    """As is_enrolled, of a login of which no more than the id is at hand."""
    held = Authenticator.objects.filter(user_id=user_id, type__in=SECOND_FACTORS)
    return bool(held.exists())


def _standing(request: HttpRequest) -> Standing:
    if not request.user.is_authenticated:
        return Standing.SIGNED_OUT
    records = get_authentication_records(request, request.user)
    held = dict(
        Authenticator.objects.filter(user=request.user).values_list("pk", "type")
    )
    shown = [record for record in records if record["method"] == "mfa"]
    at_agency = [record for record in records if record["method"] == AGENCY]
    if at_agency and not is_linked(request.user.pk, UUID(at_agency[-1]["agency"])):
        # Whoever the agency no longer speaks for is out.
        return Standing.MUST_SIGN_IN_AGAIN
    if at_agency and at_agency[-1]["two_factors"]:
        return Standing.SIGNED_IN
    if not set(SECOND_FACTORS) & set(held.values()):
        return _without_factor(shown, at_agency)
    # New recovery codes replace the row that the old ones were shown for.
    good = any(one["id"] in held or one["type"] == RECOVERY_CODES for one in shown)
    return Standing.SIGNED_IN if good else Standing.MUST_SIGN_IN_AGAIN


def _without_factor(shown: list[Any], at_agency: list[Any]) -> Standing:
    # A factor that was shown and is gone was taken away: this session ends with it.
    # Nor does a page here ask again for what only the agency can ask.
    old = at_agency and idle.seconds_since(at_agency[-1]["at"]) > ENROL_SECONDS
    return Standing.MUST_SIGN_IN_AGAIN if shown or old else Standing.MUST_ENROL


def accept(user: User, code: str) -> Authenticator | None:
    """The authenticator that the code came from, now spent; None if it fails."""
    held = {one.type: one for one in Authenticator.objects.filter(user_id=user.pk)}
    if (totp := held.get(TOTP)) is not None:
        step = matching_step(decrypt(totp.data["secret"]), code)
        if step is not None:
            return totp if spend(user.pk, step) else None
    codes = held.get(RECOVERY_CODES)
    return codes if codes is not None and _spend_printed(codes, code) else None


def _spend_printed(codes: Authenticator, code: str) -> bool:
    """Whether a printed code is right, and was never used.

    allauth marks it in the row of all ten, which anything that puts an older row back
    unmarks; ours is a row of its own that nobody may remove. New codes have a new key.
    """
    digits = "".join(code.split())
    return bool(
        codes.wrap().validate_code(digits)
        and spend_word("printed code", str(codes.pk), digits)
    )


def matching_step(secret: str, code: str) -> int | None:
    """The present time step for which the code is right, or None."""
    for step in yield_hotp_counters_from_time():
        expected = format_hotp_value(hotp_value(secret, step))
        if compare_user_code(actual=code, expected=expected):
            return int(step) if _is_now(int(step)) else None
    return None


def _is_now(step: int) -> bool:
    """Whether the database's clock agrees that this is the step of the moment.

    By a clock set back, a code that somebody saw being used would be right again, and
    the mark that it was used is not kept for ever.
    """
    with connection.cursor() as cursor:
        cursor.execute("SELECT extract(epoch FROM clock_timestamp())::bigint")
        (there,) = cursor.fetchone()
    return abs(there // app_settings.TOTP_PERIOD - step) <= STEPS_APART


def spend(user_id: UUID, step: int) -> bool:
    """Mark the step as used; True for one caller only, however many try at once.

    The unique key decides, not a look beforehand. A shared cache would not do: it
    forgets entries when it is full, and looks before it writes.
    """
    try:
        with transaction.atomic():
            UsedCode(user_id=user_id, step=step).save(force_insert=True)
    except IntegrityError:
        return False
    UsedCode.objects.filter(user_id=user_id, step__lt=step - STEPS_KEPT).delete()
    return True
