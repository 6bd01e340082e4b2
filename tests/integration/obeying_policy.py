"""A window of a real browser in which our content policy must refuse nothing."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from playwright.sync_api import Browser, Page


@contextmanager
def obeying_policy(browser: Browser, **window: Any) -> Iterator[Page]:
    """A page in a window opened as `window` says; refusals show at the end."""
    context = browser.new_context(**window)
    opened = context.new_page()
    refused: list[str] = []
    opened.on(
        "console",
        lambda line: refused.append(line.text) if "Policy" in line.text else None,
    )
    yield opened
    context.close()
    assert refused == []
