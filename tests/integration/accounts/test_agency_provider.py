"""A whole sign-in through a real provider of an agency: oidc-provider, in Node."""

from collections.abc import Iterator

import pytest

from sharewell.accounts.models import User
from tests.agency_provider import real
from tests.agency_provider.real import Browser
from tests.integration.accounts.at_the_agency import (
    CLIENT,
    CLIENT_SECRET,
    SUBJECT,
    asked,
    link,
    row,
    unlink,
    way_there,
)
from tests.integration.accounts.signing_in import EMAIL, Authenticator, Visitor

OUR_ADDRESS = "http://testserver"
BACK = f"{OUR_ADDRESS}/sign-in/agency/town/done"


@pytest.fixture(scope="module")
def issuer() -> Iterator[str]:
    with real.provider(BACK, CLIENT, CLIENT_SECRET) as address:
        yield address


@pytest.fixture
def agency(settings, pages: None, issuer: str) -> None:
    settings.BASE_URL = OUR_ADDRESS
    settings.OIDC_PROVIDERS = [row(issuer, two_factor_acr=[real.TWO_FACTORS])]


@pytest.fixture
def linked(agency: None, ada: User, issuer: str) -> User:
    link(ada, issuer)
    return ada


def goes(visitor: Visitor, factors: str = "two", account: str = SUBJECT):
    address = way_there(visitor, "/sign-in/agency?next=/concerns/new")
    found = Browser(BACK).signs_in(address, account, factors)
    return visitor.get(found.removeprefix(OUR_ADDRESS))


def test_two_factors_at_the_agency_open_the_page_that_was_asked_for(
    linked: User, visitor: Visitor
) -> None:
    assert goes(visitor)["Location"] == "/concerns/new"
    assert visitor.sees_work()


def test_one_factor_at_the_agency_leads_to_ours(
    linked: User, visitor: Visitor, authenticator: Authenticator
) -> None:
    assert goes(visitor, "one")["Location"] == "/sign-in/code"
    assert not visitor.sees_work()
    visitor.give_code(authenticator.code)
    assert visitor.sees_work()


def test_one_factor_without_ours_leads_to_the_set_up_and_no_further(
    linked: User, visitor: Visitor
) -> None:
    linked.authenticator_set.all().delete()
    goes(visitor, "one")
    assert visitor.get("/work")["Location"] == "/sign-in/set-up"
    assert visitor.get("/sign-in/set-up").status_code == 200


def test_a_first_factor_is_not_set_up_long_after_the_agency_was_asked(
    linked: User, visitor: Visitor
) -> None:
    linked.authenticator_set.all().delete()
    goes(visitor, "one")
    session = visitor.client.session
    session["account_authentication_methods"][0]["at"] -= 301
    session.save()
    assert visitor.get("/sign-in/set-up")["Location"].startswith("/sign-in?")
    assert not visitor.sees_work()


def test_an_agency_that_sees_to_the_second_factor_needs_none_of_ours(
    linked: User, visitor: Visitor
) -> None:
    linked.authenticator_set.all().delete()
    goes(visitor)
    assert visitor.sees_work()
    assert visitor.get("/sign-in/set-up")["Location"] == "/work"


def test_an_unknown_subject_gets_a_page_that_says_what_to_do_and_no_account(
    agency: None, ada: User, visitor: Visitor
) -> None:
    """The provider's account may be called by Ada's address: that joins nothing."""
    before = User.objects.count()
    reply = goes(visitor, account=EMAIL)
    text = reply.content.decode()
    assert reply.status_code == 403
    assert "Your agency knows you, but Sharewell does not yet" in text
    assert "administrator to link your sign-in" in text
    assert not visitor.sees_work()
    assert User.objects.count() == before


def test_a_closed_account_looks_like_one_that_is_not_linked(
    linked: User, visitor: Visitor
) -> None:
    User.objects.filter(pk=linked.pk).update(is_active=False)
    assert "Sharewell does not yet" in goes(visitor).content.decode()
    assert not visitor.sees_work()


def test_turning_back_at_the_agency_says_so(linked: User, visitor: Visitor) -> None:
    found = Browser(BACK).turns_back(way_there(visitor))
    text = visitor.get(found.removeprefix(OUR_ADDRESS)).content.decode()
    assert "You did not sign in" in text
    assert not visitor.sees_work()


def test_all_that_the_standard_offers_is_asked_for(
    agency: None, visitor: Visitor, issuer: str
) -> None:
    first, second = asked(way_there(visitor)), asked(way_there(visitor))
    assert first["redirect_uri"] == BACK
    assert first["scope"] == "openid"
    assert first["code_challenge_method"] == "S256"
    assert first["acr_values"] == real.TWO_FACTORS
    assert first["max_age"] == str(8 * 60 * 60)
    for name in ("nonce", "state", "code_challenge"):
        assert len(first[name]) >= 16
        assert first[name] != second[name]


def test_the_provider_demands_the_proof(agency: None, visitor: Visitor) -> None:
    address = way_there(visitor)
    at = address.index("&code_challenge=")
    bare = address[:at] + "&" + address[at + 1 :].split("&", 1)[1]
    found = Browser(BACK)._open(bare)[1]
    assert "error=invalid_request" in found
    text = visitor.get(found.removeprefix(OUR_ADDRESS)).content.decode()
    assert "You are not signed in" in text


def test_whoever_the_agency_no_longer_speaks_for_is_out_at_the_next_request(
    linked: User, visitor: Visitor
) -> None:
    goes(visitor)
    assert visitor.sees_work()
    unlink(linked)
    assert not visitor.sees_work()


def test_the_session_has_a_new_name_after_it(linked: User, visitor: Visitor) -> None:
    address = way_there(visitor)
    before = visitor.client.cookies["sharewell_session"].value
    found = Browser(BACK).signs_in(address, SUBJECT)
    visitor.get(found.removeprefix(OUR_ADDRESS))
    assert visitor.client.cookies["sharewell_session"].value != before


def test_the_other_way_in_is_offered_only_where_there_is_one(
    settings, agency: None, visitor: Visitor
) -> None:
    there = visitor.get("/sign-in?next=/concerns/new").content.decode()
    assert 'href="/sign-in/agency?next=%2Fconcerns%2Fnew"' in there
    settings.OIDC_PROVIDERS = []
    assert "through your agency" not in visitor.get("/sign-in").content.decode()
    assert visitor.get("/sign-in/agency")["Location"] == "/sign-in"
    assert visitor.get("/sign-in/agency/town/done").status_code == 404


def test_no_agency_chosen_is_said(agency: None, visitor: Visitor) -> None:
    for given, words in (
        ({}, "Choose the agency that you work for"),
        ({"agency": "moon"}, "Choose an agency from the list"),
    ):
        reply = visitor.send("/sign-in/agency", given)
        assert reply.status_code == 422
        assert words in reply.content.decode()


def test_whoever_is_signed_in_stays_who_she_is(linked: User, visitor: Visitor) -> None:
    goes(visitor)
    assert visitor.get("/sign-in/agency")["Location"] == "/work"
    reply = visitor.get("/sign-in/agency/town/done?code=c&state=s")
    assert reply["Location"] == "/work"
