"""A provider, or whoever stands between, lies: nobody is signed in, and a page says so.

Each lie is told by a real server on this machine, in an exchange that is honest in
everything else. The first test shows that without a lie the same exchange signs in.
"""

import json
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier
from typing import Any

import pytest
from django.db import connections

from sharewell.accounts.models import User
from tests.agency_provider import scripted
from tests.agency_provider.scripted import Scripted
from tests.integration.accounts.at_the_agency import (
    ACR,
    CLIENT,
    CLIENT_SECRET,
    SUBJECT,
    Trip,
    link,
    row,
    unlink,
)
from tests.integration.accounts.signing_in import Authenticator, Visitor

HOUR = 60 * 60
AT_ONCE = 8
Change = Callable[[Scripted], None]


@pytest.fixture
def provider(settings, ada: User) -> Iterator[Scripted]:
    settings.BASE_URL = "http://testserver"
    with scripted.scripted(CLIENT, SUBJECT, ACR) as found:
        settings.OIDC_PROVIDERS = [row(found.address)]
        link(ada, found.address)
        yield found


def claims(**changed: Any) -> Change:
    return lambda provider: provider.claims.update(changed)


def later(name: str, seconds: int) -> Change:
    return lambda provider: provider.claims.update({name: int(time.time()) + seconds})


def token(made: Any) -> Change:
    return lambda provider: setattr(provider, "token", made)


def signed_by(which: str, kid: str | None = "one") -> Change:
    def change(provider: Scripted) -> None:
        provider.signing, provider.kid = scripted.key(which), kid

    return change


def flipped(provider: Scripted) -> str:
    honest = scripted.signed(provider.told(), scripted.key(), "one")
    head, body, signature = honest.split(".")
    return f"{head}.{body}.{'A' if signature[0] != 'A' else 'B'}{signature[1:]}"


def other_body(provider: Scripted) -> str:
    """The signature of an honest token below other claims."""
    mine = scripted.signed(provider.told(), scripted.key(), "one").split(".")
    lie = {**provider.told(), "sub": SUBJECT, "acr": ACR, "exp": 4_000_000_000}
    theirs = scripted.unsigned(lie).split(".")
    return f"{mine[0]}.{theirs[1]}.{mine[2]}"


def of_another_sign_in(provider: Scripted) -> str:
    """Somebody else's code brings somebody else's token, with the nonce of theirs."""
    theirs = {**provider.told(), "nonce": "of-another-sign-in", "sub": SUBJECT}
    return scripted.signed(theirs, scripted.key(), "one")


TOKEN_LIES: dict[str, Change] = {
    "another nonce": claims(nonce="0" * 43),
    "no nonce": claims(nonce=None),
    "an empty nonce": claims(nonce=""),
    "a nonce that is no text": claims(nonce=["x"]),
    "another user's code": token(of_another_sign_in),
    "another audience": claims(aud="another-application"),
    "no audience": claims(aud=None),
    "several audiences and no party": claims(aud=[CLIENT, "another"]),
    "another party": claims(azp="another-application"),
    "several audiences, another party": claims(aud=[CLIENT, "x"], azp="x"),
    "another issuer": claims(iss="https://elsewhere.invalid"),
    "no issuer": claims(iss=None),
    "the issuer with a slash": lambda p: p.claims.update(iss=p.address + "/"),
    "nobody's signature": token(lambda p: scripted.unsigned(p.told())),
    "the client's secret as key": token(
        lambda p: scripted.shared_secret(p.told(), CLIENT_SECRET.encode())
    ),
    "the public key as secret": token(
        lambda p: scripted.shared_secret(p.told(), scripted.public_pem())
    ),
    "a flipped signature": token(flipped),
    "other claims below the signature": token(other_body),
    "another key of the same name": signed_by("another"),
    "a key nobody knows": signed_by("another", kid="two"),
    "another key without a name": signed_by("another", kid=None),
    "an old sign-in": later("auth_time", -9 * HOUR),
    "a sign-in to come": later("auth_time", HOUR),
    "no time of sign-in": claims(auth_time=None),
    "a time of sign-in in words": claims(auth_time="now"),
    "a time of sign-in that is true": claims(auth_time=True),
    "expired": later("exp", -60),
    "expired long ago": claims(exp=1),
    "without end": claims(exp=None),
    "made tomorrow": later("iat", 24 * HOUR),
    "of no time": claims(iat=None),
    "not valid yet": later("nbf", HOUR),
    "nobody": claims(sub=None),
    "an empty name": claims(sub=""),
    "a number for a name": claims(sub=7),
    "a name without end": claims(sub="x" * 256),
    "somebody without a link": claims(sub="subject-of-ben"),
    "the same name in other letters": claims(sub=SUBJECT.upper()),
    "no token": token(""),
    "a token that is no text": token([1]),
    "a token of rubbish": token("x.y.z"),
}


def reply(path: str, status: int, body: bytes = b"{}") -> Change:
    answer = (status, "application/json", body)
    return lambda provider: provider.replies.update({path: answer})


