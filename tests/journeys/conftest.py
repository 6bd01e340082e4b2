"""Real Chromium against the real server, on this worker's database."""

import os
from collections.abc import Callable, Iterator
from copy import deepcopy
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import Browser, BrowserContext, expect

from tests.integration.jobs.mail_server import MailServer
from tests.journeys.hands import Hands, Keyboard, Mouse
from tests.journeys.looking import remember_in, watch
from tests.journeys.people import DutyWorker, Lead, Practitioner
from tests.journeys.site import serving, working
from tests.journeys.visitor import SignedIn, Visitor
from tests.journeys.ways import KEYS_ALONE, WAYS, Looks, way_of

if TYPE_CHECKING:  # Models cannot be imported before Django is set up.
    from django.test import Client
    from playwright.sync_api import SetCookieParam

    from tests.factories import World

HERE = Path(__file__).parent
# Milliseconds. Ends what would hang for ever; no journey is judged by its speed.
PATIENCE = 120_000


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Everything below this folder is a journey."""
    for item in items:
        if HERE in item.path.parents:
            item.add_marker(pytest.mark.journey)


@pytest.fixture(scope="session", autouse=True)
def _patience() -> None:
    """How long the page is waited for."""
    expect.set_options(timeout=PATIENCE)


@pytest.fixture(scope="session", autouse=True)
def _clean_pages(tmp_path_factory: pytest.TempPathFactory) -> None:
    """Workers of one run tell each other which pages axe has found clean."""
    base = tmp_path_factory.getbasetemp()
    shared = base.parent if "PYTEST_XDIST_WORKER" in os.environ else base
    remember_in(shared / "clean-pages")


@pytest.fixture(scope="session")
def mail_server() -> Iterator[MailServer]:
    """Takes every message of the journeys."""
    server = MailServer()
    server.start()
    yield server
    server.stop()


@pytest.fixture(scope="session")
def address(test_database: str) -> Iterator[str]:
    """The address of the server; it keeps running while the records come and go."""
    with serving() as found:
        yield found


@pytest.fixture
def worker(database: None, mail_server: MailServer) -> Iterator[MailServer]:
    """A worker for this journey, and the server that gets its mail."""
    mail_server.messages.clear()
    mail_server.envelopes.clear()
    with working(SMTP_URL=mail_server.url):
        yield mail_server


@pytest.fixture
def looks(request: pytest.FixtureRequest) -> Looks:
    """How every window of the journey is opened: in its way (tests.journeys.ways)."""
    return deepcopy(WAYS[way_of(request.node)])


@pytest.fixture
def hands(request: pytest.FixtureRequest) -> Hands:
    """What everybody in the journey works the page with."""
    return Keyboard() if way_of(request.node) == KEYS_ALONE else Mouse()


@pytest.fixture
def window(
    browser: Browser, address: str, looks: Looks
) -> Iterator[Callable[..., BrowserContext]]:
    """Opens windows that share nothing; at the end none may have reported a fault."""
    opened: list[BrowserContext] = []
    faults: list[list[str]] = []

    def make(at: str = address) -> BrowserContext:
        context = browser.new_context(base_url=at, **looks)
        context.set_default_timeout(PATIENCE)
        context.on("page", lambda page: faults.append(watch(page, at)))
        opened.append(context)
        return context

    yield make
    for context in opened:
        context.close()
    assert [fault for found in faults for fault in found] == []


@pytest.fixture
def stranger(window: Callable[..., BrowserContext]) -> Visitor:
    """Somebody who is not signed in."""
    return Visitor(window().new_page())


@pytest.fixture
def signed_in(
    world: "World",
    window: Callable[..., BrowserContext],
    address: str,
    hands: Hands,
) -> SignedIn:
    """signed_in("alice", Practitioner): each in a browser of their own.

    They arrive with the cookie of a sign-in made without a browser: the pages of the
    sign-in have journeys of their own, and the others need not walk them again.
    """

    from tests.browsing import sign_in

    def make(who: str, role: type[Visitor] = Visitor) -> Visitor:
        context = window()
        context.add_cookies(_cookies(sign_in(world, who), address))
        visitor = role(context.new_page(), hands)
        visitor.opens("/your-work")
        return visitor

    return make


def _cookies(client: "Client", address: str) -> list["SetCookieParam"]:
    return [
        {"name": name, "value": morsel.value, "url": address}
        for name, morsel in client.cookies.items()
    ]


@pytest.fixture
def teacher(signed_in: SignedIn) -> Practitioner:
    """Alice, who teaches."""
    return signed_in("alice", Practitioner)


@pytest.fixture
def lead(signed_in: SignedIn) -> Lead:
    """Lena, her lead."""
    return signed_in("lena", Lead)


@pytest.fixture
def duty_worker(signed_in: SignedIn) -> DutyWorker:
    """Dana, at the front door."""
    return signed_in("dana", DutyWorker)
