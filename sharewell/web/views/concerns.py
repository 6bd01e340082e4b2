"""A concern: its page, adding to it, and which child it is about."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect

from sharewell.agencies.queries import inbox_of, open_inboxes
from sharewell.agencies.vocabulary import InboxKind
from sharewell.core.policy.action import Action
from sharewell.decisions.actions import (
    add_entry,
    create_child,
    find_children,
    match_child,
    open_concern,
    open_to_add,
    open_to_ask_guardian,
    open_to_match,
)
from sharewell.decisions.answering import answer_task
from sharewell.decisions.answers import open_sheet
from sharewell.decisions.guardian import ask_guardian
from sharewell.decisions.permitted import may
from sharewell.exchange.progress import follow_concern
from sharewell.web.clock import now, today
from sharewell.web.door import actor, acts, attempt, hat, show
from sharewell.web.forms.adding import AddForm, AnswerForm
from sharewell.web.forms.matching import CandidateForm, ChildForm
from sharewell.web.forms.restrictions import GuardianForm
from sharewell.web.presenters.concern import (
    copy_text,
    correctable,
    entry_rows,
    next_step,
    offers,
    progress_entries,
    who_typed,
)
from sharewell.web.presenters.words import TASK, say


@acts(Action.CONCERN_OPEN)
def concern(request: HttpRequest, concern_id: UUID) -> HttpResponse:
    """Everything written about it, every step with its time, and what to do next."""
    me = actor(request)
    view, progress = follow_concern(by=me, at=now(), concern_id=concern_id)
    decides = may(me, Action.DECISION_RECORD, view)
    sheet = open_sheet(me, now(), view, hat(request).agency_kind) if decides else None
    return show(
        request,
        "concern.html",
        concern=view,
        entries=entry_rows(view),
        progress=progress_entries(view, progress),
        next_step=next_step(view, sheet, progress) if sheet else None,
        **offers(me, view, progress),
        copy_text=copy_text(view, progress),
    )


@acts(Action.CONCERN_OPEN)
def told(request: HttpRequest, concern_id: UUID) -> HttpResponse:
    """It has arrived: reference, who was told, what happens next."""
    view = open_concern(by=actor(request), at=now(), concern_id=concern_id)
    has_adviser = inbox_of(view.agency_id, InboxKind.ADVISER) is not None
    return show(
        request,
        "told.html",
        concern=view,
        copy_text=copy_text(view, ()),
        has_adviser=has_adviser,
        # Who can advise by telephone where the agency has nobody of its own.
        to_ring=() if has_adviser else open_inboxes([InboxKind.FRONT_DOOR.value]),
    )


@acts(Action.CONCERN_ADD)
def add(request: HttpRequest, concern_id: UUID) -> HttpResponse:
    """Write something more, or a correction."""
    view = open_to_add(by=actor(request), at=now(), concern_id=concern_id)
    form = AddForm(request.POST or None, entries=correctable(view))
    if request.method == "POST" and form.is_valid():
        made = attempt(
            form, request, add_entry, concern_id=concern_id, entry=form.entry()
        )
        if made:
            messages.success(request, "It is added. What was there before stays.")
            return redirect("concern", concern_id)
    return show(request, "add.html", form, concern=view)


@acts(Action.CONCERN_ASK_GUARDIAN)
def guardian(request: HttpRequest, concern_id: UUID) -> HttpResponse:
    """Put a dispute about confidence to the Caldicott Guardian."""
    view = open_to_ask_guardian(by=actor(request), at=now(), concern_id=concern_id)
    form = GuardianForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        made = attempt(
            form,
            request,
            ask_guardian,
            concern_id=concern_id,
            text=form.cleaned_data["text"],
        )
        if made:
            messages.success(request, "It is put to the guardian. Go on meanwhile.")
            return redirect("concern", concern_id)
    return show(request, "ask_guardian.html", form, concern=view)


@acts(Action.TASK_ANSWER)
def answer(request: HttpRequest, concern_id: UUID, task_id: UUID) -> HttpResponse:
    """End a task by writing what was done about it."""
    view = open_concern(by=actor(request), at=now(), concern_id=concern_id)
    kind = next((k for one, k, _ in view.tasks if one == task_id), None)
    if kind is None:
        messages.error(request, "That task was already answered.")
        return redirect("concern", concern_id)
    form = AnswerForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        made = attempt(
            form,
            request,
            answer_task,
            task_id=task_id,
            text=form.cleaned_data["text"],
            look_again=form.cleaned_data["look_again"],
        )
        if made:
            messages.success(request, "Your answer is kept with the concern.")
            return redirect("concern", concern_id)
    return show(request, "answer.html", form, concern=view, heading=say(TASK, kind))


@acts(Action.CHILD_FIND, Action.CONCERN_MATCH, Action.CHILD_CREATE)
def child(request: HttpRequest, concern_id: UUID) -> HttpResponse:
    """Search before create: the form searches, the answer matches or makes a record."""
    view = open_to_match(by=actor(request), at=now(), concern_id=concern_id)
    if request.method != "POST":
        form = ChildForm(initial=who_typed(view), today=today())
        return show(request, "child.html", form, concern=view)
    form = ChildForm(request.POST, today=today())
    if not form.is_valid():
        return show(request, "child.html", form, concern=view)
    candidates = find_children(
        by=actor(request), at=now(), concern_id=concern_id, query=form.person()
    )
    if candidates and "chosen" not in request.POST:
        choice = CandidateForm(candidates=candidates)
        return show(
            request,
            "candidates.html",
            choice,
            concern=view,
            typed=form.cleaned_data,
            posted=_posted(request),
        )
    choice = CandidateForm(request.POST, candidates=candidates) if candidates else None
    if choice is not None and not choice.is_valid():
        return show(
            request,
            "candidates.html",
            choice,
            concern=view,
            typed=form.cleaned_data,
            posted=_posted(request),
        )
    return _match_or_make(request, view.id, form, choice)


def _match_or_make(
    request: HttpRequest,
    concern_id: UUID,
    form: ChildForm,
    choice: CandidateForm | None,
) -> HttpResponse:
    keyed = choice or form
    if choice is not None and choice.child_id is not None:
        made = attempt(
            keyed, request, match_child, concern_id=concern_id, child_id=choice.child_id
        )
    else:
        made = attempt(
            keyed, request, create_child, concern_id=concern_id, child=form.child()
        )
    if made:
        messages.success(request, "The concern is matched to a record.")
        return redirect("concern", concern_id)
    view = open_to_match(by=actor(request), at=now(), concern_id=concern_id)
    return show(request, "child.html", form, concern=view)


def _posted(request: HttpRequest) -> list[tuple[str, str]]:
    names = (
        "given_name",
        "family_name",
        "born_on_day",
        "born_on_month",
        "born_on_year",
    )
    return [(n, request.POST.get(n, "")) for n in (*names, "nhs_number")]
