"""Who is kept out, what is sealed, what waits for a second person: for officers."""

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
from sharewell.agencies.queries import Person, colleagues
from sharewell.assurance.permitted import may_restrict
from sharewell.assurance.restricting import keep_somebody_out, seal
from sharewell.assurance.restrictions import restrictions as list_of_restrictions
from sharewell.assurance.widening import (
    answer_proposal,
    propose_to_end_conflict,
    propose_to_lift,
    propose_to_name,
)
from sharewell.core.policy.action import Action
from sharewell.web.clock import now
from sharewell.web.door import KeyedForm, actor, acts, attempt, show
from sharewell.web.forms.restrictions import (
    ConfirmForm,
    KeepOutForm,
    NameForm,
    SealForm,
)
from sharewell.web.presenters.words import CONFLICT, PROPOSAL, ROLE

FORM = require_http_methods(["GET", "HEAD", "POST"])
WAITS = "It waits for another officer, who is told by e-mail."


@require_safe
@acts(Action.RESTRICTION_REVIEW)
def restrictions(request: HttpRequest) -> HttpResponse:
    """References, names and reasons; no record, and nothing about the reader."""
    found = list_of_restrictions(by=actor(request), at=now())
    may = may_restrict(actor(request), Action.SEAL_PUT)
    return show(
        request,
        "restrictions.html",
        found=found,
        may_restrict=may,
        conflict_words=CONFLICT,
        proposal_words=PROPOSAL,
        role_words=ROLE,
    )


@FORM
@acts(Action.CONFLICT_DECLARE)
def keep_out(request: HttpRequest) -> HttpResponse:
    """Keep a colleague out of a record, at once."""
    people = _people(request, Action.CONFLICT_DECLARE)
    form = KeepOutForm(request.POST or None, people=people)
    if request.method == "POST" and form.is_valid():
        made = attempt(form, request, keep_somebody_out, **form.given())
        if made:
            return _done(request, "They are kept out from now on.")
    return show(request, "keep_out.html", form)


@FORM
@acts(Action.SEAL_PUT)
def put_seal(request: HttpRequest) -> HttpResponse:
    """Seal a record for named people, at once."""
    people = _people(request, Action.SEAL_PUT)
    form = SealForm(request.POST or None, people=people)
    if request.method == "POST" and form.is_valid():
        made = attempt(form, request, seal, **form.given())
        if made:
            return _done(request, "It is sealed from now on.")
    return show(request, "seal.html", form)


@FORM
@acts(Action.CONFLICT_END)
def end_conflict(request: HttpRequest, conflict_id: UUID) -> HttpResponse:
    """Propose that somebody is let in again."""
    return _propose(
        request,
        ConfirmForm(request.POST or None),
        propose_to_end_conflict,
        "Let somebody in again who was kept out?",
        Action.CONFLICT_END,
        conflict_id=conflict_id,
    )


@FORM
@acts(Action.SEAL_LIFT)
def lift_seal(request: HttpRequest, seal_id: UUID) -> HttpResponse:
    """Propose that a sealed record becomes an ordinary one."""
    return _propose(
        request,
        ConfirmForm(request.POST or None),
        propose_to_lift,
        "Unseal this record?",
        Action.SEAL_LIFT,
        seal_id=seal_id,
    )


@FORM
@acts(Action.SEAL_NAME)
def name_in_seal(request: HttpRequest, seal_id: UUID) -> HttpResponse:
    """Propose that one more person may open a sealed record."""
    people = _people(request, Action.SEAL_NAME)
    form = NameForm(request.POST or None, people=people)
    given: dict[str, Any] = {"seal_id": seal_id}
    if request.method == "POST" and form.is_valid():
        given["person"] = UUID(form.cleaned_data["person"])
    return _propose(
        request,
        form,
        propose_to_name,
        "Name one more person for a sealed record",
        Action.SEAL_NAME,
        **given,
    )


@require_POST
@acts(Action.PROPOSAL_ANSWER)
def answer(request: HttpRequest, proposal_id: UUID) -> HttpResponse:
    """Agree or refuse, as the second person."""
    form = ConfirmForm(request.POST)
    agreed = request.POST.get("answer") == "agree"
    made = form.is_valid() and attempt(
        form, request, answer_proposal, proposal_id=proposal_id, agreed=agreed
    )
    if made:
        messages.success(request, "It is done." if agreed else "It stays as it is.")
    for error in form.non_field_errors():
        messages.error(request, error)
    return redirect(_where_it_waits(request))


def _where_it_waits(request: HttpRequest) -> str:
    """An administrator, where there is no officer, answers from the page of people."""
    is_officer = may_restrict(actor(request), Action.RESTRICTION_REVIEW)
    return "restrictions" if is_officer else "agency-people"


def _propose(
    request: HttpRequest,
    form: KeyedForm,
    action: Any,
    heading: str,
    permit: Action,
    **given: Any,
) -> HttpResponse:
    if not may_restrict(actor(request), permit):
        raise NotFound(actor(request), permit, "restriction")
    if request.method == "POST" and form.is_valid():
        made = attempt(form, request, action, **given)
        if made:
            return _done(request, WAITS)
    return show(request, "propose.html", form, heading=heading)


def _people(request: HttpRequest, permit: Action) -> list[Person]:
    """Who works here; the page itself is the officers'."""
    if not may_restrict(actor(request), permit):
        raise NotFound(actor(request), permit, "restriction")
    return colleagues(actor(request), now())


def _done(request: HttpRequest, said: str) -> HttpResponse:
    messages.success(request, said)
    return redirect("restrictions")
