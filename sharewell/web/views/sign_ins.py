"""Where one is signed in, and ending it: one, or everywhere."""

from uuid import UUID

from django.contrib.auth import logout
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST, require_safe

from sharewell.accounts import sign_ins
from sharewell.accounts.pathway import signs_in_with_password
from sharewell.web.clock import now


@require_safe
def your_sign_ins(request: HttpRequest) -> HttpResponse:
    """Each of them: what it was, since when, last active."""
    return render(
        request,
        "account/sign_ins.html",
        {
            "sign_ins": sign_ins.of(request, now()),
            "may_change_password": signs_in_with_password(request.user, now()),
        },
    )


@require_POST
def end(request: HttpRequest, sign_in_id: UUID) -> HttpResponse:
    """End one; the other computer is out at its next request."""
    if not sign_ins.end_one(request.user.pk, sign_in_id, now()):
        raise Http404
    if sign_in_id == sign_ins.this(request):
        logout(request)
        return redirect("signed-out")
    return redirect("your-sign-ins")


@require_POST
def end_everywhere(request: HttpRequest) -> HttpResponse:
    """End all of them, this one too: whoever has lost a computer starts clean."""
    sign_ins.end_all(request.user.pk, now())
    logout(request)
    return redirect("signed-out")
