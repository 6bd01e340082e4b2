"""Our scripts in a real browser, under the content security policy."""

import re
from collections.abc import Iterator
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
from django import forms
from markupsafe import Markup
from playwright.sync_api import Browser, Page, expect

from sharewell.web.jinja import environment
from tests.integration.obeying_policy import obeying_policy
from tests.integration.web.page_server import Site, serving

pytestmark = [pytest.mark.journey, pytest.mark.needs_npm]

AXE = Path(__file__).parents[3] / "node_modules/axe-core/axe.min.js"
TOKEN = Markup('<input type="hidden" name="csrfmiddlewaretoken" value="tok">')
SAVED = (200, {"saved_at": "06:49", "draft": "d1", "revision": "8"})
PAGES = environment()


class Account(forms.Form):
    account = forms.CharField(label="What did you see?", widget=forms.Textarea)
    draft = forms.CharField(widget=forms.HiddenInput, required=False)
    revision = forms.CharField(widget=forms.HiddenInput, required=False)


@pytest.fixture
def site() -> Iterator[Site]:
    with serving(Site(page=question(), reply=SAVED)) as served:
        yield served


@pytest.fixture
def page(browser: Browser, site: Site) -> Iterator[Page]:
    with obeying_policy(browser) as opened:
        opened.goto(site.address)
        yield opened


def question(**context: Any) -> str:
    return PAGES.from_string('{% extends "layouts/question.html" %}').render(
        {
            "autosave_url": "/drafts/save",
            "csrf_input": TOKEN,
            "form": Account(initial={"revision": "7"}),
            "request": SimpleNamespace(csp_nonce="n"),
            "session_seconds": 1800,
            "signed_in_as": {"name": "Ada", "role": "Teacher", "agency": "Larkmoor"},
        }
        | context
    )


def write(page: Page, words: str) -> None:
    page.get_by_label("What did you see?").fill(words)


def status(page: Page) -> Any:
    return page.locator("[data-autosave-status]")


def violations(page: Page) -> list[str]:
    page.evaluate(AXE.read_text("utf-8"))
    return [found["id"] for found in page.evaluate("axe.run()")["violations"]]


def test_typing_is_saved_with_token_and_revision(page: Page, site: Site) -> None:
    write(page, "No coat in the snow")
    expect(status(page)).to_have_text("Draft saved at 06:49")
    path, body = site.posted[0]
    assert path == "/drafts/save"
    for sent in ("No coat in the snow", "tok", "7"):
        assert f"\r\n\r\n{sent}\r\n" in body
    assert page.locator("[name=revision]").input_value() == "8"
    assert page.locator("[name=draft]").input_value() == "d1"


def test_a_failed_save_warns_and_leaving_asks_first(page: Page, site: Site) -> None:
    site.reply = (500, {})
    write(page, "No coat")
    expect(status(page)).to_contain_text("not saved")
    asked: list[str] = []
    page.on("dialog", lambda box: (asked.append(box.type), box.accept()))
    page.reload()
    assert asked == ["beforeunload"]


def test_leaving_does_not_ask_once_saved(page: Page) -> None:
    asked: list[str] = []
    page.on("dialog", lambda box: (asked.append(box.type), box.accept()))
    write(page, "No coat")
    expect(status(page)).to_contain_text("saved at")
    page.reload()
    assert asked == []


def test_a_colleagues_change_is_told_and_not_overwritten(
    page: Page, site: Site
) -> None:
    site.reply = (409, {"message": "Ravi changed this draft at 06:48."})
    write(page, "No coat")
    expect(status(page)).to_have_text("Ravi changed this draft at 06:48.")
    assert page.get_by_label("What did you see?").input_value() == "No coat"
    write(page, "No coat, no shoes")
    page.wait_for_timeout(1500)
    assert len(site.posted) == 1


def test_an_offline_page_says_so(page: Page) -> None:
    page.context.set_offline(True)
    write(page, "No coat")
    expect(status(page)).to_contain_text("Do not close this page")


def test_the_end_of_a_session_is_announced_and_can_be_put_off(
    page: Page, site: Site
) -> None:
    site.page = question(session_seconds=301)
    page.reload()
    dialog = page.get_by_role("dialog")
    expect(dialog).to_contain_text("You are about to be signed out")
    assert violations(page) == []
    page.get_by_role("button", name="Stay signed in").click()
    expect(dialog).to_be_hidden()
    assert site.posted[-1][0].endswith("/session/stay")


def test_a_draft_is_called_saved_only_if_it_was(page: Page, site: Site) -> None:
    site.page = question(session_seconds=302)
    for reply, said in ((SAVED, True), ((500, {}), False)):
        site.reply = reply
        page.goto(site.address)
        write(page, "No coat")
        expect(status(page)).to_have_text(re.compile("Draft saved|not saved"))
        expect(page.get_by_role("dialog")).to_be_visible()
        expect(page.get_by_text("Your draft has been saved.")).to_be_visible(
            visible=said
        )


def test_saving_in_one_tab_keeps_the_other_signed_in(page: Page, site: Site) -> None:
    site.page = question(session_seconds=301)
    page.reload()
    expect(page.get_by_role("dialog")).to_be_visible()
    site.page = question()
    other = page.context.new_page()
    other.goto(site.address)
    expect(page.get_by_role("dialog")).to_be_hidden()


