"""A disclosure as it is read, and the steps the recipient takes on it."""

from collections.abc import Callable
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_POST

from sharewell.core.policy.action import Action
from sharewell.exchange.receiving import (
    DisclosureView,
    acknowledge,
    open_disclosure,
    record_adds,
    record_outcome,
    record_voice,
)
from sharewell.exchange.releasing import released_to
from sharewell.exchange.vocabulary import ReceivedOutcome, Step
from sharewell.web.clock import now
from sharewell.web.door import KeyedForm, actor, acts, attempt, show
from sharewell.web.forms.receiving import (
    AcknowledgeForm,
    AddsForm,
    OutcomeForm,
    VoiceForm,
)
from sharewell.web.presenters.disclosure import disclosure_copy, step_entries
from sharewell.web.presenters.words import ENTRY, PURPOSE, URGENCY, say


@acts(Action.DISCLOSURE_OPEN)
def disclosure(request: HttpRequest, disclosure_id: UUID) -> HttpResponse:
    """Opening it is recorded, and the sender sees that it was opened."""
    return _page(request, disclosure_id, None)


@require_POST
@acts(Action.DISCLOSURE_ACKNOWLEDGE)
def take(request: HttpRequest, disclosure_id: UUID) -> HttpResponse:
    """Acknowledge: we have it, and somebody is at work on it."""
    form = AcknowledgeForm(request.POST)
    return _step(request, disclosure_id, form, acknowledge, "Acknowledged.")


@require_POST
@acts(Action.DISCLOSURE_ADDS)
def adds(request: HttpRequest, disclosure_id: UUID) -> HttpResponse:
    """Record what it adds to what is known."""
    form = AddsForm(request.POST)
    return _step(
        request,
        disclosure_id,
        form,
        record_adds,
        "Recorded.",
        given=lambda: {"text": form.cleaned_data["text"]},
    )


@require_POST
@acts(Action.DISCLOSURE_OUTCOME)
def outcome(request: HttpRequest, disclosure_id: UUID) -> HttpResponse:
    """Record what happens now and tell the sender."""
    form = OutcomeForm(request.POST)
    return _step(
        request,
        disclosure_id,
        form,
        record_outcome,
        "The sender has been told.",
        given=lambda: {
            "outcome": ReceivedOutcome(form.cleaned_data["outcome"]),
            "message": form.cleaned_data["message"],
        },
    )


@require_POST
@acts(Action.DISCLOSURE_VOICE)
def voice(request: HttpRequest, disclosure_id: UUID) -> HttpResponse:
    """The sender records who answered the telephone."""
    form = VoiceForm(request.POST)
    return _step(
        request,
        disclosure_id,
        form,
        record_voice,
        "Recorded who answered.",
        given=lambda: {"answered_by": form.cleaned_data["answered_by"]},
    )


def _step(
    request: HttpRequest,
    disclosure_id: UUID,
    form: KeyedForm,
    action: Callable[..., Any],
    done: str,
    given: Callable[[], dict[str, Any]] = dict,
) -> HttpResponse:
    if form.is_valid() and attempt(
        form, request, action, disclosure_id=disclosure_id, **given()
    ):
        messages.success(request, done)
        return redirect("disclosure", disclosure_id)
    return _page(request, disclosure_id, form)


def _page(
    request: HttpRequest, disclosure_id: UUID, form: KeyedForm | None
) -> HttpResponse:
    view = open_disclosure(by=actor(request), at=now(), disclosure_id=disclosure_id)
    due = _due(view)
    if form is None or (due and not isinstance(form, due)):
        problem = form.non_field_errors() if form is not None else []
        form = due() if due else None
        for one in problem:
            messages.error(request, one)
    return show(
        request,
        "disclosure.html",
        form,
        disclosure=view,
        step=due.__name__ if due else "",
        items=[(say(ENTRY, item.label), item) for item in view.items],
        steps=step_entries(view.steps),
        urgency=URGENCY[view.urgency],
        purpose=say(PURPOSE, view.purpose),
        copy_text=disclosure_copy(view),
        released=released_to(actor(request), disclosure_id, now()),
    )


def _due(view: DisclosureView) -> type[KeyedForm] | None:
    """The form of the step that comes next for this reader."""
    if view.is_sender:
        owes_call = view.may_voice and not view.has(Step.VOICE)
        return VoiceForm if owes_call else None
    if not view.has(Step.ACKNOWLEDGED):
        return AcknowledgeForm
    if not view.has(Step.ADDS):
        return AddsForm
    return None if view.has(Step.OUTCOME) else OutcomeForm
