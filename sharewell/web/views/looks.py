"""Who looked at a concern, or at what was sent: for two officers of the agency."""

from uuid import UUID

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_safe

from sharewell.access.errors import NotFound
from sharewell.assurance.looks import (
    Looks,
    find_by_reference,
    looks_at_concern,
    looks_at_disclosure,
    may_find,
)
from sharewell.core.policy.action import Action
from sharewell.web.clock import now
from sharewell.web.door import actor, acts, show
from sharewell.web.forms.looks import LooksForm
from sharewell.web.presenters.looks import look_rows

ON_ONE_PAGE = 50


NOTHING = (
    "No concern or disclosure that your agency holds has this reference. That does not "
    "mean that nothing is known: look for a letter that may be a number."
)


@require_http_methods(["GET", "HEAD", "POST"])
@acts(Action.LOOKS_REVIEW)
def looks(request: HttpRequest) -> HttpResponse:
    """Find a concern or disclosure by its reference, to see who looked at it."""
    if not may_find(actor(request)):
        # Asked before there is anything to find: the page itself is the officers'.
        raise NotFound(actor(request), Action.LOOKS_REVIEW, "looks")
    form = LooksForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        found = find_by_reference(
            by=actor(request), at=now(), reference=form.cleaned_data["reference"]
        )
        if found is not None:
            kind, found_id = found
            return redirect(f"{kind}-looks", found_id)
        form.add_error("reference", NOTHING)
    return show(request, "find_looks.html", form)


@require_safe
@acts(Action.LOOKS_REVIEW)
def concern_looks(request: HttpRequest, concern_id: UUID) -> HttpResponse:
    """Every look at a concern and at all that hangs on it."""
    found = looks_at_concern(by=actor(request), at=now(), concern_id=concern_id)
    return _page(request, found, "Concern", reverse("concern", args=[concern_id]))


@require_safe
@acts(Action.LOOKS_REVIEW)
def disclosure_looks(request: HttpRequest, disclosure_id: UUID) -> HttpResponse:
    """Every look at what was sent, by the people of the reader's agency."""
    found = looks_at_disclosure(
        by=actor(request), at=now(), disclosure_id=disclosure_id
    )
    back = reverse("disclosure", args=[disclosure_id])
    return _page(request, found, "Disclosure", back)


def _page(request: HttpRequest, found: Looks, kind: str, back: str) -> HttpResponse:
    pages = Paginator(found.looks, ON_ONE_PAGE)
    page = pages.get_page(request.GET.get("page"))
    return show(
        request,
        "looks.html",
        caption=f"{kind} {found.reference}",
        rows=look_rows(tuple(page.object_list)),
        page=page,
        count=pages.count,
        back_link=back,
    )
