"""The look that every page gets: it must see the faults it is there for."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page

from tests.journeys.looking import page_ok, watch
from tests.journeys.ways import WAYS, Looks

HERE = "http://here.test"
GOOD = """<!doctype html><html lang="en"><head><title>A page</title></head>
<body{scripts}><main><h1>A page</h1>{fault}</main></body></html>"""
FAULTS = {
    "no alternative": "<img src='data:,'>",
    "nameless field": "<input>",
    "faint words": "<p style='color: #bbbbbb; background: #ffffff'>Faint</p>",
    "heading skipped": "<h4>Deep</h4>",
    "too wide": "<div style='width: 5000px'>Wide</div>",
}
REPORTED = {
    "another host": "<script src='http://elsewhere.test/a.js'></script>",
    "console": "<script>console.error('lost')</script>",
    "script": "<script>throw new Error('lost')</script>",
}


def shown(page: Page, fault: str, scripts: bool = True) -> None:
    """Show a page with this fault, and nothing else wrong with it."""
    body = GOOD.format(fault=fault, scripts=" class='js-enabled'" if scripts else "")
    page.route("**/*", lambda route: route.fulfill(body=body, content_type="text/html"))
    page.goto(f"{HERE}/")


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    """A window of its own."""
    opened = browser.new_page()
    yield opened
    opened.close()


@pytest.mark.parametrize("scripts", [True, False], ids=["script", "no script"])
@pytest.mark.parametrize("fault", FAULTS)
def test_a_fault_on_the_page_is_seen(page: Page, fault: str, scripts: bool) -> None:
    shown(page, FAULTS[fault], scripts)
    with pytest.raises(AssertionError):
        page_ok(page)


@pytest.mark.parametrize("fault", REPORTED)
def test_a_fault_the_browser_reports_is_seen(page: Page, fault: str) -> None:
    faults = watch(page, HERE)
    shown(page, REPORTED[fault])
    assert any(line.startswith(fault) for line in faults)


def test_a_page_without_fault_passes(page: Page) -> None:
    faults = watch(page, HERE)
    shown(page, "<p>All is well.</p>")
    page_ok(page)
    assert faults == []


def test_what_one_journey_changes_no_later_one_meets(looks: Looks) -> None:
    looks["java_script_enabled"] = False
    assert WAYS["script"] == {}
