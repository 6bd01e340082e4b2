"""Links with which somebody sets a password: sent by an act, used once, soon over.

The link shows that its holder reads the person's mailbox and nothing more: it opens no
session and touches no second step.
"""

import hmac
from dataclasses import dataclass
from datetime import datetime, timedelta
from hashlib import sha256
from uuid import UUID, uuid4

from django.contrib.auth.hashers import make_password

from sharewell.accounts import logins, sign_ins
from sharewell.accounts.models import SetUpLink, User
from sharewell.accounts.pathway import provider_for
from sharewell.core.errors import SharewellError
from sharewell.keys.secrets import link_token

LASTS = timedelta(hours=72)
MOST_A_DAY = 5
DAY = timedelta(days=1)


class TooManyLinks(SharewellError):
    """Somebody's mailbox is not ours to fill."""

    def __init__(self) -> None:
        """Say how long it lasts, and what to look at."""
        super().__init__(
            f"{MOST_A_DAY} links were sent to this person within a day. Check that "
            "their e-mail address is right, and send the next one tomorrow."
        )


@dataclass(frozen=True)
class Held:
    """A link that may be used: whose, and which agency sent it."""

    id: UUID
    user: User
    agency: UUID


def path_of(link_id: UUID) -> str:
    """The beginning of the link's address; the token is its end."""
    return f"/sign-in/first/{link_id}/"


def make(user_id: UUID, agency: UUID, at: datetime) -> UUID:
    """A new link in place of any other of the person's; raises TooManyLinks."""
    of_today = SetUpLink.objects.filter(user_id=user_id, sent_at__gt=at - DAY)
    if of_today.count() >= MOST_A_DAY:
        raise TooManyLinks
    end_all(user_id, at)
    made = SetUpLink(
        id=uuid4(),
        agency_id=agency,
        user_id=user_id,
        sent_at=at,
        expires_at=at + LASTS,
    )
    made.digest = _digest(link_token(path_of(made.id)))
    made.save(force_insert=True)
    return made.id


def take_back(user_id: UUID, agency: UUID, at: datetime) -> int:
    """What the agency sent opens nothing from now on; returns how many there were."""
    count: int = _standing(user_id).filter(agency_id=agency).update(ended_at=at)
    return count


def end_all(user_id: UUID, at: datetime) -> None:
    """No link that was sent before sets a password any more, whoever sent it."""
    _standing(user_id).update(ended_at=at)


def open_until(user_id: UUID, at: datetime) -> datetime | None:
    """When the person's link is over; None where there is none that works."""
    found = _standing(user_id).filter(expires_at__gt=at).first()
    return None if found is None else found.expires_at


def held(link_id: UUID, token: str, at: datetime) -> Held | None:
    """The link, if it may be used now; every way in which it may not looks the same."""
    found = SetUpLink.objects.filter(id=link_id).select_related("user").first()
    known = found.digest if found is not None else _digest("")
    is_right = hmac.compare_digest(_digest(token), known)
    if found is None or not is_right or found.ended_at or found.expires_at <= at:
        return None
    user = found.user
    if not user.is_active or provider_for(user, at) is not None:
        return None
    return Held(found.id, user, found.agency_id)


def hashed(password: str) -> str:
    """As it is kept: by Argon2, which is slow on purpose."""
    return str(make_password(password))


def use(link_id: UUID, password_hash: str, at: datetime) -> bool:
    """Set the password and end every session; True for one caller only."""
    standing = SetUpLink.objects.filter(
        id=link_id, ended_at=None, expires_at__gt=at, user__is_active=True
    )
    # The row's own condition decides, not the look before it.
    if standing.update(ended_at=at) != 1:
        return False
    user_id = SetUpLink.objects.get(id=link_id).user_id
    logins.set_password(user_id, password_hash)
    sign_ins.end_all(user_id, at)
    return True


def _standing(user_id: UUID):  # noqa: ANN202 - Django's own
    return SetUpLink.objects.filter(user_id=user_id, ended_at=None)


def _digest(token: str) -> str:
    return sha256(token.encode()).hexdigest()
