"""A governor looks through who holds which role."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_http_methods

from sharewell.assurance.access_review import open_access, review_access
from sharewell.core.policy.action import Action
from sharewell.web.clock import now
from sharewell.web.door import actor, acts, attempt, show
from sharewell.web.forms.access_review import AccessForm
from sharewell.web.presenters.words import ROLE


@require_http_methods(["GET", "HEAD", "POST"])
@acts(Action.ACCESS_REVIEW)
def review(request: HttpRequest) -> HttpResponse:
    """Everybody else's roles, each with an answer."""
    view = open_access(by=actor(request), at=now())
    form = AccessForm(request.POST or None, held=view.others)
    if request.method == "POST" and form.is_valid():
        ended = attempt(form, request, review_access, said=form.said())
        if ended is not None:
            messages.success(
                request, f"It is kept. Roles ended: {ended}. The clock has stopped."
            )
            return redirect("your-work")
    return show(request, "access_review.html", form, view=view, role_words=ROLE)
