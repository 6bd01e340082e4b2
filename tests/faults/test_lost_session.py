"""The database goes away between the act and the keeping of the session."""

from django.contrib.sessions.exceptions import SessionInterrupted
from django.core.exceptions import BadRequest
from django.test import RequestFactory

from sharewell.web.views import errors


def test_a_session_that_could_not_be_kept_is_not_said_to_have_saved_nothing() -> None:
    request = RequestFactory().post("/decisions/x/send")
    page = errors.bad_request(request, SessionInterrupted("lost"))
    assert page.status_code == 500
    assert b"nothing is half done" in page.content
    assert b"nothing was saved" not in page.content


def test_what_a_browser_sent_wrongly_stays_a_bad_request(monkeypatch) -> None:
    monkeypatch.setattr(errors, "page", lambda _, status, *words: (status, words[1]))
    status, words = errors.bad_request(RequestFactory().get("/"), BadRequest("bad"))
    assert status == 400 and "nothing was saved" in words
