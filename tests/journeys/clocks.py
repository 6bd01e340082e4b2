"""Time passes: the rows that hold it are put back, as if it had gone by."""

from django.contrib.sessions.backends.db import SessionStore
from django.contrib.sessions.models import Session

from sharewell.accounts.models import UsedCode
from tests.factories import World


def half_a_minute_passes(world: World) -> None:
    """The authenticators show new codes, so that everybody may sign in again."""
    UsedCode.objects.filter(user__in=world.users.values()).delete()


def everybody_is_idle_for(minutes: int) -> None:
    """Nobody has touched a page for so long."""
    for row in Session.objects.all():
        session = SessionStore(row.session_key)
        if "last_active" in session:
            session["last_active"] -= minutes * 60
            session.save()
