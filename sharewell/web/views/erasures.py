"""What is to be erased and what must stay: for officers."""

from collections.abc import Callable
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import (
    require_http_methods,
    require_POST,
    require_safe,
)

from sharewell.access.errors import NotFound
from sharewell.assurance.erasing import (
    answer_erasure,
    ask_to_erase,
    withdraw_erasure,
)
from sharewell.assurance.erasure_list import list_erasures
from sharewell.assurance.holding import lift_hold, place_hold
from sharewell.assurance.permitted import may_restrict
from sharewell.core.policy.action import Action
from sharewell.web.clock import now
from sharewell.web.door import KeyedForm, actor, acts, attempt, show
from sharewell.web.forms.erasures import AskErasureForm, HoldForm
from sharewell.web.forms.restrictions import ConfirmForm
from sharewell.web.presenters.words import ERASURE_GROUND, ERASURE_STATE, HOLD_GROUND

FORM = require_http_methods(["GET", "HEAD", "POST"])


@require_safe
@acts(Action.ERASURE_REVIEW)
def erasures(request: HttpRequest) -> HttpResponse:
    """References and dates; no record, and nothing that is closed to the reader."""
    return show(
        request,
        "erasures.html",
        found=list_erasures(by=actor(request), at=now()),
        may_ask=may_restrict(actor(request), Action.ERASURE_ASK),
        ground_words=ERASURE_GROUND,
        hold_words=HOLD_GROUND,
        state_words=ERASURE_STATE,
    )


@FORM
@acts(Action.ERASURE_ASK)
def ask(request: HttpRequest) -> HttpResponse:
    """Ask that a child's record is erased."""
    return _form(
        request,
        AskErasureForm(request.POST or None),
        ask_to_erase,
        Action.ERASURE_ASK,
        "ask_erasure.html",
        "It waits for another officer, who is told by e-mail.",
    )


@FORM
@acts(Action.HOLD_PLACE)
def hold(request: HttpRequest) -> HttpResponse:
    """Keep a record, whatever was agreed."""
    return _form(
        request,
        HoldForm(request.POST or None),
        place_hold,
        Action.HOLD_PLACE,
        "hold.html",
        "Nothing erases it from now on.",
    )


@require_POST
@acts(Action.ERASURE_ANSWER)
def answer(request: HttpRequest, erasure_id: UUID) -> HttpResponse:
    """Agree or refuse, as the second person."""
    agreed = request.POST.get("answer") == "agree"
    said = "Agreed. It can be withdrawn until it is done." if agreed else "Refused."
    return _button(request, answer_erasure, said, erasure_id=erasure_id, agreed=agreed)


@require_POST
@acts(Action.ERASURE_WITHDRAW)
def withdraw(request: HttpRequest, erasure_id: UUID) -> HttpResponse:
    """Stop it before it is done."""
    return _button(
        request, withdraw_erasure, "Withdrawn: it stays.", erasure_id=erasure_id
    )


@require_POST
@acts(Action.HOLD_LIFT)
def lift(request: HttpRequest, hold_id: UUID) -> HttpResponse:
    """End a hold."""
    return _button(request, lift_hold, "The hold is lifted.", hold_id=hold_id)


def _form(
    request: HttpRequest,
    form: Any,
    action: Callable[..., Any],
    permit: Action,
    template: str,
    said: str,
) -> HttpResponse:
    if not may_restrict(actor(request), permit):
        raise NotFound(actor(request), permit, "erasure")
    if request.method == "POST" and form.is_valid():
        made = attempt(form, request, action, **form.given())
        if made:
            messages.success(request, said)
            return redirect("erasures")
    return show(request, template, form)


def _button(
    request: HttpRequest, action: Callable[..., Any], said: str, **given: Any
) -> HttpResponse:
    form: KeyedForm = ConfirmForm(request.POST)
    if form.is_valid() and attempt(form, request, action, **given):
        messages.success(request, said)
    for error in form.non_field_errors():
        messages.error(request, error)
    return redirect("erasures")