ABOUT = "/.well-known/openid-configuration"
ANSWER_LIES: dict[str, Change] = {
    "keys that are no keys": reply("/keys", 200, b'{"keys": []}'),
    "keys that are a word": reply("/keys", 200, b'"keys"'),
    "no keys": reply("/keys", 500),
    "keys elsewhere": reply("/keys", 302, b"http://127.0.0.1:1/keys"),
    "a code that it does not take": reply("/token", 400),
    "a broken exchange": reply("/token", 500, b"oops"),
    "an exchange elsewhere": reply("/token", 302, b"http://127.0.0.1:1/token"),
    "an exchange that is a list": reply("/token", 200, b'["access_token"]'),
    "an exchange that is a number": reply("/token", 200, b"5"),
    "an exchange without end": reply("/token", 200, b'{"access_token": "x"'),
    "an exchange without token": reply("/token", 200, b'{"access_token": "x"}'),
}
ABOUT_LIES: dict[str, Any] = {
    "another issuer": {"issuer": "https://elsewhere.invalid"},
    "no issuer": {"issuer": None},
    "keys without TLS": {"jwks_uri": "http://elsewhere.invalid/keys"},
    "an exchange without TLS": {"token_endpoint": "http://elsewhere.invalid/token"},
    "a door without TLS": {"authorization_endpoint": "http://elsewhere.invalid/"},
    "no exchange": {"token_endpoint": None},
    "keys in a file": {"jwks_uri": "file:///etc/passwd"},
    "a look-alike of this machine": {"jwks_uri": "http://127.0.0.1.invalid/keys"},
}


def nobody_came_in(trip: Trip, answer: Any) -> str:
    assert answer.status_code in {403, 502}
    text = answer.content.decode()
    assert "You are not signed in, and nothing was changed." in text
    assert "You do not need to sign in" in text
    assert not trip.visitor.sees_work()
    assert "_auth_user_id" not in trip.visitor.client.session
    return text


def test_an_honest_provider_signs_in(provider: Scripted) -> None:
    trip = Trip(provider)
    assert trip.there_and_back()["Location"] == "/work"
    assert trip.visitor.sees_work()


def told(provider: Scripted, lie: Change, *, before: bool = False) -> str:
    """What somebody reads who is lied to; "" if the lie brought her in."""
    provider.tells_the_truth()
    trip = Trip(provider)
    if not before:
        trip.sets_out()
    lie(provider)
    if before:
        answer = trip.visitor.send("/sign-in/agency", {"agency": "town"})
    else:
        answer = trip.comes_back()
    provider.tells_the_truth()
    return "" if answer.status_code == 302 else nobody_came_in(trip, answer)


def test_no_lie_in_the_token_is_believed(provider: Scripted) -> None:
    assert len(TOKEN_LIES) == 41
    assert [one for one, lie in TOKEN_LIES.items() if not told(provider, lie)] == []


def test_no_lie_in_an_answer_is_believed(provider: Scripted) -> None:
    assert len(ANSWER_LIES) == 11
    assert [one for one, lie in ANSWER_LIES.items() if not told(provider, lie)] == []


@pytest.mark.parametrize("before", [True, False], ids=["going", "coming"])
def test_no_lie_about_itself_is_believed(provider: Scripted, before: bool) -> None:
    assert len(ABOUT_LIES) == 8
    for one, lie in ABOUT_LIES.items():
        text = told(provider, about(lie), before=before)
        assert "does not answer" in text, one


def about(lie: dict[str, Any]) -> Change:
    return lambda provider: setattr(provider, "about", lie)


@pytest.mark.parametrize("status", [404, 500])
def test_a_provider_that_is_down_is_said_to_be(provider: Scripted, status: int) -> None:
    reply(ABOUT, status)(provider)
    trip = Trip(provider)
    answer = trip.visitor.send("/sign-in/agency", {"agency": "town"})
    assert "does not answer" in nobody_came_in(trip, answer)


WRONG_WAYS_BACK = (
    {"state": "another"},
    {"state": ""},
    {"iss": "https://elsewhere.invalid"},
    {"error": "access_denied"},
    {"error": "server_error"},
    {"code": ""},
)


def test_no_wrong_way_back_is_taken(provider: Scripted) -> None:
    for query in WRONG_WAYS_BACK:
        trip = Trip(provider).sets_out()
        nobody_came_in(trip, trip.comes_back(**query))


def test_the_way_back_in_another_browser_is_refused(provider: Scripted) -> None:
    """So is a stranger's sign-in put into one's own browser: the two are one case."""
    mine, other = Trip(provider).sets_out(), Trip(provider)
    other.state = mine.state
    assert "not begun here" in nobody_came_in(other, other.comes_back())
    # The thief has spent nothing of mine.
    assert mine.comes_back()["Location"] == "/work"


def test_the_way_back_to_another_provider_is_refused(
    provider: Scripted, settings
) -> None:
    second = row(provider.address + "/two", id="two", agency=str(scripted_agency()))
    settings.OIDC_PROVIDERS = [*settings.OIDC_PROVIDERS, second]
    trip = Trip(provider).sets_out()
    answer = trip.visitor.get(f"/sign-in/agency/two/done?code=c&state={trip.state}")
    nobody_came_in(trip, answer)