def test_a_session_that_has_ended_asks_the_server_again(page: Page, site: Site) -> None:
    site.page = question(session_seconds=1)
    page.reload()
    with page.expect_navigation():
        site.page = question()
    expect(page.get_by_role("dialog")).to_be_hidden()


def test_the_screen_is_blanked_and_comes_back_with_its_words(page: Page) -> None:
    write(page, "No coat")
    page.get_by_role("button", name="Hide my screen").click()
    assert page.title() == "Blank page"
    assert violations(page) == []
    page.get_by_role("button", name="Return").click()
    expect(page.get_by_role("dialog")).to_be_hidden()
    assert page.get_by_label("What did you see?").input_value() == "No coat"
    expect(page).not_to_have_title("Blank page")


def is_hidden(page: Page) -> None:
    expect(page).to_have_title("Blank page")


def is_shown(page: Page) -> None:
    """Coming back waits for the dialogue to say that it closed."""
    expect(page).not_to_have_title("Blank page")


def press_shift(page: Page, times: int) -> None:
    for _ in range(times):
        page.keyboard.press("Shift")


def test_nothing_of_the_record_is_in_a_hidden_page(page: Page, site: Site) -> None:
    site.page = question(heading="Robin Quillfeather")
    page.goto(site.address)
    write(page, "A bruise like a plum")
    page.get_by_role("button", name="Hide my screen").click()
    left = page.evaluate("document.documentElement.outerHTML")
    fields = page.evaluate("[...document.querySelectorAll('textarea, input')].length")
    for words in ("Quillfeather", "plum", "What did you see", "Ada", "Larkmoor"):
        assert words not in left, words
    # The token of the dialogue about the session is the only field that stays.
    assert fields == 1
    assert page.evaluate("document.body.innerText").strip() == "Return"
    page.keyboard.press("Escape")
    assert page.get_by_label("What did you see?").input_value() == (
        "A bruise like a plum"
    )


def test_hiding_and_coming_back_need_no_network(page: Page) -> None:
    write(page, "No coat")
    page.context.set_offline(True)
    page.get_by_role("button", name="Hide my screen").click()
    is_hidden(page)
    page.keyboard.press("Enter")
    is_shown(page)
    assert page.get_by_label("What did you see?").input_value() == "No coat"


def test_shift_three_times_hides_from_anywhere(page: Page) -> None:
    page.get_by_label("What did you see?").focus()
    press_shift(page, 2)
    is_shown(page)
    page.keyboard.type("No Coat")
    press_shift(page, 2)
    is_shown(page)
    press_shift(page, 1)
    is_hidden(page)
    page.keyboard.press("Escape")
    expect(page.get_by_label("What did you see?")).to_be_focused()
    assert page.get_by_label("What did you see?").input_value() == "No Coat"


def test_slow_shifts_are_only_capitals(page: Page) -> None:
    press_shift(page, 2)
    page.wait_for_timeout(2100)
    press_shift(page, 1)
    is_shown(page)


def test_a_reload_does_not_show_what_was_hidden(page: Page) -> None:
    page.get_by_role("button", name="Hide my screen").click()
    page.reload()
    expect(page.get_by_role("button", name="Return")).to_be_visible()
    assert "What did you see" not in page.content()
    page.get_by_role("button", name="Return").click()
    expect(page.get_by_label("What did you see?")).to_be_visible()
    page.reload()
    expect(page.get_by_label("What did you see?")).to_be_visible()


def test_a_hidden_page_goes_on_saving_and_warning(page: Page, site: Site) -> None:
    write(page, "No coat")
    page.get_by_role("button", name="Hide my screen").click()
    page.wait_for_timeout(1500)
    page.keyboard.press("Escape")
    expect(status(page)).to_contain_text("Draft saved")


def test_whoever_is_signed_out_has_nothing_hidden(page: Page, site: Site) -> None:
    page.get_by_role("button", name="Hide my screen").click()
    site.page = question(signed_in_as=None, session_seconds=0)
    page.goto(site.address)
    site.page = question()
    page.goto(site.address)
    expect(page.get_by_label("What did you see?")).to_be_visible()


def test_an_error_summary_takes_the_focus_and_leads_to_the_field(
    page: Page, site: Site
) -> None:
    site.page = question(form=Account({"account": ""}))
    page.reload()
    expect(page.locator(".govuk-error-summary")).to_be_focused()
    page.locator(".govuk-error-summary a").click()
    expect(page.get_by_label("What did you see?")).to_be_focused()
    assert violations(page) == []


def test_text_for_another_system_is_copied_or_at_least_selected(
    page: Page, site: Site
) -> None:
    source = '{% extends "layouts/record.html" %}{% block record %}{% endblock %}'
    site.page = PAGES.from_string(source).render(
        heading="Concern",
        copy_text="Line 1\nLine 2",
        request=SimpleNamespace(csp_nonce="n"),
    )
    # A browser with a window allows it to a page in front; one without has to be told.
    page.context.grant_permissions(["clipboard-write"])
    page.reload()
    copy = page.get_by_role("button", name="Copy the text")
    copied = page.locator("#copy-text-status")
    copy.click()
    expect(copied).to_have_text("Copied")
    page.evaluate("() => { navigator.clipboard.writeText = () => Promise.reject(); }")
    copy.click()
    expect(copied).to_have_text("The text is selected. Copy it with Ctrl and C.")
    assert page.evaluate("getSelection().toString()") == "Line 1\nLine 2"
