"""The two guards of every page: the session is fresh, and both factors were shown."""

from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any

from django.conf import settings
from django.contrib import messages
from django.contrib.auth import logout
from django.contrib.auth.views import redirect_to_login
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.module_loading import import_string

from sharewell.accounts import idle, security_log, sign_ins
from sharewell.accounts.idle import Ending
from sharewell.accounts.second_factor import Standing, standing

BACKGROUND = "X-Sharewell-Background"
READING = frozenset({"GET", "HEAD"})
SIGNED_OUT_WHILE_SENDING = "sharewell.web.views.session.signed_out_while_sending"

# Pages that answer without sign-in; every other page needs both factors.
OPEN = frozenset(
    {
        "start",
        "urgent",
        "help",
        "myths",
        "guidance",
        "golden-rules",
        "routes",
        "asking-and-telling",
        "every-question",
        "provisions",
        "provision",
        "changes",
        "accessibility",
        "privacy",
        "healthz",
        "readyz",
        # Witnesses of other agencies: sizes, hashes and signatures.
        "ledger-key",
        "ledger-checkpoint",
        "ledger-grown",
        "ledger-consistency",
        "security-txt",
        "account_login",
        "account_logout",
        "mfa_authenticate",
        "agency-sign-in",
        "agency-sign-in-done",
        "set-up-link",
        "set-up",
        "signed-out",
        # These two have an address in the demonstration only.
        "demo-sign-ins",
        "sent-messages",
    }
)
# All that a person without a second factor may do: get one.
ENROLMENT = frozenset(
    {"mfa_activate_totp", "mfa_add_webauthn", "account_reauthenticate"}
)

Next = Callable[[HttpRequest], HttpResponse]


class IdleSessionMiddleware:
    """Ends a session that was idle too long; the server alone is the judge."""

    def __init__(self, get_response: Next) -> None:
        """Keep the rest of the chain."""
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """End, or extend, the session; a sign-in made by this request starts one."""
        if request.user.is_authenticated:
            self._end_or_extend(request)
        response = self.get_response(request)
        if request.user.is_authenticated and not idle.is_running(request.session):
            idle.start(request.session)
            sign_ins.start(request, idle.now())
            security_log.signed_in(request)
        return response

    def _end_or_extend(self, request: HttpRequest) -> None:
        why = idle.ending(request.session)
        if why is None and not sign_ins.stands(request, idle.now()):
            why = Ending.ELSEWHERE
        if why is not None:
            saved = idle.draft_saved_at(request.session)
            limit = idle.limit(request.session)
            sign_ins.end_this(request, idle.now())
            logout(request)
            request.signed_out_because = _what_happened(why, limit, saved)
        elif not (request.method in READING and BACKGROUND in request.headers):
            # A page that asks for news by itself is no sign of a person.
            idle.extend(request.session)


class SignedInMiddleware:
    """Default deny: a page that is not listed as open needs both factors."""

    def __init__(self, get_response: Next) -> None:
        """Keep the rest of the chain."""
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """The question is asked once the address is known, in `process_view`."""
        return self.get_response(request)

    def process_view(
        self, request: HttpRequest, view: Callable[..., Any], args: Any, kwargs: Any
    ) -> HttpResponse | None:
        """None lets the request through; it has passed the check for forgery."""
        name = request.resolver_match.view_name
        if name in OPEN:
            return None
        match standing(request):
            case Standing.SIGNED_IN:
                return None
            case Standing.MUST_ENROL:
                return None if name in ENROLMENT else redirect("mfa_activate_totp")
            case Standing.MUST_SIGN_IN_AGAIN:
                sign_ins.end_this(request, idle.now())
                logout(request)
        return _ask_to_sign_in(request)


def _ask_to_sign_in(request: HttpRequest) -> HttpResponse:
    if request.method not in READING:
        return import_string(SIGNED_OUT_WHILE_SENDING)(request)
    if (words := getattr(request, "signed_out_because", None)) is not None:
        messages.info(request, words)
    return redirect_to_login(request.get_full_path())


def _what_happened(
    why: Ending, limit: timedelta, draft_saved_at: datetime | None
) -> str:
    if why is Ending.IDLE:
        minutes = int(limit.total_seconds() // 60)
        words = f"You were signed out after {minutes} minutes without activity."
    elif why is Ending.ELSEWHERE:
        words = (
            "You were signed out: from another computer of yours, or because your "
            "role or your way of signing in was changed."
        )
    else:
        hours = settings.SESSION_COOKIE_AGE // 3600
        words = f"You were signed out because {hours} hours had passed since sign-in."
    if draft_saved_at is None:
        return words
    time_of_day = timezone.localtime(draft_saved_at).strftime("%H:%M")
    return f"{words} Your draft was saved at {time_of_day}: sign in to go on with it."