def scripted_agency() -> str:
    return "5a1f7c1e-3a55-4f6e-9a33-0d9a51f0bbbb"


def test_the_way_back_is_taken_once(provider: Scripted) -> None:
    trip = Trip(provider).sets_out()
    cookie = trip.visitor.client.cookies["sharewell_session"].value
    trip.comes_back()
    again = Trip(provider)
    again.state = trip.state
    again.visitor.client.cookies["sharewell_session"] = cookie
    nobody_came_in(again, again.comes_back())


def test_a_way_back_after_ten_minutes_is_refused(provider: Scripted) -> None:
    trip = Trip(provider).sets_out()
    session = trip.visitor.client.session
    kept = session["socialaccount_states"][trip.state]
    session["socialaccount_states"][trip.state] = [kept[0], kept[1] - 601, kept[2]]
    session.save()
    nobody_came_in(trip, trip.comes_back())


def test_a_code_that_another_browser_asked_for_is_not_exchanged(
    provider: Scripted,
) -> None:
    """The provider knows the proof of the first browser; the second has another."""
    first = Trip(provider).sets_out()
    challenge = dict(provider.asked)
    second = Trip(provider).sets_out()
    provider.asked["code_challenge"] = challenge["code_challenge"]
    nobody_came_in(second, second.comes_back())
    provider.asked = challenge
    assert first.comes_back()["Location"] == "/work"


def test_a_forged_form_does_not_set_out(provider: Scripted) -> None:
    visitor = Visitor()
    assert visitor.post("/sign-in/agency", {"agency": "town"}).status_code == 403


@pytest.mark.parametrize(
    "shown",
    [
        {"acr": None},
        {"acr": "https://acr.example/password"},
        {"acr": [ACR]},
        {"acr": ACR + "/"},
        {"acr": None, "amr": "mfa"},
        {"acr": None, "amr": ["pwd"]},
        {"acr": None, "amr": ["pwd", "MFA"]},
        {"acr": None, "amr": {"mfa": True}},
    ],
    ids=str,
)
def test_a_weak_sign_in_still_needs_our_second_factor(
    provider: Scripted, authenticator: Authenticator, shown: dict[str, Any]
) -> None:
    trip = Trip(provider).sets_out("/sign-in/agency?next=/concerns/new")
    provider.claims.update(shown)
    assert trip.comes_back()["Location"] == "/sign-in/code"
    assert not trip.visitor.sees_work()
    reply = trip.visitor.give_code(authenticator.code)
    assert reply["Location"] == "/concerns/new"
    assert trip.visitor.sees_work()


def test_a_strong_sign_in_by_method_is_enough(provider: Scripted) -> None:
    trip = Trip(provider).sets_out()
    provider.claims.update(acr=None, amr=["pwd", "mfa"])
    assert trip.comes_back()["Location"] == "/work"


def test_two_factors_of_one_sign_in_do_not_count_for_the_next(
    provider: Scripted,
) -> None:
    """Not even in the same browser: the first one ended before it was finished."""
    trip = Trip(provider).sets_out()
    trip.comes_back()
    trip.visitor.send("/sign-out", {})
    provider.claims.update(acr=None)
    trip.sets_out()
    assert trip.comes_back()["Location"] == "/sign-in/code"
    assert not trip.visitor.sees_work()


def test_nothing_of_the_person_is_logged(
    provider: Scripted, caplog: pytest.LogCaptureFixture
) -> None:
    trip = Trip(provider).sets_out()
    provider.claims.update(sub="subject-of-ben", email="ben@example.invalid")
    trip.comes_back()
    said = json.dumps([record.getMessage() for record in caplog.records])
    assert "sign_in.agency_refused" in said and "unknown: no login" in said
    assert "ben" not in said
    assert trip.state not in said


def test_a_token_that_names_nobody_is_refused_before_anybody_is_looked_up(
    provider: Scripted, ada: User
) -> None:
    """Even if a faulty link let the empty name in."""
    unlink(ada)
    link(ada, provider.address, subject="")
    trip = Trip(provider).sets_out()
    provider.claims.update(sub="")
    assert "could not be sure" in nobody_came_in(trip, trip.comes_back())


def test_of_eight_ways_back_at_once_one_is_taken(provider: Scripted) -> None:
    """All with the cookie of the browser that set out, before any has spent it."""
    trip = Trip(provider).sets_out()
    cookie = trip.visitor.client.cookies["sharewell_session"].value
    ready = Barrier(AT_ONCE)

    def come_back(_: int) -> int:
        again = Trip(provider, state=trip.state)
        again.visitor.client.cookies["sharewell_session"] = cookie
        ready.wait()
        try:
            return again.comes_back().status_code
        finally:
            connections.close_all()

    with ThreadPoolExecutor(AT_ONCE) as pool:
        answers = sorted(pool.map(come_back, range(AT_ONCE)))
    assert answers == [302, *[403] * (AT_ONCE - 1)]
