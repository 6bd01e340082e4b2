"""Tell your lead, refer directly, or note what somebody asks for: one page each."""

from typing import Any
from uuid import UUID, uuid4

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse

from sharewell.access.errors import NotFound
from sharewell.agencies.queries import front_door_for, inbox_for_concerns, inbox_of
from sharewell.agencies.vocabulary import InboxKind
from sharewell.core.policy.action import Action
from sharewell.decisions.actions import tell_adviser
from sharewell.decisions.deciding import NewDecision
from sharewell.decisions.drafts import (
    DraftView,
    SentDraft,
    open_draft,
    save_draft,
    take_over_draft,
)
from sharewell.decisions.errors import DraftChanged, DraftGone
from sharewell.decisions.vocabulary import DraftKind, Outcome
from sharewell.exchange.referring import refer_directly
from sharewell.web.clock import now, today
from sharewell.web.door import actor, acts, attempt, hat, show
from sharewell.web.forms.telling import AskedForm, DraftedForm, TellForm

NOT_KEPT = frozenset(
    {"csrfmiddlewaretoken", "submit_key", "acting_for", "draft", "revision", "do"}
)


@acts(Action.CONCERN_TELL, Action.CONCERN_REFER, Action.DRAFT_SAVE)
def tell(request: HttpRequest) -> HttpResponse:
    """The teacher's page: safe now, who, what, whose words, own view."""
    if request.method == "POST":
        form = TellForm(request.POST, today=today())
        if request.POST.get("do") == "later":
            return _come_back_later(request, form)
        if form.is_valid():
            act = _refer if request.POST.get("do") == "refer" else _tell
            if reply := act(request, form):
                return reply
        return _page(request, form)
    draft = _draft(request)
    if draft is not None and draft.kind == DraftKind.REQUEST:
        return redirect(f"{reverse('asked')}?draft={draft.id}")
    if draft is None and "draft" in request.GET:
        messages.error(
            request, "That draft was sent, discarded, or belongs to another team."
        )
    return _page(request, TellForm(initial=_initial(draft), today=today()), draft)


@acts(Action.CONCERN_TELL, Action.DRAFT_SAVE)
def asked(request: HttpRequest) -> HttpResponse:
    """Somebody asks for information: it is weighed like a concern, and recorded."""
    draft = _draft(request) if request.method == "GET" else None
    form = AskedForm(request.POST or None, initial=_initial(draft))
    if request.method == "POST" and form.is_valid():
        reply = _tell(request, form)
        if reply:
            return reply
    saved_at = draft.saved_at if draft else None
    return show(request, "asked.html", form, draft_saved_at=saved_at)


def _page(
    request: HttpRequest, form: TellForm, draft: DraftView | None = None
) -> HttpResponse:
    return show(
        request,
        "tell.html",
        form,
        draft_saved_at=draft.saved_at if draft else None,
        front_door=front_door_for(actor(request).agency),
        waits_in=inbox_for_concerns(actor(request).agency),
        has_adviser=has_adviser(request),
        agency=hat(request).agency_name,
    )


def has_adviser(request: HttpRequest) -> bool:
    """Whether somebody of the agency takes what is told; else the page says who."""
    return inbox_of(actor(request).agency, InboxKind.ADVISER) is not None


def _tell(request: HttpRequest, form: TellForm | AskedForm) -> HttpResponse | None:
    made = attempt(
        form,
        request,
        tell_adviser,
        concern=form.concern(),
        draft=_sent_draft(request, form),
    )
    if made is None:
        return None
    _say_what_stays(request, made)
    return redirect("told", made["concern"])


def _refer(request: HttpRequest, form: TellForm) -> HttpResponse | None:
    door = front_door_for(actor(request).agency)
    if door is None:
        form.add_error(
            None, "No front door is open in the directory. Ring the numbers you have."
        )
        return None
    made = attempt(
        form,
        request,
        refer_directly,
        concern=form.concern(),
        decision=_own_judgement(request, form),
        inbox_id=door.id,
        draft=_sent_draft(request, form),
    )
    if made is None:
        return None
    _say_what_stays(request, made)
    return redirect("referred", made["disclosure"])


