"""Where somebody is signed in, and how that ends from elsewhere at once.

Each session names its row, and every request looks whether the row still stands. So
whoever ends the rows ends the sessions, without having to find them.
"""

from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID, uuid4

from django.conf import settings
from django.contrib.auth import update_session_auth_hash
from django.contrib.sessions.backends.base import SessionBase
from django.http import HttpRequest

from sharewell.accounts import idle
from sharewell.accounts.devices import device
from sharewell.accounts.models import SignIn

KEY = "sign_in"
# How exact "last active" is; writing it at every request would cost one each.
EXACT_TO = timedelta(minutes=1)


@dataclass(frozen=True)
class Shown:
    """A sign-in as its owner sees it."""

    id: UUID
    device: str
    is_shared: bool
    started_at: datetime
    seen_at: datetime
    is_this: bool


def start(request: HttpRequest, at: datetime) -> None:
    """Note the sign-in that this request completed."""
    row = SignIn(
        id=uuid4(),
        user_id=request.user.pk,
        device=device(request.headers.get("User-Agent", "")),
        is_shared=idle.is_shared(request.session),
        started_at=at,
        seen_at=at,
    )
    row.save(force_insert=True)
    request.session[KEY] = str(row.id)


def stands(request: HttpRequest, at: datetime) -> bool:
    """Whether nobody has ended this session; a session without a row has none."""
    row = _rows(request.user.pk).filter(id=_id(request.session)).first()
    if row is None:
        return False
    if at - row.seen_at > EXACT_TO:
        _rows(request.user.pk).filter(id=row.id).update(seen_at=at)
    return True


def of(request: HttpRequest, at: datetime) -> list[Shown]:
    """The person's own that may still be used, the latest first."""
    this, oldest = (
        _id(request.session),
        at - timedelta(seconds=settings.SESSION_COOKIE_AGE),
    )
    found = _rows(request.user.pk).filter(
        started_at__gt=oldest,
        seen_at__gt=at - settings.SESSION_IDLE_LIMIT - EXACT_TO,
    )
    return [
        Shown(
            id=row.id,
            device=row.device,
            is_shared=row.is_shared,
            started_at=row.started_at,
            seen_at=row.seen_at,
            is_this=row.id == this,
        )
        for row in found.order_by("-seen_at")
    ]


def end_one(user_id: UUID, sign_in: UUID, at: datetime) -> bool:
    """End one of the person's own; False if there is none of that name."""
    return bool(_rows(user_id).filter(id=sign_in).update(ended_at=at))


def end_all(user_id: UUID, at: datetime, but: UUID | None = None) -> int:
    """End every session of a login, but for one if that is wanted; returns how many."""
    count: int = _rows(user_id).exclude(id=but).update(ended_at=at)
    return count


def goes_on(user_id: UUID, sign_in: UUID | None, at: datetime) -> bool:
    """Whether nobody has ended it; nobody can until the transaction is over."""
    return bool(_rows(user_id).filter(id=sign_in).update(seen_at=at))


def bind_anew(request: HttpRequest) -> None:
    """The password is another: bind the session to it, under another key."""
    request.user.refresh_from_db()
    update_session_auth_hash(request, request.user)


def end_this(request: HttpRequest, at: datetime) -> None:
    """The session of the request is over: it is not shown as one any more."""
    _rows(request.user.pk).filter(id=_id(request.session)).update(ended_at=at)


def this(request: HttpRequest) -> UUID | None:
    """Which of them the request belongs to."""
    return _id(request.session)


def _rows(user_id: UUID):  # noqa: ANN202 - Django's own
    return SignIn.objects.filter(user_id=user_id, ended_at=None)


def _id(session: SessionBase) -> UUID | None:
    found = session.get(KEY)
    return UUID(found) if found else None
