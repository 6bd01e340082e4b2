"""Signing in through one's agency: there, and back with what it says."""

from allauth.account.internal.flows.login import perform_login, record_authentication
from allauth.account.models import Login
from allauth.account.utils import get_next_redirect_url
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_safe

from sharewell.accounts import idle, oidc, security_log
from sharewell.accounts.id_token import Claims, UnsafeToken
from sharewell.accounts.identity import login_of
from sharewell.accounts.providers import Provider, provider, providers
from sharewell.accounts.second_factor import AGENCY
from sharewell.accounts.stages import note_two_factors
from sharewell.web.clock import now
from sharewell.web.forms.agency_sign_in import AgencyForm

FORBIDDEN, BAD_GATEWAY, UNPROCESSABLE = 403, 502, 422


@require_http_methods(["GET", "HEAD", "POST"])
def choose(request: HttpRequest) -> HttpResponse:
    """Which agency; then a page that leads to it.

    The way there is a link and not an answer to the form: the content policy lets our
    forms lead nowhere but to ourselves, and so it stays.
    """
    if request.user.is_authenticated:
        return redirect("your-work")
    if not providers():
        return redirect("account_login")
    form = AgencyForm(request.POST or None)
    if not form.is_valid():
        status = UNPROCESSABLE if form.is_bound else 200
        return render(request, "account/agency.html", {"form": form}, status=status)
    chosen = _known(form.cleaned_data["agency"])
    idle.note_shared(request.session, shared=form.cleaned_data["shared"])
    try:
        wanted = get_next_redirect_url(request) or ""
        address = oidc.address_to_sign_in(request, chosen, wanted)
    except oidc.ProviderDown as fault:
        return _not_signed_in(request, chosen, "down", fault)
    leave = {"provider": chosen, "address": address}
    return render(request, "account/agency_leave.html", leave)


@require_safe
def done(request: HttpRequest, provider_id: str) -> HttpResponse:
    """The browser is back: sign in whom the agency named, or say why not."""
    known = _known(provider_id)
    if request.user.is_authenticated:
        return redirect("your-work")
    try:
        found = oidc.arrival(request, known, now())
    except oidc.Cancelled as fault:
        return _not_signed_in(request, known, "cancelled", fault)
    except oidc.ProviderDown as fault:
        return _not_signed_in(request, known, "down", fault)
    except oidc.NotOurSignIn as fault:
        return _not_signed_in(request, known, "not begun here", fault)
    except UnsafeToken as fault:
        return _not_signed_in(request, known, "unsafe", fault)
    return _enter(request, known, found.claims, found.wanted)


def _enter(
    request: HttpRequest, known: Provider, claims: Claims, wanted: str
) -> HttpResponse:
    user = login_of(claims, known.agency)
    if user is None:
        return _not_signed_in(request, known, "unknown", None)
    record_authentication(
        request,
        user,
        AGENCY,
        agency=str(known.agency),
        two_factors=claims.two_factors,
    )
    login = Login(user=user, redirect_url=wanted or None)
    if claims.two_factors:
        note_two_factors(login)
    return perform_login(request, login)


def _not_signed_in(
    request: HttpRequest, known: Provider, why: str, fault: Exception | None
) -> HttpResponse:
    """One page, in the words for what happened; the log gets no more than the kind."""
    said = f"{why}: {fault or 'no login'}"
    security_log.agency_refused(request, known.id, said)
    status = BAD_GATEWAY if why == "down" else FORBIDDEN
    context = {"provider": known, "why": why}
    return render(request, "account/agency_refused.html", context, status=status)


def _known(provider_id: str) -> Provider:
    found = provider(provider_id)
    if found is None:
        raise Http404
    return found
