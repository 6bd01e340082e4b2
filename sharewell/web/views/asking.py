"""An officer looks why somebody asks about so many children."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_http_methods

from sharewell.assurance.asking import open_asking, review_asking
from sharewell.core.policy.action import Action
from sharewell.web.clock import now
from sharewell.web.door import actor, acts, attempt, show
from sharewell.web.forms.asking import AskingForm


@require_http_methods(["GET", "HEAD", "POST"])
@acts(Action.ASKING_REVIEW)
def review(request: HttpRequest, practitioner_id: UUID) -> HttpResponse:
    """Counts, and what was found."""
    view = open_asking(by=actor(request), at=now(), practitioner_id=practitioner_id)
    form = AskingForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        given = {"practitioner_id": practitioner_id, "found": form.found()}
        if attempt(form, request, review_asking, **given):
            messages.success(request, "It is kept, and the clock has stopped.")
            return redirect("your-work")
    return show(request, "review_asking.html", form, asking=view)
