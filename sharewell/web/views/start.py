"""Pages that need no record: the start, the urgent page, help and statements."""

from django.db import connection
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect, render

from sharewell.accounts.second_factor import is_signed_in
from sharewell.agencies.queries import open_inboxes
from sharewell.agencies.vocabulary import InboxKind


def start(request: HttpRequest) -> HttpResponse:
    """What this is; whoever is signed in goes to their work."""
    if is_signed_in(request):
        return redirect("your-work")
    return render(request, "start.html")


def urgent(request: HttpRequest) -> HttpResponse:
    """999 and the front-door numbers, for anybody, signed in or not."""
    doors = open_inboxes([InboxKind.FRONT_DOOR.value, InboxKind.POLICE.value])
    return render(request, "urgent.html", {"doors": doors})


def help_page(request: HttpRequest) -> HttpResponse:
    """How it works and whom to ring."""
    return render(request, "help.html")


def accessibility(request: HttpRequest) -> HttpResponse:
    """What was tested, what was not, and whom to tell."""
    return render(request, "accessibility.html")


def privacy(request: HttpRequest) -> HttpResponse:
    """What is kept about the people who use this, and cookies."""
    return render(request, "privacy.html")


def healthz(request: HttpRequest) -> HttpResponse:
    """The process answers."""
    return JsonResponse({"status": "ok"})


def readyz(request: HttpRequest) -> HttpResponse:
    """The database answers as well."""
    try:
        with connection.cursor() as cursor:
            cursor.execute("SELECT 1")
    except Exception:  # noqa: BLE001 - any fault means not ready
        return JsonResponse({"status": "no database"}, status=503)
    return JsonResponse({"status": "ready"})
