"""Knowing the family, and opening what cannot wait: from the page of a record."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_http_methods

from sharewell.assurance.emergencies import (
    open_in_emergency,
    open_review,
    review_emergency,
)
from sharewell.assurance.restricting import declare_own_conflict
from sharewell.core.policy.action import Action
from sharewell.web.clock import now
from sharewell.web.door import actor, acts, attempt, show
from sharewell.web.forms.restrictions import EmergencyForm, OwnConflictForm, ReviewForm

FORM = require_http_methods(["GET", "HEAD", "POST"])


@FORM
@acts(Action.CONFLICT_DECLARE)
def know_the_family(request: HttpRequest, kind: str, thing_id: UUID) -> HttpResponse:
    """Say that one knows the family; from then on one is out of it."""
    form = OwnConflictForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        made = attempt(
            form,
            request,
            declare_own_conflict,
            kind=kind,
            thing_id=thing_id,
            reason=form.why(),
        )
        if made:
            messages.success(
                request,
                "You are out of it from now on, and somebody else takes it over. If "
                "you are worried about the child, you can always tell and refer.",
            )
            return redirect("your-work")
    return show(request, "know_the_family.html", form)


@FORM
@acts(Action.EMERGENCY_OPEN)
def emergency(request: HttpRequest, kind: str, thing_id: UUID) -> HttpResponse:
    """Open it for an hour with a reason; the officers are told at once."""
    form = EmergencyForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        made = attempt(
            form,
            request,
            open_in_emergency,
            kind=kind,
            thing_id=thing_id,
            reason=form.cleaned_data["reason"],
        )
        if made:
            messages.success(
                request, "It is open to you for an hour. The officers have been told."
            )
            return redirect(kind, thing_id)
    return show(request, "emergency.html", form)


@FORM
@acts(Action.EMERGENCY_REVIEW)
def review(request: HttpRequest, opening_id: UUID) -> HttpResponse:
    """Read the reason, ask, and say whether there was one."""
    opening = open_review(by=actor(request), at=now(), opening_id=opening_id)
    form = ReviewForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        made = attempt(
            form,
            request,
            review_emergency,
            opening_id=opening_id,
            was_justified=form.cleaned_data["was_justified"] == "yes",
            text=form.cleaned_data["text"],
        )
        if made:
            messages.success(request, "Your review is kept.")
            return redirect("restrictions")
    return show(request, "review_emergency.html", form, opening=opening)
