"""What was typed outlives the session, and no forgery is let in by that."""

import html
import re

import pytest

from sharewell.accounts.models import User
from tests.integration.accounts.signing_in import Authenticator, Visitor

TYPED = 'He said "I don\'t want to go home" & <cried>.\nTwice.'
FORM = {"what": TYPED, "level": "unsure", "key": "k-1", "password": "hidden one"}
HIDDEN = re.compile(r'<input type="hidden" name="([^"]+)" value="([^"]*)">')
LIMIT = 30 * 60
OURS = {"Sec-Fetch-Site": "same-origin"}


@pytest.fixture
def signed_in(ada: User, visitor: Visitor, authenticator: Authenticator) -> Visitor:
    visitor.sign_in(authenticator.code)
    return visitor


def given_back(page: str) -> dict[str, str]:
    main = page.split("<main")[1]
    return {name: html.unescape(text) for name, text in HIDDEN.findall(main)}


def test_a_form_sent_after_the_session_ended_comes_back_whole(
    signed_in: Visitor,
) -> None:
    signed_in.age(LIMIT)
    reply = signed_in.send("/concerns/new?draft=7", FORM)
    page = reply.content.decode()
    fields = given_back(page)
    del fields["csrfmiddlewaretoken"]
    assert reply.status_code == 403
    assert "You were signed out, and this was not sent" in page
    assert fields == {"what": TYPED, "level": "unsure", "key": "k-1"}
    assert 'action="/concerns/new?draft=7"' in page
    assert "hidden one" not in page
    assert "<cried>" not in page
    assert html.escape(TYPED.split("\n", maxsplit=1)[0]).replace(
        "&#x27;", "&#39;"
    ) in page.split("<textarea")[1].replace("&#34;", "&quot;")


def test_nothing_typed_is_kept_on_the_server(signed_in: Visitor) -> None:
    from django.contrib.sessions.models import Session

    signed_in.age(LIMIT)
    signed_in.send("/concerns/new", FORM)
    assert all("cried" not in str(row.get_decoded()) for row in Session.objects.all())


def test_after_signing_in_again_the_same_page_sends_it(
    signed_in: Visitor, authenticator: Authenticator
) -> None:
    signed_in.age(LIMIT)
    first = given_back(signed_in.send("/concerns/new", FORM).content.decode())
    signed_in.sign_in(authenticator.next_code())
    # The token of that page is stale by now; the browser vouches for its origin.
    second = signed_in.post("/concerns/new", first, **OURS)
    assert "This has not been sent yet" in second.content.decode()
    fields = given_back(second.content.decode())
    assert fields["what"] == TYPED
    assert signed_in.post("/concerns/new", fields, **OURS).content == b"sent"


@pytest.mark.parametrize(
    "headers",
    [
        {"Sec-Fetch-Site": "cross-site"},
        {"Sec-Fetch-Site": "same-site"},
        {"Sec-Fetch-Site": "none", "Origin": "http://testserver"},
        {"Origin": "https://elsewhere.invalid"},
        {"Origin": "null"},
        {},
    ],
)
@pytest.mark.parametrize("ended", [True, False])
def test_a_strangers_text_is_never_put_on_a_form_of_ours(
    signed_in: Visitor, headers: dict[str, str], ended: bool
) -> None:
    if ended:
        signed_in.age(LIMIT)
    forged = {"what": TYPED, "csrfmiddlewaretoken": "x" * 64}
    reply = signed_in.post("/concerns/new", forged, **headers)
    assert reply.status_code == 403
    assert "cried" not in reply.content.decode()


def test_an_old_browser_is_judged_by_its_origin(signed_in: Visitor) -> None:
    stale = {"what": TYPED, "csrfmiddlewaretoken": "x" * 64}
    reply = signed_in.post("/concerns/new", stale, Origin="http://testserver")
    assert given_back(reply.content.decode())["what"] == TYPED


def test_the_sign_in_form_is_never_given_back(visitor: Visitor) -> None:
    reply = visitor.post("/sign-in", {"login": "a b", "password": "c d"}, **OURS)
    assert reply.status_code == 403
    assert "a b" not in reply.content.decode()


def test_an_autosave_after_the_session_ended_is_told_in_words(
    signed_in: Visitor,
) -> None:
    signed_in.age(LIMIT)
    reply = signed_in.send("/work", FORM, Accept="application/json")
    assert reply.status_code == 403
    assert "sign in again in another tab" in reply.json()["message"]


def test_an_autosave_with_a_stale_token_is_told_in_words(signed_in: Visitor) -> None:
    stale = FORM | {"csrfmiddlewaretoken": "x" * 64}
    reply = signed_in.post("/work", stale, Accept="application/json", **OURS)
    assert "Send the page now" in reply.json()["message"]
