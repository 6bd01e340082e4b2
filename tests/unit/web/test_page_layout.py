"""The page that every other stands on."""

from datetime import UTC, datetime
from types import SimpleNamespace
from typing import Any

import pytest
from django import forms
from jinja2 import UndefinedError
from markupsafe import Markup

from sharewell.web.jinja import environment

PAGES = environment()
NAVIGATION = [{"text": "Your work", "href": "/your-work", "current": True}]
TEACHER = {"name": "Ada <b>", "role": "Teacher", "agency": "Larkmoor Primary"}
TOKEN = Markup('<input type="hidden" name="csrfmiddlewaretoken" value="t">')
ARTICLE = (
    '{% extends "layouts/article.html" %}{% block article %}{{ words }}{% endblock %}'
)


class Named(forms.Form):
    name = forms.CharField(label="Name")
    revision = forms.CharField(widget=forms.HiddenInput, required=False)


def page(template: str = ARTICLE, **context: Any) -> str:
    context = {"heading": "Privacy", "words": "Text"} | context
    return PAGES.from_string(template).render(context)


def test_a_signed_out_reader_always_finds_urgent_help() -> None:
    shown = page()
    assert '<a class="app-urgent__link" href="/urgent">' in shown
    assert "Sign out" not in shown
    assert "data-session-ends-in" not in shown


def test_the_signed_in_reader_sees_name_role_agency_and_a_way_out() -> None:
    shown = page(
        navigation=NAVIGATION,
        signed_in_as=TEACHER,
        session_seconds=1800,
        csrf_input=TOKEN,
    )
    assert "Ada &lt;b&gt;" in shown
    assert "Teacher, Larkmoor Primary" in shown
    assert '<form class="app-header__leave" method="post" action="/sign-out"' in shown
    assert 'data-session-ends-in="1800"' in shown
    assert 'aria-current="page"' in shown
    assert shown.count('name="csrfmiddlewaretoken"') == 2  # sign out, stay signed in


def test_words_from_people_are_escaped() -> None:
    assert "<i>" not in page(words="<i>hostile</i>")


def test_the_title_says_error_only_when_there_is_one() -> None:
    layout = '{% extends "layouts/question.html" %}'
    assert "<title>Name – Sharewell</title>" in page(layout, form=Named(), heading="")
    wrong = page(layout, form=Named({"name": ""}), heading="")
    assert "<title>Error: Name – Sharewell</title>" in wrong
    assert wrong.index("govuk-error-summary") < wrong.index('id="id_name"')


def test_one_question_asks_as_the_only_heading_of_its_page() -> None:
    shown = page('{% extends "layouts/question.html" %}', form=Named(), heading="")
    assert shown.count("<h1") == 1
    headed = page('{% extends "layouts/question.html" %}', form=Named())
    assert headed.count("<h1") == 1


def test_a_question_saves_itself_when_told_where() -> None:
    shown = page(
        '{% extends "layouts/question.html" %}',
        form=Named(),
        autosave_url="/drafts/1/save",
        draft_saved_at=datetime(2026, 11, 20, 6, 49, tzinfo=UTC),
        csrf_input=TOKEN,
    )
    assert 'data-autosave="/drafts/1/save"' in shown
    assert "Draft saved on 20 November 2026 at 06:49" in shown
    assert "data-autosave-status" in shown


def test_answers_are_checked_with_a_named_change_link() -> None:
    row = {"question": "Safe now?", "answer": "<Yes>", "change": "/safe"}
    shown = page(
        '{% extends "layouts/check.html" %}', sections=[{"title": "A", "rows": [row]}]
    )
    assert "&lt;Yes&gt;" in shown
    assert 'Change<span class="govuk-visually-hidden"> safe now?</span>' in shown


def test_a_page_says_who_will_see_it() -> None:
    who = ARTICLE + "{% block who_will_see %}Your lead{% endblock %}"
    assert "Who will see this" in page(who)
    assert "Who will see this" not in page()


def test_the_inline_script_carries_the_nonce_of_the_request() -> None:
    request = SimpleNamespace(csp_nonce="n0nce")
    assert '<script nonce="n0nce">' in page(request=request)


def test_a_name_that_the_view_forgot_is_an_error() -> None:
    with pytest.raises(UndefinedError, match="words"):
        PAGES.from_string(ARTICLE).render(heading="Privacy")


def test_a_message_of_the_last_page_is_shown_once_each() -> None:
    message = SimpleNamespace(level_tag="success", __str__=lambda: "Sent")
    shown = page(messages=[message])
    assert shown.count("govuk-notification-banner--success") == 1
