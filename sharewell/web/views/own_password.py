"""Changing one's own password, by whoever is signed in and knows the old one."""

from django.contrib import messages
from django.contrib.auth import update_session_auth_hash
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from sharewell.accounts import sign_ins
from sharewell.accounts.pathway import signs_in_with_password
from sharewell.agencies.begin_sign_in import change_password
from sharewell.web.clock import now
from sharewell.web.forms.own_password import OwnPasswordForm

UNPROCESSABLE = 422
DONE = "Your password is changed. You are signed out everywhere else."


@require_http_methods(["GET", "HEAD", "POST"])
def own_password(request: HttpRequest) -> HttpResponse:
    """Ask for both; not there for people whose agency signs them in."""
    if not signs_in_with_password(request.user, now()):
        raise Http404
    form = OwnPasswordForm(request.POST or None, request=request)
    if not form.is_valid():
        status = UNPROCESSABLE if form.is_bound else 200
        return render(
            request, "account/own_password.html", {"form": form}, status=status
        )
    worn = request.hat
    change_password(
        user_id=request.user.pk,
        agency=worn and worn.actor.agency,
        password=form.cleaned_data["password"],
        keep=sign_ins.this(request),
        at=now(),
    )
    # The session is bound to the password that was; it gets another key with it.
    request.user.refresh_from_db()
    update_session_auth_hash(request, request.user)
    messages.success(request, DONE)
    return redirect("your-sign-ins")
