"""Signing out at the agency as well, at a real provider: oidc-provider, in Node."""

import html
import re

import pytest

from tests.agency_provider.real import Browser
from tests.integration.accounts.at_the_agency import SUBJECT, way_there
from tests.integration.accounts.signing_in import Visitor
from tests.integration.accounts.test_agency_provider import (  # noqa: F401 - fixtures
    BACK,
    OUR_ADDRESS,
    agency,
    issuer,
    linked,
)

pytestmark = pytest.mark.usefixtures("linked")
LEADS_ON = re.compile(r'href="([^"]+/session/end[^"]*)"')
AT_ONCE = re.compile(r'<meta http-equiv="refresh"[^>]*url=([^"]+/session/end[^"]*)"')


@pytest.fixture
def browser() -> Browser:
    return Browser(BACK)


def signs_in(visitor: Visitor, browser: Browser, **more: str) -> None:
    address = way_there(visitor, "/sign-in/agency")
    back = browser.signs_in(address, SUBJECT, "two")
    visitor.get(back.removeprefix(OUR_ADDRESS))
    assert visitor.sees_work()


def test_it_leads_to_the_agencys_sign_out_which_ends_the_session_there(
    visitor: Visitor,
    browser: Browser,
) -> None:
    signs_in(visitor, browser)
    page = visitor.send("/sign-out", {}).content.decode()
    assert not visitor.sees_work()
    found = LEADS_ON.search(page)
    assert found is not None and not AT_ONCE.search(page)
    # Until then the provider lets the browser in again without asking.
    assert not browser.is_asked(way_there(visitor))
    back = browser.signs_out(html.unescape(found[1]))
    assert back == f"{OUR_ADDRESS}/signed-out"
    assert browser.is_asked(way_there(visitor))


def test_on_a_shared_computer_at_once(
    visitor: Visitor,
    browser: Browser,
) -> None:
    signs_in(visitor, browser)
    session = visitor.client.session
    session["shared_computer"] = True
    session.save()
    reply = visitor.send("/sign-out", {})
    assert "Clear-Site-Data" in reply.headers
    assert AT_ONCE.search(reply.content.decode())


@pytest.mark.parametrize("why", ["off", "down"])
def test_without_one_signing_out_here_is_all(
    visitor: Visitor,
    browser: Browser,
    settings,
    why: str,
) -> None:
    signs_in(visitor, browser)
    known = settings.OIDC_PROVIDERS[0]
    other = {"sign_out": False} if why == "off" else {"issuer": "http://127.0.0.1:9"}
    settings.OIDC_PROVIDERS = [{**known, **other}]
    reply = visitor.send("/sign-out", {})
    assert reply.status_code == 302
    assert not visitor.sees_work()
