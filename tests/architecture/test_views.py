"""Every address declares what it does, or stands on a short list with the reason."""

from collections.abc import Iterable

from django.http import HttpRequest, HttpResponse
from django.urls import URLPattern, get_resolver, path

from sharewell.accounts.middleware import OPEN
from sharewell.core.policy.action import Action
from sharewell.web.sign_in import NOT_OFFERED
from tests.architecture.source import called, functions, modules
from tests.architecture.test_door import DOORS

# Signed in or half signed in, about oneself only: no record is behind it.
SELF_SERVICE = {
    "mfa_activate_totp": "one's own first authenticator",
    "your-sign-ins": "one's own sessions",
    "end-sign-in": "one of one's own sessions",
    "end-everywhere": "all of one's own sessions",
    "own-password": "one's own password, for who knows it",
    "mfa_index": "one's own second steps",
    "mfa_add_webauthn": "one's own passkeys",
    "mfa_edit_webauthn": "as mfa_add_webauthn",
    "mfa_remove_webauthn": "as mfa_add_webauthn",
    "mfa_view_recovery_codes": "one's own codes, once",
    "mfa_generate_recovery_codes": "one's own codes anew",
    "mfa_reauthenticate": "a code again, before something grave",
    "account_reauthenticate": "the password again, before the first authenticator",
    "session-stay": "says until when one is signed in",
    **dict.fromkeys(NOT_OFFERED, "a name that allauth asks for; always answers 404"),
}
# Actions without a page: nobody can do them in a browser, or not yet.
NO_PAGE = {
    Action.TASKS_TICK: "the worker",
    Action.EMAIL_SEND: "the worker",
    Action.SIGN_IN_BEGIN: "by the service, for a link or the old password",
    Action.ERASURE_CARRY_OUT: "the worker",
    Action.KEYS_ROTATE: "the command of whoever runs the service",
    Action.AGENCY_FOUND: "the set-up",
    Action.INBOX_OPEN: "the set-up",
    Action.INBOX_CLOSE: "the set-up",
    Action.DRAFT_OPEN: "part of the page that goes on with the draft",
    Action.DRAFT_TAKE_OVER: "part of the page that goes on with the draft",
    Action.CHILD_OPEN: "no page shows a child's record yet",
}
# Actions that no command asks the policy about.
NO_COMMAND = {
    Action.WORK_LIST: "a list of references and clocks, cut by row-level security",
    Action.CHILD_OPEN: "no page shows a child's record yet",
}


def undeclared(patterns: Iterable[URLPattern]) -> list[str]:
    listed = OPEN | SELF_SERVICE.keys()
    return [
        str(one.name) for one in patterns
        if not getattr(one.callback, "actions", ()) and one.name not in listed
    ]  # fmt: skip


def test_every_address_declares_what_it_does() -> None:
    assert undeclared(get_resolver().url_patterns) == []


def test_every_address_has_a_name_of_its_own() -> None:
    names = [one.name for one in get_resolver().url_patterns]
    assert len(names) == len(set(names))
    assert None not in names


def test_a_planted_address_is_seen() -> None:
    def page(request: HttpRequest) -> HttpResponse:
        return HttpResponse()

    assert undeclared([path("x", page, name="planted")]) == ["planted"]


def test_the_lists_name_only_what_is_there() -> None:
    names = {one.name for one in get_resolver().url_patterns}
    assert OPEN | SELF_SERVICE.keys() <= names
    assert not OPEN & SELF_SERVICE.keys()


def test_every_action_has_a_page_or_a_reason() -> None:
    declared = {
        action for one in get_resolver().url_patterns
        for action in getattr(one.callback, "actions", ())
    }  # fmt: skip
    assert set(Action) - declared == NO_PAGE.keys()


def test_every_action_is_asked_of_the_policy_by_a_command() -> None:
    asked = {
        argument.attr
        for one in modules() for function in functions(one.tree)
        for door in function.decorator_list if called(door) in DOORS
        for argument in door.args if hasattr(argument, "attr")
    }  # fmt: skip
    assert {a for a in Action if a.name not in asked} == NO_COMMAND.keys()
