"""How long a session lasts: the server's clock, kept in the session itself."""

import time
from datetime import UTC, datetime, timedelta
from enum import Enum

from django.conf import settings
from django.contrib.sessions.backends.base import SessionBase

LAST_ACTIVE = "last_active"
SIGNED_IN_AT = "signed_in_at"
DRAFT_SAVED_AT = "draft_saved_at"
SHARED = "shared_computer"


class Ending(Enum):
    """Why a session is over."""

    IDLE = "idle"
    TOO_LONG = "too long"
    ELSEWHERE = "ended from elsewhere"


def now() -> datetime:
    """The server's clock, for the guards, which no act calls."""
    return datetime.now(UTC)


def start(session: SessionBase) -> None:
    """Begin the clocks of a session that has just signed in."""
    session[LAST_ACTIVE] = session[SIGNED_IN_AT] = time.time()


def is_running(session: SessionBase) -> bool:
    """Whether the session has clocks at all."""
    return LAST_ACTIVE in session and SIGNED_IN_AT in session


def extend(session: SessionBase) -> None:
    """The person did something: the idle clock starts anew."""
    session[LAST_ACTIVE] = time.time()


def ending(session: SessionBase) -> Ending | None:
    """Why the session is over; None while it goes on."""
    # Exact, with no grace: the page asks again the moment its own clock runs out, and
    # a grace would let that question keep an abandoned session alive for ever.
    now = time.time()
    if not is_running(session) or now >= _idle_end(session):
        return Ending.IDLE
    return Ending.TOO_LONG if now >= _last_end(session) else None


def ends_at(session: SessionBase) -> datetime:
    """When the session ends unless the person does something (aware, UTC)."""
    return datetime.fromtimestamp(_ends(session), UTC)


def seconds_left(session: SessionBase) -> int:
    """Whole seconds until then, for the page's warning; 0 when signed out."""
    if not is_running(session):
        return 0
    return max(0, int(_ends(session) - time.time()))


def seconds_since(moment: float) -> float:
    """How long ago something of the session was, by the server's clock."""
    return time.time() - moment


def note_shared(session: SessionBase, *, shared: bool) -> None:
    """Whether the person said, while signing in, that others use this computer."""
    session[SHARED] = shared


def is_shared(session: SessionBase) -> bool:
    """Whether others use this computer, as far as the person has said."""
    return bool(session.get(SHARED))


def limit(session: SessionBase) -> timedelta:
    """How long the session may be idle: less where others sit down next."""
    usual: timedelta = settings.SESSION_IDLE_LIMIT
    return min(usual, settings.SESSION_SHARED_LIMIT) if is_shared(session) else usual


def note_draft_saved(session: SessionBase, at: datetime) -> None:
    """Remember that a draft was saved, to say so truthfully if the session ends."""
    session[DRAFT_SAVED_AT] = at.isoformat()


def draft_saved_at(session: SessionBase) -> datetime | None:
    """When a draft was last saved in this session, if one was."""
    noted = session.get(DRAFT_SAVED_AT)
    return datetime.fromisoformat(noted) if noted else None


def _ends(session: SessionBase) -> float:
    return min(_idle_end(session), _last_end(session))


def _idle_end(session: SessionBase) -> float:
    return float(session[LAST_ACTIVE]) + limit(session).total_seconds()


def _last_end(session: SessionBase) -> float:
    limit: int = settings.SESSION_COOKIE_AGE
    return float(session[SIGNED_IN_AT]) + limit
