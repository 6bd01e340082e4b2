"""Cookies as a service behind TLS sets them, and where the database is told to be."""

import base64
import math
import os
import runpy
from typing import Any

import pytest
from django.core.exceptions import ImproperlyConfigured

from sharewell.config import environment
from tests.architecture.source import CHECKOUT
from tests.browsing import sign_in

BITS_WANTED = 128
# Without TLS they have no prefix.
OURS = {"sharewell_session", "sharewell_messages", "csrftoken"}


@pytest.fixture
def real(monkeypatch: pytest.MonkeyPatch) -> dict[str, Any]:
    """The settings as BASE_URL=https://... makes them."""
    monkeypatch.setenv("DEMO", "0")
    monkeypatch.setenv("BASE_URL", "https://sharewell.partnership.example")
    monkeypatch.setenv("CONTEXT_KEY", base64.b64encode(os.urandom(32)).decode())
    return runpy.run_path(str(CHECKOUT / "sharewell/config/settings.py"))


def test_cookies_are_kept_to_this_host_and_from_scripts(real: dict[str, Any]) -> None:
    for kind in ("SESSION", "CSRF"):
        assert real[f"{kind}_COOKIE_NAME"].startswith("__Host-")
        assert real[f"{kind}_COOKIE_SECURE"] is True
        assert real[f"{kind}_COOKIE_HTTPONLY"] is True
        assert real[f"{kind}_COOKIE_SAMESITE"] == "Lax"
        assert f"{kind}_COOKIE_DOMAIN" not in real
    assert real["COOKIE_PREFIX"] == "__Host-"
    assert real["DEBUG"] is False
    assert real["SECURE_SSL_REDIRECT"] is True


def test_every_cookie_is_one_of_these(world: Any) -> None:
    client = sign_in(world, "lena")
    for cookie in client.cookies.values():
        assert cookie.key in OURS
        assert cookie["httponly"]
        assert cookie["samesite"] == "Lax"
        assert cookie["domain"] == ""
        assert cookie["path"] == "/"


def test_the_name_of_a_session_cannot_be_guessed(world: Any) -> None:
    keys = {sign_in(world, who).session.session_key for who in ("lena", "omar")}
    assert len(keys) == 2
    assert all(len(key) * math.log2(36) > BITS_WANTED for key in keys)


def test_a_server_with_standbys_and_tls_is_passed_on() -> None:
    found = environment.database(
        "postgresql://a:b@/sharewell?host=one,two,three&port=5432,5432,5433"
        "&target_session_attrs=read-write&sslmode=verify-full&sslrootcert=/ca.pem"
    )
    assert (found["HOST"], found["PORT"]) == ("one,two,three", "5432,5432,5433")
    assert found["OPTIONS"]["target_session_attrs"] == "read-write"
    assert found["OPTIONS"]["sslmode"] == "verify-full"
    assert found["OPTIONS"]["sslrootcert"] == "/ca.pem"


def test_a_database_gone_without_a_word_is_noticed_within_half_a_minute() -> None:
    asked = environment.database("postgresql://a:b@one/sharewell")["OPTIONS"]
    questions = asked["keepalives_interval"] * asked["keepalives_count"]
    assert asked["keepalives_idle"] + questions <= 30
    assert asked["tcp_user_timeout"] <= 30_000


def test_what_would_have_no_effect_is_refused() -> None:
    with pytest.raises(ImproperlyConfigured, match="sslmod is not known"):
        environment.database("postgresql://a:b@host/sharewell?sslmod=verify-full")
