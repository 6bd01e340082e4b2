"""Passkeys with a real browser, its own dialogue, and a key that Chromium plays."""

from collections.abc import Callable, Iterator
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, expect

from sharewell.accounts.provision import create_login
from tests.integration.accounts.serving import elsewhere, serving
from tests.integration.accounts.signing_in import PASSWORD
from tests.integration.accounts.test_sign_in_in_a_browser import check
from tests.integration.obeying_policy import obeying_policy

pytestmark = pytest.mark.journey

EMAIL = "new@example.invalid"
KEY = {
    "protocol": "ctap2",
    "transport": "usb",
    "hasResidentKey": True,
    "hasUserVerification": True,
    "isUserVerified": True,
    "automaticPresenceSimulation": True,
}


@pytest.fixture
def named_address(settings, pages: None) -> Iterator[str]:
    """Browsers make no passkeys for 127.0.0.1."""
    with serving() as port:
        settings.BASE_URL = f"http://localhost:{port}"
        yield settings.BASE_URL


@pytest.fixture
def page(browser: Browser, named_address: str) -> Iterator[Page]:
    with obeying_policy(browser, base_url=named_address) as opened:
        yield opened


@pytest.fixture
def plug_in(page: Page) -> Callable[..., Any]:
    """Plugs a key in; gives the function that asks the browser about it."""
    session = page.context.new_cdp_session(page)
    session.send("WebAuthn.enable")

    def plug(**changed: Any) -> str:
        made = session.send(
            "WebAuthn.addVirtualAuthenticator", {"options": {**KEY, **changed}}
        )
        return str(made["authenticatorId"])

    plug.session = session  # type: ignore[attr-defined]
    return plug


def gives_password(page: Page) -> None:
    page.goto("/sign-in")
    page.get_by_label("Work e-mail address").fill(EMAIL)
    page.get_by_label("Password", exact=True).fill(PASSWORD)
    page.get_by_role("button", name="Sign in").click()


def enrols(page: Page) -> None:
    elsewhere(lambda: create_login(EMAIL, PASSWORD))
    gives_password(page)
    page.get_by_role("link", name="Use a passkey instead").click()
    check(page, "add-passkey")
    page.get_by_label("Name of this passkey").fill("Blue key")
    page.get_by_role("button", name="Make the passkey").click()
    expect(page.get_by_role("heading", name="Your printed codes")).to_be_visible()


def signs_out(page: Page) -> None:
    page.goto("/sign-out")
    page.get_by_role("main").get_by_role("button", name="Sign out").click()


def test_made_used_renamed_and_not_removed_while_it_is_the_only_one(
    page: Page, plug_in: Callable[..., str]
) -> None:
    plug_in()
    enrols(page)
    signs_out(page)
    gives_password(page)
    check(page, "passkey")
    page.get_by_role("button", name="Use a passkey").click()
    expect(page.get_by_text("your work")).to_be_visible()
    page.goto("/sign-in/second-steps")
    check(page, "second-steps")
    page.get_by_role("link", name="Rename Blue key").click()
    check(page, "rename-passkey")
    page.get_by_label("Name of this passkey").fill("Green key")
    page.get_by_role("button", name="Save").click()
    page.get_by_role("link", name="Remove Green key").click()
    check(page, "remove-passkey")
    page.get_by_role("button", name="Remove it").click()
    expect(page.get_by_role("alert")).to_contain_text("This is your only second step")
    check(page, "remove-last-passkey")


def test_an_answer_sent_again_from_the_browser_is_refused(
    page: Page, plug_in: Callable[..., str]
) -> None:
    plug_in()
    enrols(page)
    signs_out(page)
    gives_password(page)
    sent: list[str] = []
    page.on(
        "request",
        lambda one: sent.append(one.post_data or "") if one.method == "POST" else None,
    )
    page.get_by_role("button", name="Use a passkey").click()
    expect(page.get_by_text("your work")).to_be_visible()
    answer = next(body for body in sent if "credential=" in body)
    signs_out(page)
    gives_password(page)
    again = page.context.request.post(
        "/sign-in/code",
        data=replaced_token(page, answer),
        headers={
            "Content-Type": "application/x-www-form-urlencoded",
            "Referer": page.url,
        },
    )
    assert again.status == 422
    assert "That passkey did not work" in again.text()
    page.goto("/work")
    expect(page.get_by_text("your work")).to_have_count(0)


def replaced_token(page: Page, answer: str) -> str:
    token = page.locator("input[name=csrfmiddlewaretoken]").first.input_value()
    parts = [one for one in answer.split("&") if not one.startswith("csrf")]
    return "&".join([*parts, f"csrfmiddlewaretoken={token}"])


def test_a_key_without_a_pin_is_of_no_use(
    page: Page, plug_in: Callable[..., str]
) -> None:
    plug_in(hasUserVerification=False, isUserVerified=False)
    elsewhere(lambda: create_login(EMAIL, PASSWORD))
    gives_password(page)
    page.get_by_role("link", name="Use a passkey instead").click()
    page.evaluate("""() => {
        // The browser would wait for another key until the question is too old.
        const form = document.querySelector("form[data-passkey]");
        const asked = JSON.parse(form.dataset.options);
        asked.publicKey.timeout = 500;
        form.dataset.options = JSON.stringify(asked);
    }""")
    page.get_by_label("Name of this passkey").fill("Blue key")
    page.get_by_role("button", name="Make the passkey").click()
    problem = page.locator("[data-passkey-problem]")
    expect(problem).to_contain_text("did not give us a passkey", timeout=90_000)
    check(page, "add-passkey-problem")


def test_without_scripts_the_page_says_why_and_codes_still_work(
    browser: Browser, named_address: str
) -> None:
    elsewhere(lambda: create_login(EMAIL, PASSWORD))
    context = browser.new_context(base_url=named_address, java_script_enabled=False)
    page = context.new_page()
    gives_password(page)
    expect(page.get_by_label("The 6 digits")).to_be_visible()
    page.get_by_role("link", name="Use a passkey instead").click()
    expect(page.get_by_text("Your browser cannot use passkeys here")).to_be_visible()
    expect(page.get_by_role("button", name="Make the passkey")).to_have_count(0)
    context.close()
