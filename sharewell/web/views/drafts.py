"""Saving as one types, and throwing a draft away."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_POST

from sharewell.access.errors import NotFound, Refused
from sharewell.accounts import idle
from sharewell.core.errors import SharewellError
from sharewell.core.policy.action import Action
from sharewell.decisions.drafts import discard_draft, save_draft
from sharewell.decisions.errors import DraftChanged
from sharewell.web.clock import now
from sharewell.web.door import HAT_CHANGED, actor, acts, acts_for_the_same_agency
from sharewell.web.views.telling import kind_of, typed


@require_POST
@acts(Action.DRAFT_SAVE)
def autosave(request: HttpRequest) -> HttpResponse:
    """Save the half-written page; JSON, because only a script asks here."""
    if not acts_for_the_same_agency(request):
        return JsonResponse({"message": HAT_CHANGED}, status=409)
    try:
        draft_id = UUID(request.POST.get("draft", ""))
        revision = int(request.POST.get("revision") or 0)
    except ValueError:
        return JsonResponse(
            {"message": "This page is damaged. Copy your text and reload it."},
            status=422,
        )
    try:
        saved = save_draft(
            by=actor(request),
            at=now(),
            draft_id=draft_id,
            kind=kind_of(request),
            team=min(actor(request).teams),
            revision=revision,
            fields=typed(request),
        )
    except DraftChanged as problem:
        return JsonResponse({"message": str(problem)}, status=409)
    except (NotFound, Refused):
        raise
    except SharewellError as problem:
        return JsonResponse({"message": str(problem)}, status=409)
    idle.note_draft_saved(request.session, now())
    return JsonResponse(saved)


@require_POST
@acts(Action.DRAFT_DISCARD)
def discard(request: HttpRequest, draft_id: UUID) -> HttpResponse:
    """Throw it away; its text can then never be opened."""
    try:
        discard_draft(
            by=actor(request), at=now(), key=f"discard:{draft_id}", draft_id=draft_id
        )
    except DraftChanged as problem:
        messages.error(request, str(problem))
        return redirect("your-work")
    messages.success(request, "The draft is thrown away.")
    return redirect("your-work")