def _sent_draft(request: HttpRequest, form: DraftedForm) -> SentDraft | None:
    if form.draft_id is None:
        return None
    revision = form.cleaned_data.get("revision") or 0
    return SentDraft(form.draft_id, revision, typed(request))


def _say_what_stays(request: HttpRequest, made: dict[str, str]) -> None:
    """It went all the same: a later text never holds a concern up."""
    if made["draft_kept"]:
        messages.warning(
            request,
            "What you sent is recorded. A colleague, or you in another tab, had saved "
            "a later text of this draft: it was not sent and is still on Your work, "
            "under Unfinished. Add what is missing to this concern, then throw the "
            "draft away.",
        )


def _own_judgement(request: HttpRequest, form: TellForm) -> NewDecision:
    """Whoever refers directly has judged it to be reasonable cause, or danger now."""
    given = form.cleaned_data
    facts: dict[str, Any] = {
        "date": today().isoformat(),
        "answers": {
            "level": "immediate_danger"
            if given["safe_now"] == "no"
            else "reasonable_cause",
            "recipient": "front_door",
            "child_safe_now": given["safe_now"],
            "direction": "wishes_to_share",
        },
        "people": [],
    }
    return NewDecision(
        facts=facts,
        outcome=Outcome.SHARE,
        own_view=given["view"],
        reasons="Referred directly, on the practitioner's own judgement. "
        + given["view"],
    )


def _come_back_later(request: HttpRequest, form: DraftedForm) -> HttpResponse:
    """Without a script this is how a draft is saved."""
    draft_id = _uuid(request.POST.get("draft")) or uuid4()
    try:
        save_draft(
            by=actor(request),
            at=now(),
            draft_id=draft_id,
            kind=kind_of(request),
            team=min(actor(request).teams),
            revision=_number(request.POST.get("revision")),
            fields=typed(request),
        )
    except (DraftChanged, DraftGone) as problem:
        form.full_clean()
        form.errors.clear()
        form.add_error(None, str(problem))
        return _page(request, form)  # type: ignore[arg-type]
    messages.success(
        request, "Your draft is saved. It is on this page under Unfinished."
    )
    return redirect("your-work")


def kind_of(request: HttpRequest) -> DraftKind:
    """Which page it was typed on: only one of the two asks who is asking."""
    return DraftKind.REQUEST if "asker" in request.POST else DraftKind.CONCERN


def typed(request: HttpRequest) -> dict[str, Any]:
    """What stands in the form's fields, as it stands."""
    return {
        name: request.POST.getlist(name)
        if len(request.POST.getlist(name)) > 1
        else request.POST[name]
        for name in request.POST
        if name not in NOT_KEPT
    }


def _draft(request: HttpRequest) -> DraftView | None:
    draft_id = _uuid(request.GET.get("draft"))
    if draft_id is None:
        return None
    try:
        draft = open_draft(by=actor(request), at=now(), draft_id=draft_id)
    except NotFound:
        return None
    if draft.held_by != actor(request).id and request.GET.get("take_over"):
        take_over_draft(
            by=actor(request),
            at=now(),
            key=f"over:{draft_id}:{draft.revision}",
            draft_id=draft_id,
        )
    return draft


def _initial(draft: DraftView | None) -> dict[str, Any]:
    if draft is None:
        return {}
    fields = dict(draft.fields)
    for name in ("born_on", "happened_on"):
        parts = [fields.pop(f"{name}_{part}", "") for part in ("day", "month", "year")]
        if any(parts):
            fields[name] = parts
    return {**fields, "draft": draft.id, "revision": draft.revision}


def _uuid(text: str | None) -> UUID | None:
    try:
        return UUID(text or "")
    except ValueError:
        return None


def _number(text: str | None) -> int:
    return int(text) if text and text.isdigit() else 0
