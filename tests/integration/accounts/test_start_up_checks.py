"""Settings under which signing in would only look safe are refused at the start."""

from typing import Any

import pytest
from django.core.checks import Tags, run_checks

from sharewell.accounts.checks import ARGON2, MUST_BE, MUST_BE_OFF, sign_in_is_safe


@pytest.fixture(autouse=True)
def _as_a_service(settings) -> None:
    """Tests hash with less work than a service may."""
    settings.PASSWORD_HASHERS = [ARGON2]


def faults() -> list[str]:
    return [str(fault.id)[-4:] for fault in sign_in_is_safe(None)]


def test_our_settings_are_safe() -> None:
    assert faults() == []


def test_the_check_is_among_those_that_django_runs(settings) -> None:
    settings.MFA_TRUST_ENABLED = True
    found = [fault.id for fault in run_checks(tags=[Tags.security])]
    assert "sharewell.accounts.E003" in found


@pytest.mark.parametrize(
    "kind",
    ["locmem.LocMemCache", "dummy.DummyCache", "db.DatabaseCache", "redis.RedisCache"],
)
def test_another_cache_than_ours_is_refused(settings, kind: str) -> None:
    settings.CACHES = {"default": {"BACKEND": f"django.core.cache.backends.{kind}"}}
    assert faults() == ["E001"]


@pytest.mark.parametrize("name", MUST_BE_OFF)
def test_a_switch_that_opens_a_way_round_is_refused(settings, name: str) -> None:
    setattr(settings, name, 1)
    assert faults() == ["E003"]


@pytest.mark.parametrize("name", MUST_BE)
def test_an_adapter_or_promise_that_is_changed_is_refused(settings, name: str) -> None:
    setattr(settings, name, False)
    assert faults() == ["E004"]


def provider(**more: Any) -> dict[str, Any]:
    return {
        "id": "town", "agency": "5a1f7c1e-3a55-4f6e-9a33-0d9a51f0aaaa",
        "name": "Town Council", "issuer": "https://sign-in.town.invalid",
        "client_id": "sharewell", "client_secret": "s", **more,
    }  # fmt: skip


def test_a_provider_that_is_whole_is_taken(settings) -> None:
    settings.DEMO = False
    settings.OIDC_PROVIDERS = [provider()]
    assert faults() == []


@pytest.mark.parametrize(
    "more",
    [
        {"issuer": "http://sign-in.town.invalid"},
        {"issuer": "http://127.0.0.1:8080"},
        {"issuer": "http://localhost:8080"},
        {"issuer": ""},
        {"issuer": "https://"},
        {"client_secret": ""},
        {"agency": "Town Council"},
        {"id": "Town Council"},
        {"id": "x" * 41},
        {"max_age": 0},
        {"max_age": 13 * 60 * 60},
        {"joins_by_email": True},
    ],
    ids=str,
)
def test_a_provider_that_is_unsafe_or_half_said_is_refused(
    settings, more: dict[str, Any]
) -> None:
    settings.DEMO = False
    settings.OIDC_PROVIDERS = [provider(**more)]
    assert faults() == ["E009"]


def test_one_agency_has_one_provider(settings) -> None:
    settings.OIDC_PROVIDERS = [provider(), provider()]
    assert faults() == ["E009"] * 3


@pytest.mark.parametrize("wrong", [{}, ["town"], "town"])
def test_providers_that_are_no_list_are_refused(settings, wrong: Any) -> None:
    settings.OIDC_PROVIDERS = wrong
    assert faults() == ["E009"]


@pytest.mark.parametrize("change", ["missing", "swapped"])
def test_guards_that_are_missing_or_out_of_order_are_refused(
    settings, change: str
) -> None:
    guards = list(settings.MIDDLEWARE)
    at = guards.index("sharewell.accounts.middleware.IdleSessionMiddleware")
    if change == "swapped":
        guards.insert(at + 1, guards.pop(at))
    else:
        del guards[at]
    settings.MIDDLEWARE = guards
    assert faults() == ["E005"]


@pytest.mark.parametrize(
    ("name", "value", "fault"),
    [
        ("PASSWORD_HASHERS", ["django.contrib.auth.hashers.MD5PasswordHasher"], "E006"),
        ("ACCOUNT_RATE_LIMITS", False, "E007"),
        ("ACCOUNT_RATE_LIMITS", {"login_failed": None}, "E007"),
        ("ALLOWED_HOSTS", ["*"], "E008"),
    ],
)
def test_weak_credentials_and_hosts_are_refused(
    settings, name: str, value: Any, fault: str
) -> None:
    setattr(settings, name, value)
    assert faults() == [fault]
