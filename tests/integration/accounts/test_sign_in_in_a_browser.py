"""Signing in with a real browser: its headers, its policy, its accessibility."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from django.contrib.sessions.backends.db import SessionStore
from django.contrib.sessions.models import Session
from playwright.sync_api import Browser, Page, expect

from sharewell.accounts.models import User
from sharewell.accounts.provision import code_of_step, create_login
from tests.integration.accounts.serving import elsewhere
from tests.integration.accounts.signing_in import (
    EMAIL,
    PASSWORD,
    Authenticator,
)
from tests.integration.obeying_policy import obeying_policy

pytestmark = pytest.mark.journey

AXE = Path(__file__).parents[3] / "node_modules/axe-core/axe.min.js"
TYPED = "She was cold & hungry.\nThe second time this week."
LIMIT = 30 * 60


@pytest.fixture(params=[True, False], ids=["script", "no-script"])
def scripts(request: pytest.FixtureRequest) -> bool:
    return bool(request.param)


@pytest.fixture
def page(browser: Browser, scripts: bool, address: str) -> Iterator[Page]:
    with obeying_policy(
        browser, base_url=address, java_script_enabled=scripts
    ) as opened:
        yield opened


def let_everyone_be_idle() -> None:
    for row in Session.objects.all():
        session = SessionStore(row.session_key)
        session["last_active"] -= LIMIT
        session.save()


def sign_in(page: Page, code: str, email: str = EMAIL) -> None:
    page.goto("/sign-in")
    page.get_by_label("Work e-mail address").fill(email)
    page.get_by_label("Password", exact=True).fill(PASSWORD)
    page.get_by_role("button", name="Sign in").click()
    page.get_by_label("Code", exact=True).fill(code)
    page.get_by_role("button", name="Sign in").click()


def check(page: Page, name: str) -> None:
    """No accessibility fault; axe needs scripts, so without them there is no look."""
    if page.locator("body.js-enabled").count() == 0:
        return
    page.evaluate(AXE.read_text())
    violations = page.evaluate("axe.run().then(found => found.violations)")
    assert [(name, one["id"], one["nodes"][0]["html"]) for one in violations] == []


def test_both_factors_and_every_state_on_the_way(
    ada: User, authenticator: Authenticator, page: Page
) -> None:
    page.goto("/work")
    check(page, "sign-in")
    page.get_by_role("button", name="Sign in").click()
    expect(page).to_have_title("Error: Sign in – Sharewell")
    check(page, "sign-in-errors")
    page.get_by_label("Work e-mail address").fill(EMAIL)
    page.get_by_label("Password", exact=True).fill(PASSWORD)
    page.get_by_role("button", name="Sign in").click()
    check(page, "code")
    page.get_by_label("Code", exact=True).fill(authenticator.wrong_code())
    page.get_by_role("button", name="Sign in").click()
    check(page, "code-errors")
    page.get_by_label("Code", exact=True).fill(authenticator.code)
    page.get_by_role("button", name="Sign in").click()
    expect(page).to_have_url(page.url.split("/work")[0] + "/work")
    page.goto("/sign-out")
    check(page, "sign-out")
    page.get_by_role("main").get_by_role("button", name="Sign out").click()
    expect(page.get_by_role("heading", name="You are signed out")).to_be_visible()
    check(page, "signed-out")


def test_a_first_sign_in_sets_up_the_second_step(
    authenticator: Authenticator, page: Page
) -> None:
    elsewhere(lambda: create_login("new@example.invalid", PASSWORD))
    page.goto("/sign-in")
    page.get_by_label("Work e-mail address").fill("new@example.invalid")
    page.get_by_label("Password", exact=True).fill(PASSWORD)
    page.get_by_role("button", name="Sign in").click()
    check(page, "set-up")
    picture = page.get_by_role("img", name="Square code")
    assert picture.bounding_box()["width"] > 100
    key = page.locator("code").inner_text().replace(" ", "")
    page.get_by_label("The 6 digits").fill(code_of_step(key, authenticator.step))
    page.get_by_role("button", name="Continue").click()
    expect(page.get_by_role("heading", name="Your printed codes")).to_be_visible()
    check(page, "recovery-codes")
    page.get_by_role("button", name="I have them").click()
    expect(page.get_by_text("your work")).to_be_visible()


def test_typed_text_survives_the_end_of_the_session(
    ada: User, authenticator: Authenticator, page: Page
) -> None:
    sign_in(page, authenticator.code)
    page.goto("/form")
    page.get_by_label("What").fill(TYPED)
    elsewhere(let_everyone_be_idle)
    page.get_by_role("button", name="Send").click()
    expect(page.get_by_role("heading", name="You were signed out")).to_be_visible()
    check(page, "send-again-signed-out")
    with page.context.expect_page() as opening:
        page.get_by_role("link", name="Sign in (opens in a new tab)").click()
    sign_in(opening.value, authenticator.next_code())
    page.get_by_role("button", name="I have signed in: send again").click()
    expect(page.get_by_role("heading", name="not been sent yet")).to_be_visible()
    check(page, "send-again-signed-in")
    page.get_by_role("button", name="Send again").click()
    expect(page.get_by_text("sent:")).to_contain_text(TYPED.split("\n")[1])
