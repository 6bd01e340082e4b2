"""Somebody in front of the pages: opens, writes, chooses, presses, and reads."""

import re
import time
from collections.abc import Callable
from typing import Self

import pyotp
from playwright.sync_api import Locator, Page, expect

from tests.journeys.looking import keep_picture, page_ok

SECONDS_OF_A_CODE = 30
# A code typed at the end of its half minute may arrive in the next one.
TOO_CLOSE = 2
Look = Callable[[Page], None]


class Visitor:
    """One person with one browser window; every page arrived at is looked at."""

    def __init__(self, page: Page, look: Look = page_ok) -> None:
        self.page = page
        self.look = look
        self.typed = 0

    def signs_in(self, login: tuple[str, str, str]) -> Self:
        """Password, then the code that the authenticator shows."""
        email, password, secret = login
        self.opens("/sign-in")
        self.page.get_by_label("Work e-mail address").fill(email)
        self.page.get_by_label("Password", exact=True).fill(password)
        self.presses("Sign in")
        self.page.get_by_label("Code", exact=True).fill(_fresh_code(secret))
        self.presses("Sign in")
        self.reads("Your work")
        return self

    def signs_out(self) -> None:
        """By the button in the header."""
        self.page.get_by_role("banner").get_by_role("button", name="Sign out").click()
        self.arrives()

    def opens(self, path: str) -> int:
        """Type an address; returns the status of the page that came."""
        reply = self.page.goto(path)
        self.arrives()
        assert reply is not None
        return reply.status

    def writes(self, label: str, text: str) -> None:
        """Fill one field; the characters are counted."""
        self.typed += len(text)
        self.page.get_by_label(label, exact=True).fill(text)

    def dates(self, group: str, day: int, month: int, year: int) -> None:
        """Fill the three fields of a date."""
        fields = self.page.get_by_role("group", name=group)
        for label, number in (("Day", day), ("Month", month), ("Year", year)):
            self.typed += len(str(number))
            fields.get_by_label(label).fill(str(number))

    def chooses(self, question: str, *answers: str) -> None:
        """Tick answers below a question, by their words."""
        group = self.page.get_by_role("group", name=question)
        for answer in answers:
            group.get_by_label(answer, exact=True).check()

    def presses(self, button: str) -> None:
        """Press a button and look at the page that comes."""
        self.main.get_by_role("button", name=button, exact=True).click()
        self.arrives()

    def follows(self, link: str) -> None:
        """Follow a link, or one drawn as a button, and look at the page that comes."""
        words, button = self.main.get_by_role("link", name=link), self.main.get_by_role(
            "button", name=link
        )
        words.or_(button).first.click()
        self.arrives()

    def arrives(self) -> None:
        """The page is there, and nothing is wrong with it."""
        self.page.wait_for_load_state("load")
        self.look(self.page)

    def reads(self, text: str | re.Pattern[str]) -> None:
        """The text stands on the page."""
        expect(self.main).to_contain_text(text)

    def does_not_read(self, *texts: str) -> None:
        """None of the texts is anywhere in the page, seen or unseen."""
        page = self.page.content().lower()
        assert [text for text in texts if text.lower() in page] == []

    def is_told(self, error: str) -> None:
        """The error stands in a summary that has the focus."""
        summary = self.page.locator(".govuk-error-summary")
        expect(summary).to_contain_text(error)
        if self.page.locator("body.js-enabled").count():
            expect(summary).to_be_focused()

    def keeps_picture(self, name: str) -> None:
        """For whoever wants to look."""
        keep_picture(self.page, name)

    @property
    def main(self) -> Locator:
        """What is between header and footer."""
        return self.page.get_by_role("main")

    @property
    def path(self) -> str:
        """Where the visitor is, without the host."""
        return "/" + self.page.url.split("/", 3)[3]


def _fresh_code(secret: str) -> str:
    left = SECONDS_OF_A_CODE - time.time() % SECONDS_OF_A_CODE
    if left < TOO_CLOSE:
        time.sleep(left)
    return pyotp.TOTP(secret).now()
