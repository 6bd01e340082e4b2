"""What a person sees when something was wrong, and what to do about it."""

from typing import Any

from django.contrib.sessions.exceptions import SessionInterrupted
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse

from sharewell.access.errors import Refused
from sharewell.agencies.actors import Hat
from sharewell.assurance.permitted import may_open_in_emergency
from sharewell.core.policy.groups import EMERGENCY_READING


def page(
    request: HttpRequest, status: int, heading: str, what_to_do: str, **more: Any
) -> HttpResponse:
    """One plain page: what happened, and what to do next."""
    return render(
        request,
        "error.html",
        {"heading": heading, "what_to_do": what_to_do, **more},
        status=status,
    )


def not_found(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """Absent and hidden look alike, and say so.

    Whoever acts for several agencies is offered the others every time, in the same
    words: an offer only where something is would tell that it is there.
    """
    return page(
        request,
        404,
        "Nothing that you may see is at this address",
        "There may be nothing here, or it may not be yours to see: the two look the "
        "same on purpose. It does not mean that nothing is known about a child. If you "
        "are worried about a child, tell your lead or the children's services front "
        "door.",
        others=_other_hats(request),
        # What was sent to an address cannot be sent again by going there.
        again=request.get_full_path() if request.method == "GET" else "",
    )


def _other_hats(request: HttpRequest) -> list[Hat]:
    worn = getattr(request, "hat", None)
    return [hat for hat in getattr(request, "hats", ()) if hat != worn]


def refused(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """The person knows the thing exists, but may not do this to it."""
    detail = str(exception) if exception else "You may not do this."
    if isinstance(exception, Refused) and exception.is_barred:
        # Who is kept out is not told that there is something to be kept out of.
        return not_found(request)
    return page(
        request,
        403,
        "You may not do this",
        f"{detail} The attempt was recorded. Recording a concern, asking for advice "
        "and "
        "referring to children's services are always open to you.",
        emergency=_emergency(exception),
    )


def _emergency(exception: Exception | None) -> str:
    """Where to open it in an emergency, if that is what was refused and could be."""
    if not isinstance(exception, Refused) or exception.action not in EMERGENCY_READING:
        return ""
    kind = exception.resource.kind
    found = may_open_in_emergency(exception.actor, exception.resource)
    if kind not in {"concern", "disclosure"} or found is None:
        return ""
    return reverse(f"{kind}-emergency", args=[found])


def written_at_once(
    request: HttpRequest, exception: Exception | None = None
) -> HttpResponse:
    """Others wrote to the same record; the attempt was undone as a whole."""
    return page(
        request, 409, "Somebody else wrote at the same moment", str(exception or "")
    )


def erased(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """The words were erased as the law asks; whoever may see the thing may know it."""
    return page(
        request,
        410,
        "What stood here was erased",
        "Two officers of your agency agreed to it, and nobody can read it any more. "
        "They can tell you when and on what ground. If you are worried about a child, "
        "tell your lead or the children's services front door.",
    )


def bad_request(
    request: HttpRequest, exception: Exception | None = None
) -> HttpResponse:
    """The browser sent something no form of ours sends."""
    if isinstance(exception, SessionInterrupted):
        # The sign-in could not be kept after the act itself may have been committed:
        # Django counts that against the browser, and "nothing was saved" may be false.
        return broken(request)
    return page(
        request,
        400,
        "That could not be read",
        "What arrived was too large or damaged, and nothing was saved from it. Go "
        "back: "
        "your text is still in the page. Shorten it or send it in parts.",
    )


def csrf_failure(request: HttpRequest, reason: str = "") -> HttpResponse:
    """The form came from another sign-in, or the browser blocks cookies."""
    return page(
        request,
        403,
        "This page was open too long, or from another sign-in",
        "Nothing was sent. Go back, copy what you typed, reload the page and paste it "
        "in. "
        "If it happens again, check that your browser accepts cookies from this site.",
    )


def broken(request: HttpRequest) -> HttpResponse:
    """A fault of ours; must render without a database."""
    return HttpResponse(
        "<!doctype html><html lang='en'><title>Error: Sharewell</title>"
        "<h1>Something went wrong on our side</h1>"
        "<p>What you were doing was not carried out, or only as a whole: nothing is "
        "half "
        "done. Go back and try again. If a child is in danger now, call 999; the front "
        "door numbers are on <a href='/urgent'>the urgent page</a>.</p></html>",
        status=500,
    )
