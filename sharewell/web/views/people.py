"""Who works for the agency: joiners, movers and leavers, by its administrator."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_http_methods, require_safe

from sharewell.access.errors import NotFound
from sharewell.agencies.joining import take_on
from sharewell.agencies.leaving import leave as leave_agency
from sharewell.agencies.moving import end_role, give_role
from sharewell.agencies.people import (
    Member,
    list_people,
    may_administer,
    open_member,
)
from sharewell.agencies.queries import is_sensitive
from sharewell.core.policy.action import Action
from sharewell.web.clock import now
from sharewell.web.door import actor, acts, attempt, show
from sharewell.web.forms.people import EndRoleForm, LeaveForm, NewPersonForm, RoleForm
from sharewell.web.presenters.words import PROPOSAL, ROLE

FORM = require_http_methods(["GET", "HEAD", "POST"])
WAITS = (
    "It is proposed. Nothing opens to them by it until a second person has agreed: an "
    "officer of your agency, or where there is none another administrator."
)


@require_safe
@acts(Action.PEOPLE_LIST)
def people(request: HttpRequest) -> HttpResponse:
    """Names, roles, teams and times; no record."""
    found = list_people(by=actor(request), at=now())
    return _show(request, "agency_people.html", found=found)


@FORM
@acts(Action.PRACTITIONER_APPOINT)
def new(request: HttpRequest) -> HttpResponse:
    """Somebody joins: login, entry in the directory and role at once."""
    if not may_administer(actor(request)):
        raise NotFound(actor(request), Action.PRACTITIONER_APPOINT, "practitioner")
    form = NewPersonForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        joiner = form.joiner()
        made = attempt(form, request, take_on, joiner=joiner)
        if made:
            said = f"{joiner.name} works for your agency from now on."
            return _done(request, said if made["given"] else WAITS)
    return _show(request, "new_person.html", form)


@FORM
@acts(Action.PRACTITIONER_APPOINT, Action.PRACTITIONER_END)
def role(request: HttpRequest, practitioner_id: UUID) -> HttpResponse:
    """Somebody does something else: a role more, or one less."""
    if request.POST.get("do") == "end":
        return _end_role(request, practitioner_id)
    form = RoleForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        made = attempt(
            form, request, give_role, practitioner_id=practitioner_id, **form.given()
        )
        if made:
            given = "The role is theirs from now on. They sign in again to use it."
            return _done(request, given if made == "given" else WAITS)
    found = open_member(by=actor(request), at=now(), practitioner_id=practitioner_id)
    return _show(
        request,
        "person_role.html",
        form,
        found=found,
        ending=_buttons(request, found.member),
    )


@FORM
@acts(Action.PRACTITIONER_END)
def leave(request: HttpRequest, practitioner_id: UUID) -> HttpResponse:
    """Somebody leaves: all their roles here end, and the login with them."""
    form = LeaveForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        made = attempt(form, request, leave_agency, practitioner_id=practitioner_id)
        if made:
            closed = " Their login is closed." if made == "closed" else ""
            return _done(request, f"They have left your agency.{closed}")
    found = open_member(by=actor(request), at=now(), practitioner_id=practitioner_id)
    return _show(request, "person_leave.html", form, found=found)


def _end_role(request: HttpRequest, practitioner_id: UUID) -> HttpResponse:
    form = EndRoleForm(request.POST)
    made = form.is_valid() and attempt(
        form,
        request,
        end_role,
        practitioner_id=practitioner_id,
        appointment_id=form.appointment_id(),
    )
    if made:
        return _done(request, "The role has ended. They sign in again to go on.")
    for errors in form.errors.values():
        for error in errors:
            messages.error(request, error)
    return redirect("person-role", practitioner_id)


def _buttons(request: HttpRequest, member: Member) -> list[EndRoleForm]:
    """One form a role, each with a key of its own; no two fields share an id."""
    acting_for = str(actor(request).agency)
    return [
        EndRoleForm(
            auto_id=False, initial={"appointment": one.id, "acting_for": acting_for}
        )
        for one in member.held
    ]


def _show(request: HttpRequest, template: str, *form: Any, **more: Any) -> HttpResponse:
    by_two = is_sensitive(actor(request).agency)
    return show(
        request,
        template,
        *form,
        role_words=ROLE,
        proposal_words=PROPOSAL,
        all_by_two=by_two,
        **more,
    )


def _done(request: HttpRequest, said: str) -> HttpResponse:
    messages.success(request, said)
    return redirect("agency-people")
