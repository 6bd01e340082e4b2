"""A signed-in browser without a browser: Django's client, through the real sign-in."""

import re
import time
from typing import TYPE_CHECKING, Any

import pyotp
from django.test import Client
from django.urls import reverse

if TYPE_CHECKING:  # Models cannot be imported before Django is set up.
    from tests.factories import World

SECONDS_OF_A_CODE = 30
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
