"""Staying signed in, being signed out, and not losing what was typed meanwhile."""

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.views.decorators.http import require_POST, require_safe

from sharewell.accounts import idle
from sharewell.accounts.middleware import OPEN
from sharewell.accounts.second_factor import is_signed_in
from sharewell.web.views import errors

NOT_KEPT = frozenset({"csrfmiddlewaretoken", "code", "credential"})
# In the name of every field for a password, wherever it is asked.
SECRET = "password"  # noqa: S105  # nosec B105 # part of a name
STAY = "session-stay"
FORBIDDEN = 403
SIGN_IN_AGAIN = (
    "You were signed out, and this was not sent. It is still on this page: sign in "
    "again in another tab, then come back and send it."
)
SEND_AGAIN = "You have signed in again since this page was opened. Send the page now."


@require_POST
def stay(request: HttpRequest) -> HttpResponse:
    """Arriving here has extended the session; says until when (ISO 8601, UTC)."""
    return JsonResponse({"ends_at": idle.ends_at(request.session).isoformat()})


@require_safe
def signed_out(request: HttpRequest) -> HttpResponse:
    """After signing out."""
    return render(request, "account/signed_out.html")


def signed_out_while_sending(request: HttpRequest) -> HttpResponse:
    """A form that arrived after its session had ended.

    It passed the check for forgery, so it was typed in a page of ours. All of it goes
    back to the browser and nothing is kept here, because nobody is signed in.
    """
    if _wants_json(request):
        return JsonResponse({"message": SIGN_IN_AGAIN}, status=FORBIDDEN)
    return _give_back(request)


def csrf_failure(request: HttpRequest, reason: str = "") -> HttpResponse:
    """The token is stale, which a sign-in in another tab does to every open page.

    What was typed is given back only when the browser vouches that a page of ours sent
    it: on a new form with a new token, a stranger's text would pass as one's own.
    """
    name = request.resolver_match.view_name if request.resolver_match else ""
    if not _sent_by_our_own_page(request) or name in OPEN:
        return errors.csrf_failure(request, reason)
    if _wants_json(request):
        words = SEND_AGAIN if is_signed_in(request) else SIGN_IN_AGAIN
        return JsonResponse({"message": words}, status=FORBIDDEN)
    return _give_back(request)


def _give_back(request: HttpRequest) -> HttpResponse:
    kept = [
        (name, text)
        for name, values in request.POST.lists()
        if name not in NOT_KEPT and SECRET not in name
        for text in values
    ]
    return render(
        request,
        "account/send_again.html",
        {
            "is_signed_in": is_signed_in(request),
            "action": request.get_full_path(),
            "kept": kept,
            "typed": [text for _, text in kept if _was_typed(text)],
            "had_files": bool(request.FILES),
        },
        status=FORBIDDEN,
    )


def _was_typed(text: str) -> bool:
    """Choices and ids have no spaces; what a person wrote has."""
    return " " in text.strip() or "\n" in text.strip()


def _wants_json(request: HttpRequest) -> bool:
    name = request.resolver_match.view_name if request.resolver_match else ""
    return name == STAY or request.headers.get("Accept") == "application/json"


def _sent_by_our_own_page(request: HttpRequest) -> bool:
    """Both headers are set by the browser, and no script can change them."""
    fetch_site = request.headers.get("Sec-Fetch-Site")
    if fetch_site is not None:
        return fetch_site == "same-origin"
    own = f"{request.scheme}://{request.get_host()}"
    return request.headers.get("Origin") == own
