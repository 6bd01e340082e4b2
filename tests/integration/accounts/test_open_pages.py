"""Everything needs both factors but for one short list."""

import pytest
from django.urls import URLPattern

from sharewell.accounts.middleware import ENROLMENT, OPEN
from sharewell.accounts.models import User
from sharewell.web.sign_in import NOT_OFFERED, sign_in_urls
from tests.integration.accounts.signing_in import Authenticator, Visitor

NOWHERE = "00000000-0000-4000-8000-000000000000"
PATHS = ["/" + str(one.pattern) for one in sign_in_urls]


def test_the_open_pages_are_exactly_these() -> None:
    assert sorted(OPEN) == [
        "accessibility",
        "account_login",
        "account_logout",
        "agency-sign-in",
        "agency-sign-in-done",
        "asking-and-telling",
        "changes",
        "demo-sign-ins",
        "every-question",
        "golden-rules",
        "guidance",
        "healthz",
        "help",
        "ledger-checkpoint",
        "ledger-consistency",
        "ledger-grown",
        "ledger-key",
        "mfa_authenticate",
        "myths",
        "privacy",
        "provision",
        "provisions",
        "readyz",
        "routes",
        "security-txt",
        "sent-messages",
        "set-up",
        "set-up-link",
        "signed-out",
        "start",
        "urgent",
    ]
    assert sorted(ENROLMENT) == [
        "account_reauthenticate",
        "mfa_activate_totp",
        "mfa_add_webauthn",
    ]


def test_the_addresses_of_sign_in_are_exactly_these() -> None:
    assert sorted(path for path in PATHS if "not-offered" not in path) == [
        "/session/stay",
        "/sign-in",
        "/sign-in/agency",
        "/sign-in/agency/<slug:provider_id>/done",
        "/sign-in/code",
        "/sign-in/confirm",
        "/sign-in/confirm-password",
        "/sign-in/first",
        "/sign-in/first/<uuid:link_id>/<str:token>",
        "/sign-in/passkeys/<int:pk>/name",
        "/sign-in/passkeys/<int:pk>/remove",
        "/sign-in/passkeys/new",
        "/sign-in/recovery-codes",
        "/sign-in/recovery-codes/new",
        "/sign-in/second-steps",
        "/sign-in/set-up",
        "/sign-out",
        "/signed-out",
        "/your-sign-ins",
        "/your-sign-ins/<uuid:sign_in_id>/end",
        "/your-sign-ins/end",
        "/your-sign-ins/password",
    ]


@pytest.mark.parametrize("one", sign_in_urls, ids=lambda one: one.name)
def test_a_page_answers_a_stranger_only_if_it_is_open(
    one: URLPattern, visitor: Visitor
) -> None:
    path = "/" + str(one.pattern).replace("<slug:provider_id>", "town")
    path = path.replace("<int:pk>", "1").replace("<uuid:sign_in_id>", NOWHERE)
    path = path.replace("<uuid:link_id>", NOWHERE).replace("<str:token>", "x")
    reply = visitor.get(path)
    asked_to_sign_in = reply.headers.get("Location", "").startswith("/sign-in?")
    assert asked_to_sign_in is (one.name not in OPEN)


@pytest.mark.parametrize("method", ["post", "put", "patch", "delete", "options"])
def test_no_method_gets_past_the_guard(visitor: Visitor, method: str) -> None:
    token = visitor.token()
    reply = getattr(visitor.client, method)("/work", headers={"X-CSRFToken": token})
    assert reply.status_code == 403
    assert b"your work" not in reply.content


@pytest.mark.parametrize("name", NOT_OFFERED)
def test_pages_that_are_not_offered_do_not_exist(
    ada: User, visitor: Visitor, authenticator: Authenticator, name: str
) -> None:
    visitor.sign_in(authenticator.code)
    assert visitor.get(f"/sign-in/not-offered/{name}").status_code == 404
