"""How one person of the agency signs in: set up, linked, or begun anew."""

from collections.abc import Callable
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_http_methods

from sharewell.agencies.errors import NotOneOfUs
from sharewell.agencies.people import open_member
from sharewell.agencies.signing_in import (
    link_subject,
    reset,
    send_link,
    take_link_back,
    unlink_subject,
)
from sharewell.agencies.signs_in import SignsIn, how_signs_in
from sharewell.core.policy.action import Action
from sharewell.web.clock import now
from sharewell.web.door import KeyedForm, actor, acts, attempt, show
from sharewell.web.forms.people import SubjectForm
from sharewell.web.presenters.words import PROPOSAL, ROLE
from sharewell.web.views.people import WAITS

# What a button does, and what is said afterwards.
BUTTONS: dict[str, Callable[..., Any]] = {
    "send": send_link,
    "take_back": take_link_back,
    "reset": reset,
    "unlink": unlink_subject,
}
SAID = {
    "sent": "A link is on its way to them by e-mail. It works once, for 72 hours.",
    "taken back": "The link does not work any more.",
    "linked": "Your agency's sign-in speaks for them from now on.",
    "unlinked": "Your agency's sign-in speaks for them no longer.",
    "proposed": WAITS,
}


@require_http_methods(["GET", "HEAD", "POST"])
@acts(Action.SIGN_IN_SET_UP, Action.SIGN_IN_RESET)
def sign_in(request: HttpRequest, practitioner_id: UUID) -> HttpResponse:
    """What there is, and a button for each thing that can be done about it."""
    pressed = request.POST.get("do", "")
    if request.method == "POST" and pressed in BUTTONS:
        return _press(request, practitioner_id, BUTTONS[pressed])
    form = SubjectForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        given = {"practitioner_id": practitioner_id, **form.given()}
        done = attempt(form, request, link_subject, **given)
        if done:
            return _said(request, practitioner_id, done)
    found = open_member(by=actor(request), at=now(), practitioner_id=practitioner_id)
    return show(
        request,
        "person_sign_in.html",
        form,
        found=found,
        now=_how(request, practitioner_id),
        button=_button(request),
        role_words=ROLE,
        proposal_words=PROPOSAL,
    )


def _press(
    request: HttpRequest, practitioner_id: UUID, action: Callable[..., Any]
) -> HttpResponse:
    form = KeyedForm(request.POST)
    done = form.is_valid() and attempt(
        form, request, action, practitioner_id=practitioner_id
    )
    if not done:
        # Whoever works elsewhere is not there, whichever button was pressed.
        open_member(by=actor(request), at=now(), practitioner_id=practitioner_id)
    for error in form.non_field_errors():
        messages.error(request, error)
    return _said(request, practitioner_id, done or "")


def _said(request: HttpRequest, practitioner_id: UUID, done: str) -> HttpResponse:
    if done in SAID:
        messages.success(request, SAID[done])
    return redirect("person-sign-in", practitioner_id)


def _how(request: HttpRequest, practitioner_id: UUID) -> SignsIn | None:
    """None for somebody who is lent: her own agency looks after her sign-in."""
    try:
        return how_signs_in(actor(request), now(), practitioner_id)
    except NotOneOfUs:
        return None


def _button(request: HttpRequest) -> Callable[[], KeyedForm]:
    """A form for each button, each with a key of its own; no two share an id."""
    acting_for = str(actor(request).agency)
    return lambda: KeyedForm(auto_id=False, initial={"acting_for": acting_for})
