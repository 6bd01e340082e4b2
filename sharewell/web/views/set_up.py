"""The page of a set-up link: somebody sets a password, and signs in with it."""

from datetime import datetime
from uuid import UUID

from allauth.core import ratelimit
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_safe

from sharewell.accounts import set_up as links
from sharewell.agencies.begin_sign_in import set_password
from sharewell.agencies.errors import LinkUsed
from sharewell.keys.envelope import CannotOpen
from sharewell.keys.secrets import open_secret, seal_secret
from sharewell.web.clock import now
from sharewell.web.forms.set_up import NewPasswordForm

KEPT = "set_up_link"
LONGEST_TOKEN = 64
FORBIDDEN, UNPROCESSABLE = 403, 422
DONE = "Your password is set. Sign in with it; then you set up your second step."


@require_safe
def arrive(request: HttpRequest, link_id: UUID, token: str) -> HttpResponse:
    """Take the link out of the address, where histories and proxies would keep it.

    Nothing is looked up: a good link and a bad one get the same answer here, and a
    mail program that fetches the link ahead of its reader uses nothing up.
    """
    if not request.user.is_authenticated:
        request.session[KEPT] = seal_secret(f"{link_id} {token[:LONGEST_TOKEN]}")
    return redirect("set-up")


@require_http_methods(["GET", "HEAD", "POST"])
def set_up(request: HttpRequest) -> HttpResponse:
    """Ask for a password; one page for every link that may not be used."""
    if request.user.is_authenticated:
        messages.info(request, "Somebody is signed in here. Sign out first.")
        return redirect("your-work")
    if not ratelimit.consume(request, action="set_up"):
        return ratelimit.respond_429(request)
    link = _held(request, now())
    if link is None:
        return _refused(request)
    form = NewPasswordForm(request.POST or None, user=link.user)
    if not form.is_valid():
        status = UNPROCESSABLE if form.is_bound else 200
        context = {"form": form, "email": link.user.email}
        return render(request, "account/set_up.html", context, status=status)
    try:
        set_password(link=link, password=form.cleaned_data["password"], at=now())
    except LinkUsed:
        return _refused(request)
    request.session.flush()
    messages.success(request, DONE)
    return redirect("account_login")


def _held(request: HttpRequest, at: datetime) -> links.Held | None:
    try:
        link_id, token = open_secret(request.session[KEPT]).split(" ", 1)
        return links.held(UUID(link_id), token, at)
    except (KeyError, CannotOpen, ValueError):
        return None


def _refused(request: HttpRequest) -> HttpResponse:
    return render(request, "account/set_up_refused.html", status=FORBIDDEN)
