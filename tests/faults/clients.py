"""People at their browsers, who send again with the same key until answered."""

import http.client
import re
import time
import urllib.error
import urllib.request
from datetime import UTC, datetime
from html import unescape
from http.cookiejar import CookieJar
from threading import Lock
from urllib.parse import urlencode
from uuid import UUID

from sharewell.accounts.provision import current_code
from sharewell.demo.browser import Browser
from tests.factories import Login
from tests.faults.sends import Send

SENT = re.compile(r"/disclosures/([0-9a-f-]{36})/sent")
REFERENCE = re.compile(r"Reference<br><strong>([^<]+)</strong>")
NO_ANSWER = (OSError, http.client.HTTPException)
PATIENCE_SECONDS = 60.0
# An impatient person clicks again before the first answer can have come.
IMPATIENCE_SECONDS = 0.15
ANSWERED_WITHIN_SECONDS = 120
PAUSE_SECONDS = 0.1
BROKEN = 500


class InFlight:
    """How many submits are on their way at the moment."""

    def __init__(self) -> None:
        self.count, self._lock = 0, Lock()

    def __enter__(self) -> None:
        with self._lock:
            self.count += 1

    def __exit__(self, *_: object) -> None:
        with self._lock:
            self.count -= 1


class Client:
    """One signed-in person."""

    def __init__(self, base: str, login: Login) -> None:
        """Password and code, as the pages ask for them."""
        self.base = base
        self.browser = Browser(base)
        cookies = urllib.request.HTTPCookieProcessor(CookieJar())
        self.browser.opener = urllib.request.build_opener(cookies)
        self._submitter = urllib.request.build_opener(cookies, _StayHere)
        email, password, secret = login
        page = self.browser.fill(
            self.browser.open("/sign-in"), login=email, password=password
        )
        page = self.browser.fill(page, code=current_code(secret, datetime.now(UTC)))
        if page.path != "/your-work":
            raise RuntimeError(f"{email} could not sign in: the page is {page.path}.")

    def preview(self, send: Send) -> None:
        """Choose everything offered, and keep the form of the preview."""
        page = self.browser.open(f"/decisions/{send.decision}/items")
        page = self.browser.fill(
            page,
            answered="name" if send.answered_by else "nobody",
            answered_by=send.answered_by,
        )
        forms = [f for f in page.forms if f.action.endswith("/send")]
        fields = dict(forms[0].fields) if forms else {}
        if fields.get("previewed") != send.digest:
            raise RuntimeError(f"The preview of {send.decision} is another.")
        shown = " ".join(unescape(page.text).split())
        if not all(" ".join(text.split()) in shown for text in send.texts):
            raise RuntimeError(f"The preview of {send.decision} lacks a text.")
        send.fields = forms[0].fields

    def submit(self, send: Send, in_flight: InFlight) -> None:
        """Until a redirect names the disclosure and the page after it the reference."""
        until = time.monotonic() + ANSWERED_WITHIN_SECONDS
        while time.monotonic() < until and not (send.reference or send.trouble):
            try:
                if send.acknowledged is None:
                    with in_flight:
                        self._post(send)
                else:
                    self._read(send)
            except NO_ANSWER:
                time.sleep(PAUSE_SECONDS)
        if not (send.reference or send.trouble):
            send.trouble = f"no answer within {ANSWERED_WITHIN_SECONDS} s"

    def _post(self, send: Send) -> None:
        first = not send.started
        send.started.append(datetime.now(UTC))
        patience = IMPATIENCE_SECONDS if first and send.impatient else PATIENCE_SECONDS
        path = f"/decisions/{send.decision}/send"
        request = urllib.request.Request(
            self.base + path,
            data=urlencode(send.fields).encode(),
            headers={"Referer": self.base + path},
        )
        try:
            with self._submitter.open(request, timeout=patience) as reply:
                send.trouble = f"answered with {reply.status} and no redirect"
        except urllib.error.HTTPError as answer:
            self._judge(send, answer)

    def _judge(self, send: Send, answer: urllib.error.HTTPError) -> None:
        led_to = answer.headers.get("Location") or ""
        if found := SENT.search(led_to):
            send.acknowledged = UUID(found[1])
        elif answer.code >= BROKEN:
            raise ConnectionError(answer.code)
        else:
            send.trouble = f"answered with {answer.code} {led_to}"

    def _read(self, send: Send) -> None:
        page = self.browser.open(f"/disclosures/{send.acknowledged}/sent")
        if found := REFERENCE.search(page.text):
            send.reference = found[1]
        else:
            time.sleep(PAUSE_SECONDS)


class _StayHere(urllib.request.HTTPRedirectHandler):
    """The redirect is the acknowledgement: it must be seen, not followed."""

    def redirect_request(self, *_: object) -> None:
        return None
