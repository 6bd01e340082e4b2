"""What is asked of a passkey beyond what allauth asks, and how many must be left."""

from typing import Any
from uuid import UUID

from allauth.mfa.adapter import get_adapter
from allauth.mfa.models import Authenticator
from allauth.mfa.webauthn.internal import auth
from django.conf import settings
from django.contrib.auth.base_user import AbstractBaseUser

from sharewell.accounts.once import spend_word
from sharewell.accounts.throttle import one_at_a_time
from sharewell.core.errors import SharewellError

KINDS = (Authenticator.Type.TOTP, Authenticator.Type.WEBAUTHN)
# Far more than any authenticator sends; what is kept is read at every sign-in.
LONGEST = 8_000
COUNTER = "counter"


class LastFactor(SharewellError):
    """Whoever has nothing left would be asked to set up anew by a password alone."""

    def __init__(self) -> None:
        """Say what has to come first."""
        super().__init__(
            "This is your only second step. Add another passkey or an authenticator "
            "first, then remove this one."
        )


def registered(credential: Any) -> dict[str, Any]:
    """The browser's answer to a registration, checked, without what we do not need.

    Raises ValidationError. The challenge is spent with it, whatever comes of it.
    """
    challenge = _challenge()
    try:
        kept = _kept(credential)
        auth.parse_registration_response(kept)
        auth.complete_registration(kept)
        came_from = auth.parse_registration_response(kept).response.client_data.origin
    except (AttributeError, KeyError, TypeError, ValueError):
        # What a script sends can be of any shape; the libraries trip over some.
        raise get_adapter().validation_error("incorrect_code") from None
    _only_here_and_once("registration", challenge, came_from)
    return kept


def asserted(user: AbstractBaseUser, credential: Any) -> Authenticator:
    """The passkey that answered, now; raises ValidationError."""
    challenge = _challenge()
    try:
        answer = auth.parse_authentication_response(credential).response
        found = auth.complete_authentication(user, credential)
    except (AttributeError, KeyError, TypeError, ValueError):
        raise get_adapter().validation_error("incorrect_code") from None
    _only_here_and_once("assertion", challenge, answer.client_data.origin)
    _not_copied(found, answer.authenticator_data.counter)
    return found


def own(user_id: UUID) -> list[Authenticator]:
    """The person's passkeys, in the order in which they were made."""
    found = Authenticator.objects.filter(
        user_id=user_id, type=Authenticator.Type.WEBAUTHN
    )
    return list(found.order_by("created_at"))


def rename(passkey: Authenticator, name: str) -> None:
    """Call it something else."""
    passkey.wrap().name = name
    passkey.save(update_fields=["data"])


def remove(user_id: UUID, passkey_id: int) -> bool:
    """Take a passkey away; False if there is none. Raises LastFactor.

    One at a time for each person: two tabs must not remove the last two at once.
    """
    with one_at_a_time(f"factors:{user_id}"):
        return _remove(user_id, passkey_id)


def _remove(user_id: UUID, passkey_id: int) -> bool:
    held = Authenticator.objects.filter(user_id=user_id, type__in=KINDS)
    one = held.filter(pk=passkey_id, type=Authenticator.Type.WEBAUTHN).first()
    if one is None:
        return False
    if held.count() == 1:
        raise LastFactor
    one.delete()
    return True


def _kept(credential: Any) -> dict[str, Any]:
    response = credential["response"]
    kept = {
        "id": credential["id"],
        "rawId": credential["rawId"],
        "type": credential["type"],
        "response": {
            "clientDataJSON": response["clientDataJSON"],
            "attestationObject": response["attestationObject"],
        },
        "clientExtensionResults": {},
    }
    if len(str(kept)) > LONGEST:
        raise ValueError("too long")
    return kept


def _challenge() -> str:
    state = auth.get_state()
    return str(state["challenge"]) if state else ""


def _only_here_and_once(kind: str, challenge: str, origin: str) -> None:
    """From our own pages, not from another name below ours; and the first time.

    The session forgets the challenge as well, but eight requests at once read the
    same session before any of them has forgotten it.
    """
    if origin != settings.BASE_URL or not spend_word(kind, challenge):
        raise get_adapter().validation_error("incorrect_code")


def _not_copied(passkey: Authenticator, counter: int) -> None:
    """A counter that does not grow belongs to a copy; most passkeys have none."""
    before = passkey.data.get(COUNTER, 0)
    if (counter or before) and counter <= before:
        raise get_adapter().validation_error("incorrect_code")
    if counter:
        passkey.data[COUNTER] = counter
        passkey.save(update_fields=["data"])
