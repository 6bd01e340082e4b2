"""A small browser for the walk: keeps cookies, reads forms, sends them. No scripts."""

import urllib.error
import urllib.request
from dataclasses import dataclass, field
from html.parser import HTMLParser
from http.cookiejar import CookieJar
from urllib.parse import urlencode, urljoin, urlsplit

from sharewell.demo.errors import DemoError

Fields = list[tuple[str, str]]
TIMEOUT_SECONDS = 60


@dataclass
class Form:
    """A form as the page holds it: where it goes and what it already says."""

    action: str
    fields: Fields = field(default_factory=list)


class Page(HTMLParser):
    """The forms and the main text of a page."""

    def __init__(self, url: str, text: str) -> None:
        """Read the whole page."""
        super().__init__()
        self.url, self.text = url, text
        self.forms: list[Form] = []
        self.feed(text)

    @property
    def path(self) -> str:
        """The path the last redirect led to."""
        return urlsplit(self.url).path

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Collect forms, hidden fields and what is ticked."""
        given = dict(attrs)
        if tag == "form":
            self.forms.append(Form(given.get("action") or self.url))
        elif tag == "input" and self.forms and given.get("name"):
            kind = given.get("type")
            if kind == "hidden" or (
                kind in {"checkbox", "radio"} and "checked" in given
            ):
                self.forms[-1].fields.append(
                    (given["name"] or "", given.get("value") or "")
                )

    def main_form(self) -> Form:
        """The form the page is about, not those of its frame."""
        frame = ("/sign-out", "/session/stay")
        asked = [form for form in self.forms if not form.action.endswith(frame)]
        if not asked:
            raise DemoError(f"There is no form to fill in on {self.path}.")
        return asked[-1]


class Browser:
    """One person's browser."""

    def __init__(self, base: str) -> None:
        """Nothing is open yet."""
        self.base = base
        self.opener = urllib.request.build_opener(
            urllib.request.HTTPCookieProcessor(CookieJar())
        )

    def open(self, path: str) -> Page:
        """Follow an address."""
        return self._fetch(urllib.request.Request(urljoin(self.base, path)))

    def fill(self, page: Page, action: str = "", **given: str | list[str]) -> Page:
        """Fill in a form of the page and send it; what stands in it goes along."""
        form = page.main_form()
        for one in page.forms:
            if action and one.action.endswith(action):
                form = one
        fields = [pair for pair in form.fields if pair[0] not in given]
        for name, value in given.items():
            values = value if isinstance(value, list) else [value]
            fields += [(name, one) for one in values]
        request = urllib.request.Request(
            urljoin(page.url, form.action),
            data=urlencode(fields).encode(),
            headers={"Referer": page.url},
        )
        return self._fetch(request)

    def _fetch(self, request: urllib.request.Request) -> Page:
        try:
            with self.opener.open(request, timeout=TIMEOUT_SECONDS) as reply:
                return Page(reply.url, reply.read().decode())
        except urllib.error.HTTPError as problem:
            return Page(problem.url or "", problem.read().decode())
