"""Sign-in over real PostgreSQL, with the real middleware and our own addresses.

Imports stand inside the fixtures: Django is not ready when this file is read.
"""

from collections.abc import Iterator
from typing import Any

import pytest


@pytest.fixture
def pages(settings, database: None) -> None:
    """The addresses of sign-in, and one page that stands for all the others."""
    settings.ROOT_URLCONF = "tests.integration.accounts.addresses"


@pytest.fixture
def ada(pages: None) -> Any:
    """She has both factors."""
    from sharewell.accounts.provision import create_login
    from tests.integration.accounts.signing_in import EMAIL, PASSWORD, SECRET

    return create_login(EMAIL, PASSWORD, SECRET)


@pytest.fixture
def authenticator(monkeypatch: pytest.MonkeyPatch) -> Any:
    """Ada's, on a clock that moves only when told: no code goes stale in a test."""
    from sharewell.accounts import second_factor
    from tests.integration.accounts.signing_in import SECRET, Authenticator

    ticking = Authenticator(SECRET)
    monkeypatch.setattr(
        second_factor, "yield_hotp_counters_from_time", lambda: iter([ticking.step])
    )
    # The database's clock is not to be stopped, so it is not asked.
    monkeypatch.setattr(second_factor, "_is_now", lambda _: True)
    return ticking


@pytest.fixture
def visitor(pages: None) -> Any:
    """A browser at the sign-in page, checked for forgery as a real one is."""
    from tests.integration.accounts.signing_in import Visitor

    return Visitor()


@pytest.fixture
def address(pages: None) -> Iterator[str]:
    """Where a real browser finds the pages."""
    from tests.integration.accounts.serving import serving

    with serving() as port:
        yield f"http://127.0.0.1:{port}"


@pytest.fixture
def key(settings) -> Any:
    """A passkey of software, for the name that our pages then have."""
    from tests.integration.accounts.passkey_pages import NAME, OURS
    from tests.integration.accounts.soft_key import SoftKey

    settings.BASE_URL = OURS
    return SoftKey(OURS, NAME)


@pytest.fixture
def signed_in(ada: Any, visitor: Any, authenticator: Any) -> Any:
    """Ada, by password and code."""
    visitor.sign_in(authenticator.code)
    return visitor


@pytest.fixture
def has_key(signed_in: Any, key: Any) -> Any:
    """Ada, once she has added the passkey."""
    from tests.integration.accounts.passkey_pages import adds

    assert adds(signed_in, key).status_code == 302
    return signed_in
