"""Choosing item by item, seeing exactly what the recipient will see, and sending."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect

from sharewell.agencies.queries import InboxEntry, open_inboxes
from sharewell.agencies.vocabulary import InboxKind
from sharewell.core.policy.action import Action
from sharewell.exchange.receiving import open_disclosure, record_voice
from sharewell.exchange.sending import Preview, preview_disclosure, send_disclosure
from sharewell.web.clock import now
from sharewell.web.door import actor, acts, attempt, show
from sharewell.web.forms.receiving import VoiceForm
from sharewell.web.forms.sending import ItemsForm, SendForm
from sharewell.web.presenters.words import ENTRY, say

REPLACED = (
    "A later decision about this concern replaced that one. Send from the latest "
    "decision, or decide again. To refer to children's services you need neither: "
    "refer directly from the page where you tell your lead."
)


@acts(Action.DISCLOSURE_SEND)
def items(request: HttpRequest, decision_id: UUID) -> HttpResponse:
    """Tick what goes and to whom; a valid choice leads to the preview."""
    preview = preview_disclosure(by=actor(request), at=now(), decision_id=decision_id)
    if preview.is_replaced:
        messages.error(request, REPLACED)
        return redirect("concern", preview.concern_id)
    form = _items_form(request, preview)
    if request.method == "POST" and form.is_valid():
        chosen = attempt(
            form,
            request,
            preview_disclosure,
            decision_id=decision_id,
            refs=tuple(form.cleaned_data["refs"]),
            inbox_id=UUID(form.cleaned_data["inbox"]),
            read_again=form.cleaned_data.get("read_for_this", False),
        )
        if chosen:
            return _preview_page(request, decision_id, chosen, form)
    return show(
        request,
        "items.html",
        form,
        preview=preview,
        decision_id=decision_id,
        offered=[item for item in preview.items if not item.withheld],
        withheld=[item for item in preview.items if item.withheld],
        words=ENTRY,
    )


@acts(Action.DISCLOSURE_SEND)
def send(request: HttpRequest, decision_id: UUID) -> HttpResponse:
    """Send exactly what was previewed; if anything changed, show the new preview."""
    if request.method != "POST":
        return redirect("items", decision_id)
    form = SendForm(request.POST)
    if not form.is_valid():
        messages.error(
            request, "The preview could not be read. Choose the items again."
        )
        return redirect("items", decision_id)
    made = attempt(
        form,
        request,
        send_disclosure,
        decision_id=decision_id,
        inbox_id=form.cleaned_data["inbox"],
        refs=form.cleaned_data["refs"],
        previewed=form.cleaned_data["previewed"],
        answered_by=form.cleaned_data["answered_by"],
        read_again=form.cleaned_data["read_again"],
    )
    if made:
        return redirect("sent", made["disclosure"])
    fresh = preview_disclosure(
        by=actor(request),
        at=now(),
        decision_id=decision_id,
        refs=form.cleaned_data["refs"],
    )
    again = SendForm(
        request.POST.dict() | {"previewed": fresh.digest}, initial=form.cleaned_data
    )
    again.full_clean()
    for problem in form.non_field_errors():
        again.add_error(None, problem)
    return show(
        request,
        "preview.html",
        again,
        preview=fresh,
        decision_id=decision_id,
        recipient=_inbox(form.cleaned_data["inbox"]),
        words=ENTRY,
        answered_by=form.cleaned_data["answered_by"],
    )


@acts(Action.DISCLOSURE_OPEN)
def sent(request: HttpRequest, disclosure_id: UUID) -> HttpResponse:
    """It is sent: what the recipient has now, and what the sender still owes."""
    view = open_disclosure(by=actor(request), at=now(), disclosure_id=disclosure_id)
    return show(request, "sent.html", disclosure=view, words=ENTRY)


@acts(Action.DISCLOSURE_OPEN, Action.DISCLOSURE_VOICE)
def referred(request: HttpRequest, disclosure_id: UUID) -> HttpResponse:
    """Referred directly: now ring, and say who answered."""
    view = open_disclosure(by=actor(request), at=now(), disclosure_id=disclosure_id)
    form = VoiceForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        made = attempt(
            form,
            request,
            record_voice,
            disclosure_id=disclosure_id,
            answered_by=form.cleaned_data["answered_by"],
        )
        if made:
            messages.success(request, "Recorded who answered.")
            return redirect("concern", view.concern_id)
    doors = open_inboxes([InboxKind.FRONT_DOOR.value])
    return show(request, "referred.html", form, disclosure=view, doors=doors)


def _items_form(request: HttpRequest, preview: Preview) -> ItemsForm:
    offered = [item for item in preview.items if not item.withheld]
    inboxes = preview.inboxes
    return ItemsForm(
        request.POST or None,
        items=[(item.ref, say(ENTRY, item.label)) for item in offered],
        inboxes=[(str(one.id), f"{one.name}, {one.agency_name}") for one in inboxes],
        is_serious=preview.is_serious,
        is_hidden=preview.is_hidden,
        is_cautioned=any(item.caution for item in offered),
        initial={
            "refs": [item.ref for item in offered if item.is_chosen],
            "inbox": str(inboxes[0].id) if inboxes else "",
        },
    )


def _preview_page(
    request: HttpRequest, decision_id: UUID, preview: Preview, form: ItemsForm
) -> HttpResponse:
    inbox = _inbox(UUID(form.cleaned_data["inbox"]))
    send_form = SendForm(
        initial={
            "refs": "\n".join(item.ref for item in preview.chosen),
            "inbox": inbox.id if inbox else "",
            "previewed": preview.digest,
            "answered_by": form.voice,
            "read_again": form.cleaned_data.get("read_for_this", False),
        }
    )
    return show(
        request,
        "preview.html",
        send_form,
        preview=preview,
        decision_id=decision_id,
        recipient=inbox,
        answered_by=form.voice,
        words=ENTRY,
    )


def _inbox(inbox_id: UUID) -> InboxEntry | None:
    return next((one for one in open_inboxes() if one.id == inbox_id), None)
