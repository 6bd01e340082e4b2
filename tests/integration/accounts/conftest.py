"""Sign-in over real PostgreSQL, with the real middleware and our own addresses."""

from datetime import UTC, datetime, timedelta

import pytest
from django.test import Client

from sharewell.accounts.models import User
from sharewell.accounts.provision import create_login, current_code

PASSWORD = "a long password of Ada"
SECRET = "JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP"
EMAIL = "ada@example.invalid"


@pytest.fixture(autouse=True)
def pages(settings, database: None) -> None:
    """The addresses of sign-in, and one page that stands for all the others."""
    settings.ROOT_URLCONF = "tests.integration.accounts.addresses"


@pytest.fixture
def ada(pages: None) -> User:
    """She has both factors."""
    return create_login(EMAIL, PASSWORD, SECRET)


@pytest.fixture
def browser() -> Client:
    """Checks for forgery as a real one must."""
    return Client(enforce_csrf_checks=True)
