"""A signed-in browser without a browser: Django's client, through the real sign-in."""

import re
import time
from copy import deepcopy
from datetime import UTC, datetime
from importlib import import_module
from typing import TYPE_CHECKING, Any
from uuid import UUID, uuid4

import pyotp
from django.conf import settings
from django.test import Client
from django.urls import reverse

if TYPE_CHECKING:  # Models cannot be imported before Django is set up.
    from tests.factories import World

SECONDS_OF_A_CODE = 30
# Of a login: what was in its session, and the row that it names.
_sessions: dict[UUID, tuple[dict[str, Any], Any]] = {}
# A code typed at the end of its half minute may arrive in the next one.
TOO_CLOSE = 2


def fresh_code(secret: str) -> str:
    """What the authenticator shows, once it will do so long enough to be typed."""
    left = SECONDS_OF_A_CODE - time.time() % SECONDS_OF_A_CODE
    if left < TOO_CLOSE:
        time.sleep(left)
    return pyotp.TOTP(secret).now()


def sign_in(world: "World", who: str) -> Client:
    """Password, then code, as the pages ask for them."""
    email, password, secret = world.login(who)
    client = Client()
    reply = client.post(
        reverse("account_login"), {"login": email, "password": password}
    )
    assert reply.status_code == 302, reply.content.decode()[:2000]
    reply = client.post(reverse("mfa_authenticate"), {"code": fresh_code(secret)})
    assert reply.status_code == 302, reply.content.decode()[:2000]
    return client


def signed_in(world: "World", who: str) -> Client:
    """The same for who only needs to be signed in: a session like that of a real one.

    The first time in a process it is a real one; the person of a world that was put
    back has the same id, and so gets a session of her own with the same content.
    """
    from allauth.account.internal.flows.login import (
        AUTHENTICATION_METHODS_SESSION_KEY,
    )
    from allauth.mfa.models import Authenticator
    from django.contrib.auth import HASH_SESSION_KEY

    from sharewell.accounts import idle, sign_ins
    from sharewell.accounts.models import SignIn, User

    world.login(who)
    user = world.users[who].pk
    if user not in _sessions:
        client = sign_in(world, who)
        row = SignIn.objects.get(id=client.session[sign_ins.KEY])
        _sessions[user] = dict(client.session.items()), row
        return client
    content, row = _sessions[user]
    now = datetime.now(UTC)
    row.id, row.started_at, row.seen_at = uuid4(), now, now
    row.save(force_insert=True)
    session = import_module(settings.SESSION_ENGINE).SessionStore()
    session.update({**deepcopy(content), sign_ins.KEY: str(row.id)})
    # Password and authenticator were made anew with the world that was put back.
    session[HASH_SESSION_KEY] = User.objects.get(id=row.user_id).get_session_auth_hash()
    for shown in session[AUTHENTICATION_METHODS_SESSION_KEY]:
        if shown["method"] == "mfa":
            kind = Authenticator.Type.TOTP
            shown["id"] = Authenticator.objects.get(user=row.user_id, type=kind).pk
    idle.start(session)
    session.create()
    client = Client()
    client.cookies[settings.SESSION_COOKIE_NAME] = session.session_key
    return client


def hidden(reply: Any) -> dict[str, str]:
    """The hidden fields of the last form on a page."""
    text = reply.content.decode()
    found: dict[str, str] = {}
    for tag in re.findall(r"<input[^>]*type=\"hidden\"[^>]*>", text):
        name = re.search(r'name="([^"]*)"', tag)
        value = re.search(r'value="([^"]*)"', tag)
        if name:
            found[name[1]] = value[1] if value else ""
    return found


def submit(client: Client, url: str, **given: Any) -> Any:
    """Open the page, fill its form in, send it and follow where it leads."""
    page = client.get(url)
    assert page.status_code == 200, (page.status_code, url)
    return client.post(url, {**hidden(page), **given}, follow=True)
