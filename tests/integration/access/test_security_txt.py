"""security.txt, against what RFC 9116 demands, and what becomes of an old one."""

import re
from datetime import UTC, date, datetime, timedelta

import pytest
from django.test import Client

from sharewell.config import environment
from sharewell.web.clock import today

ADDRESS = "/.well-known/security.txt"


@pytest.fixture
def named(settings):
    settings.SECURITY_CONTACT = ["mailto:a@b.example", "https://b.example/tell"]
    settings.SECURITY_CONTACT_UNTIL = today() + timedelta(days=1)
    settings.SECURITY_POLICY = "https://b.example/policy"
    return settings


def fields(text: str) -> list[tuple[str, str]]:
    return [tuple(line.split(": ", 1)) for line in text.splitlines()]


def test_it_says_whom_to_tell_and_until_when(database: None, named) -> None:
    reply = Client().get(ADDRESS)
    assert reply.headers["Content-Type"] == "text/plain; charset=utf-8"
    found = fields(reply.content.decode())
    assert [v for k, v in found if k == "Contact"] == named.SECURITY_CONTACT
    assert dict(found)["Policy"] == named.SECURITY_POLICY
    assert dict(found)["Canonical"] == named.BASE_URL + ADDRESS
    (expires,) = [v for k, v in found if k == "Expires"]
    assert re.fullmatch(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ", expires)
    assert datetime.fromisoformat(expires) > datetime.now(UTC) - timedelta(hours=1)


@pytest.mark.parametrize("days", [0, -1])
def test_an_old_one_is_not_there(database: None, named, days: int) -> None:
    named.SECURITY_CONTACT_UNTIL = today() + timedelta(days=days)
    assert Client().get(ADDRESS).status_code == 404


def test_without_anybody_named_it_is_not_there(database: None, named) -> None:
    named.SECURITY_CONTACT = []
    assert Client().get(ADDRESS).status_code == 404


@pytest.mark.parametrize("days", [None, 0, -1, 400])
def test_the_check_before_real_use_says_so(
    database: None, named, capsys: pytest.CaptureFixture[str], days: int | None
) -> None:
    from sharewell.cli.main import main

    until = None if days is None else today() + timedelta(days=days)
    named.SECURITY_CONTACT_UNTIL = until
    main(["check", "--deploy"])
    assert "SECURITY_CONTACT_UNTIL" in capsys.readouterr().out
    named.SECURITY_CONTACT_UNTIL = today() + timedelta(days=90)
    main(["check", "--deploy"])
    assert "SECURITY_CONTACT" not in capsys.readouterr().out


def test_what_is_no_contact_or_day_stops_the_start(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    from django.core.exceptions import ImproperlyConfigured

    monkeypatch.setenv("SECURITY_CONTACT", "security@b.example")
    with pytest.raises(ImproperlyConfigured, match="mailto:"):
        environment.contacts("SECURITY_CONTACT")
    monkeypatch.setenv("SECURITY_CONTACT_UNTIL", "30.6.2027")
    with pytest.raises(ImproperlyConfigured, match="2027-06-30"):
        environment.day("SECURITY_CONTACT_UNTIL")
    monkeypatch.setenv("SECURITY_CONTACT_UNTIL", "2027-06-30")
    assert environment.day("SECURITY_CONTACT_UNTIL") == date(2027, 6, 30)
