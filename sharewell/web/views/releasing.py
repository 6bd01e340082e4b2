"""Releasing where a hidden family is, and reading what was released."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import (
    require_http_methods,
    require_POST,
    require_safe,
)

from sharewell.core.policy.action import Action
from sharewell.exchange.releasing import (
    answer_release,
    open_release,
    open_to_release,
    propose_release,
)
from sharewell.web.clock import now
from sharewell.web.door import actor, acts, attempt, show
from sharewell.web.forms.releasing import ReleaseForm
from sharewell.web.forms.restrictions import ConfirmForm


@require_http_methods(["GET", "HEAD", "POST"])
@acts(Action.LOCATING_PROPOSE)
def release(request: HttpRequest, disclosure_id: UUID) -> HttpResponse:
    """Propose it, or be the second person of what waits."""
    found = open_to_release(by=actor(request), at=now(), disclosure_id=disclosure_id)
    form = ReleaseForm(request.POST or None, found=found)
    if request.method == "POST" and form.is_valid():
        made = attempt(
            form,
            request,
            propose_release,
            disclosure_id=disclosure_id,
            **form.given(),
        )
        if made:
            messages.success(request, "It waits for a second person to agree.")
            return redirect("release", disclosure_id)
    return show(request, "release.html", form, found=found, disclosure_id=disclosure_id)


@require_POST
@acts(Action.LOCATING_AGREE)
def answer(request: HttpRequest, proposal_id: UUID) -> HttpResponse:
    """Agree or refuse, as the second person."""
    form = ConfirmForm(request.POST)
    agreed = request.POST.get("answer") == "agree"
    made = form.is_valid() and attempt(
        form, request, answer_release, proposal_id=proposal_id, agreed=agreed
    )
    for error in form.non_field_errors():
        messages.error(request, error)
    if not made:
        return redirect("your-work")
    messages.success(
        request, "Released for a day." if agreed else "It is not released."
    )
    return redirect("disclosure", made)


@require_safe
@acts(Action.LOCATING_OPEN)
def released(request: HttpRequest, release_id: UUID) -> HttpResponse:
    """Where the family is, for the one it was released to; not to be printed."""
    found = open_release(by=actor(request), at=now(), release_id=release_id)
    return show(request, "released.html", found=found)
