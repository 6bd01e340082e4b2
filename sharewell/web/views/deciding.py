"""The lead's journey: own view, people, one question a page, advice, decision."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from sharewell.core.errors import SharewellError
from sharewell.core.policy.action import Action
from sharewell.decisions.actions import open_to_decide
from sharewell.decisions.answers import (
    AnswerSheet,
    advise_on,
    answered,
    next_questions,
    open_sheet,
    save_sheet,
    with_own_view,
    with_people,
)
from sharewell.decisions.deciding import (
    NewDecision,
    open_decision,
    print_decision,
    record_decision,
)
from sharewell.decisions.permitted import may_send
from sharewell.decisions.queries import ConcernView
from sharewell.decisions.vocabulary import SHARING, Outcome
from sharewell.rulebooks.load import edition
from sharewell.web.clock import now, today
from sharewell.web.door import KeyedForm, actor, acts, attempt, hat, show
from sharewell.web.forms.deciding import (
    NONE_OF_THESE,
    DecisionForm,
    OwnViewForm,
    PeopleForm,
    QuestionForm,
)
from sharewell.web.presenters.advice import (
    advice_words,
    answer_sections,
    answer_words,
    bases,
    person_name,
    relation_name,
    said_since,
)
from sharewell.web.presenters.decision import decision_words

# The people are asked for once the strength of the worry is known.
BEFORE_PEOPLE = frozenset({"level", "recipient"})
ADVICE_CHANGED = (
    "Something changed since this page was made: an answer, in another tab or by a "
    "colleague, or the rules in force. Nothing is decided yet. Read what the procedure "
    "points to now; your choice and your reasons are kept below. Then decide."
)


@acts(Action.DECISION_RECORD)
def own_view(request: HttpRequest, concern_id: UUID) -> HttpResponse:
    """The person's own view comes before any advice, and stays as it was then."""
    view, sheet = _open(request, concern_id)
    before = sheet.own_view if sheet.own_view and advise_on(sheet).complete else ""
    initial = {
        "own_view": "" if before else sheet.own_view,
        "revision": sheet.revision,
    }
    form = OwnViewForm(request.POST or None, initial=initial)
    if request.method == "POST" and form.is_valid():
        if form.cleaned_data["revision"] not in {None, sheet.revision}:
            form = _overtaken(request, sheet)
        elif _save(form, request, after := _with_view(sheet, before, form)):
            return _onwards(concern_id, after)
    return show(
        request,
        "own_view.html",
        form,
        concern=view,
        before=before,
        back_link=_back(view),
    )


def _with_view(sheet: AnswerSheet, before: str, form: OwnViewForm) -> AnswerSheet:
    """What was written before the advice could be seen is added to, never replaced."""
    text = form.cleaned_data["own_view"]
    if before:
        text = f"{before}\n\nAdded after the questions were answered: {text}"
    return with_own_view(sheet, text)


def _overtaken(request: HttpRequest, sheet: AnswerSheet) -> OwnViewForm:
    """Somebody saved since this page was made: both texts are shown, none is lost."""
    form = OwnViewForm(request.POST.dict() | {"revision": str(sheet.revision)})
    form.full_clean()
    form.add_error(
        None,
        "A colleague, or you in another tab, went on with this since. It now says: "
        f"“{sheet.own_view}”. Your text is kept: put the two together, then save.",
    )
    return form


@acts(Action.DECISION_RECORD)
def next_question(request: HttpRequest, concern_id: UUID) -> HttpResponse:
    """Wherever the next question is; when none is left, the advice."""
    _, sheet = _open(request, concern_id)
    return _onwards(concern_id, sheet)


@acts(Action.DECISION_RECORD)
def people(request: HttpRequest, concern_id: UUID) -> HttpResponse:
    """Who has to be thought of, one by one."""
    view, sheet = _open(request, concern_id)
    named = [one["relation"] for one in sheet.facts["people"]]
    initial = {"people": named or ([NONE_OF_THESE] if sheet.people_named else [])}
    there = sorted(named) if sheet.people_named else None
    form = PeopleForm(request.POST or None, initial=initial, there=there)
    if request.method == "POST" and form.is_valid():
        chosen = form.cleaned_data["people"]
        if form.is_overtaken and sorted(chosen) != there:
            form.ask_again(said_since("; ".join(map(relation_name, named)) or "nobody"))
        elif _save(form, request, after := with_people(sheet, chosen)):
            return _onwards(concern_id, after)
    return show(
        request,
        "question.html",
        form,
        concern=view,
        back_link=_back(view),
        caption=None,
        myth=None,
    )


@acts(Action.DECISION_RECORD)
def question(
    request: HttpRequest, concern_id: UUID, fact: str, person: str | None = None
) -> HttpResponse:
    """One question of the vocabulary, about the matter or about one person."""
    view, sheet = _open(request, concern_id)
    asked = edition(today()).vocabulary.by_name().get(fact)
    about = next((p for p in sheet.facts["people"] if p["ref"] == person), None)
    if asked is None or asked.of_person != (about is not None):
        raise Http404
    known = (about or sheet.facts["answers"]).get(fact)
    form = QuestionForm(
        request.POST or None,
        question=asked,
        initial={"answer": known},
        # Whom it is about as well: the people may have been named anew.
        there=[about and about["relation"], known],
    )
    if request.method == "POST" and form.is_valid():
        answer = form.cleaned_data["answer"]
        if form.is_overtaken and answer != known:
            form.ask_again(said_since(known and answer_words(asked, known)))
        elif _save(form, request, after := answered(sheet, fact, person, answer)):
            return _onwards(concern_id, after)
    return show(
        request,
        "question.html",
        form,
        concern=view,
        caption=person_name(about) if about else None,
        myth=asked.myth,
        back_link=_back(view),
    )


