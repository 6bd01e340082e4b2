"""Your work: what waits for you, what you raised, what your team left unfinished."""

from django.conf import settings
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.http import require_POST

from sharewell.agencies.inboxes import inbox_kinds
from sharewell.core.policy.action import Action
from sharewell.decisions.drafts import may_open_draft, unfinished
from sharewell.decisions.queries import raised_by
from sharewell.exchange.progress import calls_owed, received, waiting_work
from sharewell.web.clock import now
from sharewell.web.door import actor, acts
from sharewell.web.middleware import CHOSEN_AGENCY
from sharewell.web.presenters.work import (
    call_rows,
    draft_rows,
    raised_rows,
    received_rows,
    task_rows,
)


@acts(Action.WORK_LIST)
def your_work(request: HttpRequest) -> HttpResponse:
    """One page for every role, with the sections that concern it."""
    me, at = actor(request), now()
    kinds = inbox_kinds(me)
    tasks = waiting_work(me, at, kinds)
    others = [
        (hat, len(waiting_work(hat.actor, at, inbox_kinds(hat.actor))))
        for hat in request.hats
        if hat.actor != me
    ]
    return render(
        request,
        "your_work.html",
        {
            "tasks": task_rows(tasks),
            "calls": call_rows(calls_owed(me), tasks, at),
            "received": received_rows(received(me, kinds), at),
            "raised": raised_rows(raised_by(me)),
            "drafts": draft_rows(
                [one for one in unfinished(me) if may_open_draft(me, one)]
            ),
            "others": others,
            "has_inbox": bool(kinds),
            "sent_messages": bool(settings.SENT_MESSAGES_DIR),
        },
    )


@require_POST
@acts(Action.WORK_LIST)
def wear(request: HttpRequest) -> HttpResponse:
    """Go on in another agency one is appointed in, at the address one came from."""
    wanted = request.POST.get("agency", "")
    for hat in request.hats:
        if str(hat.actor.agency) == wanted:
            request.session[CHOSEN_AGENCY] = wanted
            messages.success(request, f"You now act for {hat.agency_name}.")
            return redirect(_back_to(request.POST.get("again", "")))
    messages.error(request, "You are not appointed in that agency, or not any more.")
    return redirect("your-work")


def _back_to(path: str) -> str:
    """A path of ours, or the list of work: nobody is sent elsewhere from here."""
    is_ours = url_has_allowed_host_and_scheme(path, allowed_hosts=None)
    return path if is_ours and path.startswith("/") else reverse("your-work")
