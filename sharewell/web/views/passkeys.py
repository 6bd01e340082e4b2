"""One's own second steps: passkeys to add, name and remove; the app and the codes."""

from ipaddress import ip_address
from typing import Any
from urllib.parse import urlsplit

from allauth.account.decorators import reauthentication_required
from allauth.mfa.base.internal.flows import post_authentication
from allauth.mfa.models import Authenticator
from allauth.mfa.webauthn.internal import auth
from allauth.mfa.webauthn.internal.flows import add_authenticator
from django.conf import settings
from django.forms import Form
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_safe

from sharewell.accounts import passkeys
from sharewell.accounts.second_factor import (
    has_authenticator,
    is_enrolled,
    is_signed_in,
)
from sharewell.web.forms.passkeys import NameForm, NewPasskeyForm

UNPROCESSABLE, CONFLICT = 422, 409
FORM = require_http_methods(["GET", "HEAD", "POST"])
FRESH = reauthentication_required(app="allauth.mfa")


def are_possible() -> bool:
    """Browsers make passkeys for a name, and never for a bare number such as ours."""
    try:
        ip_address(urlsplit(settings.BASE_URL).hostname or "")
    except ValueError:
        return True
    return False


@require_safe
def second_steps(request: HttpRequest) -> HttpResponse:
    """Everything that can be the second step of one's own sign-in."""
    return render(
        request,
        "mfa/index.html",
        {
            "passkeys": [_shown(one) for one in passkeys.own(request.user.pk)],
            "has_authenticator": has_authenticator(request.user),
            "is_enrolled": is_enrolled(request.user),
            "passkeys_possible": are_possible(),
        },
    )


@FORM
def add(request: HttpRequest) -> HttpResponse:
    """A new passkey; the first factor of somebody who has none may be one."""
    if not are_possible() or (is_signed_in(request) and not is_enrolled(request.user)):
        # Whose agency asks for the second factor needs none of ours.
        return redirect("mfa_index" if is_signed_in(request) else "mfa_activate_totp")
    return _add(request)


@FRESH
def _add(request: HttpRequest) -> HttpResponse:
    form = NewPasskeyForm(request.POST or None)
    if not form.is_valid():
        options = auth.begin_registration(request.user, passwordless=False)
        return _page(request, "mfa/webauthn/add_form.html", form, options=options)
    first = not is_signed_in(request)
    made, codes = add_authenticator(
        request, form.cleaned_data["name"], form.cleaned_data["credential"]
    )
    if first:
        post_authentication(request, made)
        # The session is worth more now than when its name was given out.
        request.session.cycle_key()
    return redirect("mfa_view_recovery_codes" if codes else "mfa_index")


@FORM
@FRESH
def name(request: HttpRequest, pk: int) -> HttpResponse:
    """Another name for a passkey."""
    one = _one(request, pk)
    form = NameForm(request.POST or None, initial={"name": one.wrap().name})
    if not form.is_valid():
        return _page(request, "mfa/webauthn/edit_form.html", form)
    passkeys.rename(one, form.cleaned_data["name"])
    return redirect("mfa_index")


@FORM
@FRESH
def remove(request: HttpRequest, pk: int) -> HttpResponse:
    """Take a passkey away; what it has opened ends with it."""
    one = _one(request, pk)
    problem = None
    if request.method == "POST":
        try:
            passkeys.remove(request.user.pk, pk)
        except passkeys.LastFactor as only:
            problem = str(only)
        else:
            return redirect("mfa_index")
    return render(
        request,
        "mfa/webauthn/remove.html",
        {"passkey": _shown(one), "problem": problem},
        status=CONFLICT if problem else 200,
    )


def _page(request: HttpRequest, template: str, form: Form, **more: Any) -> HttpResponse:
    status = UNPROCESSABLE if form.is_bound else 200
    return render(request, template, {"form": form, **more}, status=status)


def _one(request: HttpRequest, pk: int) -> Authenticator:
    for one in passkeys.own(request.user.pk):
        if one.pk == pk:
            return one
    raise Http404


def _shown(one: Authenticator) -> dict[str, Any]:
    return {
        "id": one.pk,
        "name": one.wrap().name,
        "made_at": one.created_at,
        "used_at": one.last_used_at,
    }