@acts(Action.DECISION_RECORD)
def decide(request: HttpRequest, concern_id: UUID) -> HttpResponse:
    """What the procedure points to, and what the person decides."""
    view, sheet = _open(request, concern_id)
    if request.method == "POST" and view.decisions and not sheet.own_view:
        return _decided_already(request, view)
    if not sheet.own_view:
        return redirect("own-view", concern_id)
    advice = advise_on(sheet)
    form = DecisionForm(
        request.POST or None,
        bases=bases(advice),
        there=[sheet.facts, sheet.own_view, advice.to_json()],
    )
    if form.is_overtaken:
        form.ask_again(ADVICE_CHANGED)
    elif request.method == "POST" and form.is_valid():
        made = attempt(
            form,
            request,
            record_decision,
            concern_id=concern_id,
            decision=_decision(form, sheet),
            draft_id=sheet.draft_id,
        )
        if made:
            return _after(UUID(made), Outcome(form.cleaned_data["outcome"]))
    return show(
        request,
        "decide.html",
        form,
        concern=view,
        advice=advice_words(advice.to_json()),
        own_view=sheet.own_view,
        sections=answer_sections(view.id, sheet, edition(today()).vocabulary),
        back_link=_back(view),
    )


def _decided_already(request: HttpRequest, view: ConcernView) -> HttpResponse:
    """The same form twice is the first one kept; another decision was not taken."""
    latest, outcome, _ = view.decisions[-1]
    by_me = view.deciders[-1] == actor(request).id
    if by_me and request.POST.get("outcome") == outcome:
        messages.success(request, "Your decision is recorded.")
        return redirect("decision", latest)
    return render(
        request,
        "decided_already.html",
        {
            "concern": view,
            "decision_id": latest,
            "reasons": request.POST.get("reasons", ""),
        },
        status=409,
    )


@acts(Action.DECISION_OPEN)
def decision(request: HttpRequest, decision_id: UUID) -> HttpResponse:
    """The record of a decision."""
    found, concern_id = open_decision(
        by=actor(request), at=now(), decision_id=decision_id
    )
    return show(
        request,
        "decision.html",
        decision=found,
        words=decision_words(found),
        concern_id=concern_id,
        is_sharing=Outcome(found.outcome) in SHARING,
        may_send=may_send(actor(request), found),
    )


@acts(Action.DECISION_PRINT)
def decision_print(request: HttpRequest, decision_id: UUID) -> HttpResponse:
    """The record for paper: edition, date, and where the current one is."""
    found, concern_id = print_decision(
        by=actor(request), at=now(), decision_id=decision_id
    )
    return show(
        request,
        "decision_print.html",
        decision=found,
        words=decision_words(found),
        concern_id=concern_id,
        printed_at=now(),
        agency=hat(request).agency_name,
        address=request.build_absolute_uri(f"/decisions/{decision_id}"),
    )


def _open(request: HttpRequest, concern_id: UUID) -> tuple[ConcernView, AnswerSheet]:
    me = actor(request)
    view = open_to_decide(by=me, at=now(), concern_id=concern_id)
    return view, open_sheet(me, now(), view, hat(request).agency_kind)


def _onwards(concern_id: UUID, sheet: AnswerSheet) -> HttpResponse:
    if not sheet.own_view:
        return redirect("own-view", concern_id)
    left = next_questions(sheet)
    if left and left[0].fact in BEFORE_PEOPLE:
        return redirect("question", concern_id, left[0].fact)
    if not sheet.people_named:
        return redirect("people", concern_id)
    if not left:
        return redirect("decide", concern_id)
    if left[0].person:
        return redirect("person-question", concern_id, left[0].person, left[0].fact)
    return redirect("question", concern_id, left[0].fact)


def _save(form: KeyedForm, request: HttpRequest, sheet: AnswerSheet) -> bool:
    """Keep the answers; a contradiction or a colleague's change becomes an error."""
    try:
        advise_on(sheet)
        save_sheet(actor(request), now(), sheet)
    except SharewellError as problem:
        form.add_error(None, str(problem))
        return False
    return True


def _decision(form: DecisionForm, sheet: AnswerSheet) -> NewDecision:
    given: dict[str, Any] = form.cleaned_data
    return NewDecision(
        facts=sheet.facts,
        outcome=Outcome(given["outcome"]),
        own_view=sheet.own_view,
        reasons=given["reasons"],
        lawful_basis=given.get("lawful_basis", ""),
    )


def _after(decision_id: UUID, outcome: Outcome) -> HttpResponse:
    if outcome in SHARING:
        return redirect("items", decision_id)
    return redirect("decision", decision_id)


def _back(view: ConcernView) -> str:
    return f"/concerns/{view.id}"
