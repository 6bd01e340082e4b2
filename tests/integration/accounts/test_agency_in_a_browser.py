"""Signing in through an agency, with a real browser and a real provider."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page, expect

from sharewell.accounts.models import User
from tests.agency_provider import real
from tests.integration.accounts.at_the_agency import (
    CLIENT,
    CLIENT_SECRET,
    SUBJECT,
    link,
    row,
)
from tests.integration.accounts.serving import elsewhere
from tests.integration.accounts.signing_in import Authenticator
from tests.integration.accounts.test_sign_in_in_a_browser import check
from tests.integration.obeying_policy import obeying_policy

pytestmark = pytest.mark.journey


@pytest.fixture
def issuer(settings, address: str, ada: User) -> Iterator[str]:
    settings.BASE_URL = address
    back = f"{address}/sign-in/agency/town/done"
    with real.provider(back, CLIENT, CLIENT_SECRET) as found:
        settings.OIDC_PROVIDERS = [row(found, two_factor_acr=[real.TWO_FACTORS])]
        elsewhere(lambda: link(ada, found))
        yield found


@pytest.fixture
def page(browser: Browser, address: str) -> Iterator[Page]:
    with obeying_policy(browser, base_url=address) as opened:
        yield opened


def goes_to_the_agency(page: Page, issuer: str) -> None:
    page.goto("/work")
    page.get_by_role("link", name="Sign in through your agency").click()
    check(page, "agency")
    page.get_by_role("button", name="Continue").click()
    expect(page.get_by_role("group")).to_contain_text("Choose the agency")
    check(page, "agency-errors")
    page.get_by_label("Town Council").check()
    page.get_by_role("button", name="Continue").click()
    # The page in between leads on by itself, past our own content policy.
    expect(page.get_by_role("heading", name="The agency's own sign-in")).to_be_visible()
    assert page.url.startswith(issuer)


def signs_in_there(page: Page, account: str, factors: str) -> None:
    page.get_by_label("Account").fill(account)
    page.get_by_label("Factors").select_option(factors)
    page.get_by_role("button", name="Sign in at the agency").click()


def test_there_and_back(page: Page, issuer: str) -> None:
    goes_to_the_agency(page, issuer)
    signs_in_there(page, SUBJECT, "two")
    expect(page.get_by_text("your work")).to_be_visible()
    assert page.url.endswith("/work")


def test_one_factor_there_and_one_here(
    page: Page, issuer: str, authenticator: Authenticator
) -> None:
    goes_to_the_agency(page, issuer)
    signs_in_there(page, SUBJECT, "one")
    page.get_by_label("Code", exact=True).fill(authenticator.code)
    page.get_by_role("button", name="Sign in").click()
    expect(page.get_by_text("your work")).to_be_visible()


def test_somebody_whom_nobody_linked(page: Page, issuer: str) -> None:
    goes_to_the_agency(page, issuer)
    signs_in_there(page, "somebody-else", "two")
    heading = "Your agency knows you, but Sharewell does not yet"
    expect(page.get_by_role("heading", name=heading)).to_be_visible()
    check(page, "agency-refused")


def test_turning_back(page: Page, issuer: str) -> None:
    goes_to_the_agency(page, issuer)
    page.get_by_role("button", name="Turn back").click()
    expect(page.get_by_role("heading", name="You did not sign in")).to_be_visible()
    page.get_by_role("button", name="Try again").click()
    expect(page.get_by_label("Town Council")).to_be_visible()
