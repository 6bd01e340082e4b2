"""Which other agencies know this child; and the page of whoever must ring back."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_http_methods

from sharewell.agencies.queries import open_inboxes
from sharewell.agencies.vocabulary import InboxKind
from sharewell.core.policy.action import Action
from sharewell.exchange.contacts import answer_contact, open_contact
from sharewell.exchange.existence import Asking, ask_who_knows, holders, open_to_ask
from sharewell.web.clock import now, today
from sharewell.web.door import actor, acts, attempt, show
from sharewell.web.forms.existence import AskForm, ContactForm
from sharewell.web.presenters.words import AGENCY_KIND, ASKED_FOR, CONTACT_OUTCOME, say

OVER = (
    "So many questions were asked today, by you or by your agency, that this one waits "
    "until tomorrow. Nothing was looked for, and your lead information officer is "
    "told. If you suspect significant harm, say so in the concern, or ring the front "
    "door: then nothing waits."
)
FORM = require_http_methods(["GET", "HEAD", "POST"])


@FORM
@acts(Action.EXISTENCE_ASK)
def others(request: HttpRequest, kind: str, thing_id: UUID) -> HttpResponse:
    """Ask, and see who says that they hold an entry; what is shown is never all."""
    about = {"kind": kind, "thing_id": thing_id}
    asking = open_to_ask(by=actor(request), at=now(), **about)
    form = AskForm(request.POST or None, initial=_known(asking), today=today())
    if request.method == "POST" and form.is_valid():
        result = attempt(
            form, request, ask_who_knows, question=form.question(), **about
        )
        if result and "over" in result:
            form.add_error(None, OVER)
        elif result:
            return _found(request, asking, result, about)
    return show(request, "others.html", form, asking=asking, about=about)


@FORM
@acts(Action.CONTACT_OPEN, Action.CONTACT_ANSWER)
def contact(request: HttpRequest, contact_id: UUID) -> HttpResponse:
    """Who asked and why; then how and when they were contacted."""
    view = open_contact(by=actor(request), at=now(), contact_id=contact_id)
    form = ContactForm(request.POST or None, today=today())
    if request.method == "POST" and form.is_valid():
        made = attempt(
            form,
            request,
            answer_contact,
            contact_id=contact_id,
            answer=form.answer(),
        )
        if made:
            messages.success(request, "It is kept, and the clock has stopped.")
            return redirect("contact", contact_id)
    return show(
        request,
        "contact.html",
        form,
        contact=view,
        purpose=say(ASKED_FOR, view.purpose),
        outcome=say(CONTACT_OUTCOME, view.answer.outcome) if view.answer else "",
    )


def _known(asking: Asking) -> dict[str, Any]:
    child = asking.child
    if child is None:
        return {}
    return {
        "given_name": child.given_name,
        "family_name": child.family_name,
        "born_on": child.born_on,
        "nhs_number": dict(child.identifiers).get("nhs_number", ""),
    }


def _found(
    request: HttpRequest, asking: Asking, result: dict[str, Any], about: dict[str, Any]
) -> HttpResponse:
    return show(
        request,
        "known_elsewhere.html",
        asking=asking,
        about=about,
        reference=result["reference"],
        holders=[
            {
                "agency": one.agency,
                "kind": say(AGENCY_KIND, one.kind),
                "since": f"{one.since:%B %Y}",
                "inbox": one.inbox,
            }
            for one in holders(result)
        ],
        doors=open_inboxes([InboxKind.FRONT_DOOR.value]),
    )
