"""Somebody in front of the pages: opens, writes, chooses, presses, and reads."""

import re
from collections.abc import Callable
from typing import Self

from playwright.sync_api import Locator, Page, expect

from tests.browsing import fresh_code
from tests.journeys.hands import Hands, Mouse
from tests.journeys.looking import keep_picture, page_ok


class Visitor:
    """One person with one browser window; every page arrived at is looked at."""

    def __init__(self, page: Page, hands: Hands | None = None) -> None:
        self.page = page
        self.hands = hands or Mouse()
        self.typed = 0

    def signs_in(self, login: tuple[str, str, str]) -> Self:
        """Password, then the code that the authenticator shows."""
        self.opens("/sign-in")
        self.gives_both_factors(login)
        self.reads("Your work")
        return self

    def gives_both_factors(self, login: tuple[str, str, str]) -> None:
        """On the sign-in page, wherever it leads."""
        email, password, secret = login
        self.hands.fill(self.page.get_by_label("Work e-mail address"), email)
        self.hands.fill(self.page.get_by_label("Password", exact=True), password)
        self.presses("Sign in")
        code = self.page.get_by_label("Code", exact=True)
        self.hands.fill(code, fresh_code(secret))
        self.presses("Sign in")

    def signs_out(self) -> None:
        """By the button in the header."""
        header = self.page.get_by_role("banner")
        self._goes(header.get_by_role("button", name="Sign out"))

    def opens(self, path: str) -> int:
        """Type an address; returns the status of the page that came."""
        reply = self.page.goto(path)
        self.arrives()
        assert reply is not None
        return reply.status

    def writes(self, label: str, text: str) -> None:
        """Fill one field; the characters are counted."""
        self.typed += len(text)
        self.hands.fill(self.page.get_by_label(label, exact=True), text)

    def dates(self, group: str, day: int, month: int, year: int) -> None:
        """Fill the three fields of a date."""
        fields = self.page.get_by_role("group", name=group)
        for label, number in (("Day", day), ("Month", month), ("Year", year)):
            self.typed += len(str(number))
            self.hands.fill(fields.get_by_label(label), str(number))

    def chooses(self, question: str, *answers: str) -> None:
        """Tick answers below a question, by their words."""
        group = self.page.get_by_role("group", name=question)
        for answer in answers:
            self.hands.tick(group.get_by_label(answer, exact=True))

    def presses(self, button: str) -> None:
        """Press a button and look at the page that comes."""
        self._goes(self.main.get_by_role("button", name=button, exact=True))

    def follows(self, link: str) -> None:
        """Follow a link, or one drawn as a button, and look at the page that comes."""
        words, button = (
            self.main.get_by_role("link", name=link),
            self.main.get_by_role("button", name=link),
        )
        self._goes(words.or_(button).first)

    def follows_to(self, path: str) -> None:
        """Follow the link to an address, wherever on the page it stands."""
        self._goes(self.main.locator(f'a[href="{path}"]').first)

    def _goes(self, control: Locator) -> None:
        with self.page.expect_navigation(wait_until="load"):
            self.hands.press(control)
        self.arrives()

    def arrives(self) -> None:
        """The page is there, and nothing is wrong with it."""
        self.page.wait_for_load_state("load")
        page_ok(self.page)

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


SignedIn = Callable[..., Visitor]
