"""Changing one's own password, by whoever is signed in and knows the old one."""

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from sharewell.accounts import sign_ins
from sharewell.accounts.pathway import signs_in_with_password
from sharewell.agencies.actors import own_agencies
from sharewell.agencies.begin_sign_in import change_password
from sharewell.agencies.errors import ChangedMeanwhile
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
    if form.is_valid() and _changed(request, form):
        sign_ins.bind_anew(request)
        messages.success(request, DONE)
        return redirect("your-sign-ins")
    status = UNPROCESSABLE if form.is_bound else 200
    return render(request, "account/own_password.html", {"form": form}, status=status)


def _changed(request: HttpRequest, form: OwnPasswordForm) -> bool:
    # Of several the first by id: the officers of one of them are to see it.
    employers = sorted(own_agencies(request.user.pk, now()))
    try:
        change_password(
            user_id=request.user.pk,
            agency=employers[0] if employers else None,
            shown=form.shown,
            password=form.cleaned_data["password"],
            keep=sign_ins.this(request),
            at=now(),
        )
    except ChangedMeanwhile as problem:
        form.add_error(None, str(problem))
        return False
    return True
