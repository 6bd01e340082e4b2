"""What must hold on every page of a journey, whatever the journey is about."""

import hashlib
import os
import re
from pathlib import Path
from urllib.parse import urlsplit

from playwright.sync_api import ConsoleMessage, Page, Request

AXE = Path(__file__).parents[2] / "node_modules/axe-core/axe.min.js"
RUN_AXE = """async () => {
  const found = await axe.run(document, {resultTypes: ["violations"]});
  const first = nodes => nodes.map(node => node.html).slice(0, 3);
  return found.violations.map(v => [v.id, v.help, first(v.nodes)]);
}"""
WIDER_THAN_THE_WINDOW = (
    "document.documentElement.scrollWidth - document.documentElement.clientWidth"
)
FORCED = "matchMedia('(forced-colors: active)').matches"
# Differs on every page load and changes nothing that axe looks at: it judges what a
# page is built of, and of a text only that there is one.
FLEETING = re.compile(r'(?:value|href|action)="[^"]*"|[0-9a-f-]{36}|nonce="[^"]*"|\d')
TEXT = re.compile(r">[^<]*[^<\s][^<]*<")
SCRIPT = re.compile(r"<script\b.*?</script>", re.DOTALL)
HTML = "text/html; charset=utf-8"
# The browser reports these lines itself for a page that a guard answered.
ANSWERED = re.compile(r"status of (403|404|409|422|429) ")

_clean: list[Path] = []


def remember_in(folder: Path) -> None:
    """Where the pages found clean are noted, one empty file each."""
    folder.mkdir(exist_ok=True)
    _clean[:] = [folder]


def watch(page: Page, address: str) -> list[str]:
    """Every fault the browser reports on this page from now on, as it comes."""
    faults: list[str] = []

    def console(line: ConsoleMessage) -> None:
        if line.type == "error" and not ANSWERED.search(line.text):
            faults.append(f"console: {line.text}")

    def request(sent: Request) -> None:
        inside = urlsplit(sent.url).scheme in {"data", "blob"}
        if not (inside or sent.url.startswith(f"{address}/")):
            faults.append(f"another host: {sent.url}")

    page.on("console", console)
    page.on("pageerror", lambda error: faults.append(f"script: {error}"))
    page.on("request", request)
    return faults


def page_ok(page: Page) -> None:
    """No accessibility fault, best practice included, and nothing beside the window."""
    assert page.evaluate(WIDER_THAN_THE_WINDOW) <= 0, f"{page.url} scrolls sideways"
    seen = _clean[0] / _built_like(page)
    if seen.exists():
        return
    if page.locator("body.js-enabled").count():
        violations = _violations(page)
    else:
        violations = _violations_without_script(page)
    assert violations == [], f"{page.url} {page.title()}"
    seen.touch()


def _built_like(page: Page) -> str:
    html = SCRIPT.sub("", page.content())
    skeleton = TEXT.sub(">x<", FLEETING.sub("", html))
    look = f"{page.viewport_size}{page.evaluate(FORCED)}"
    return hashlib.sha256(f"{look}{skeleton}".encode()).hexdigest()


def _violations(page: Page) -> list[object]:
    page.evaluate(AXE.read_text())
    found: list[object] = page.evaluate(RUN_AXE)
    return found


def _violations_without_script(page: Page) -> list[object]:
    """Axe is a script itself: it looks at the same page in a window that runs it."""
    browser = page.context.browser
    assert browser is not None
    twin = browser.new_page(viewport=page.viewport_size)
    html = SCRIPT.sub("", page.content())
    twin.route(page.url, lambda route: route.fulfill(body=html, content_type=HTML))
    twin.goto(page.url)
    found = _violations(twin)
    twin.close()
    return found


def keep_picture(page: Page, name: str) -> None:
    """A picture in the folder SHAREWELL_SCREENSHOTS, if somebody wants to look."""
    if folder := os.environ.get("SHAREWELL_SCREENSHOTS"):
        page.screenshot(path=f"{folder}/{name}.png", full_page=True)
