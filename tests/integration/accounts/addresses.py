"""The addresses of these tests: sign-in, and one page that stands for all others."""

from django.http import HttpRequest, HttpResponse
from django.middleware.csrf import get_token
from django.urls import path
from django.utils.html import escape

from sharewell.web.sign_in import sign_in_urls


def work(request: HttpRequest) -> HttpResponse:
    """A page of the service."""
    return HttpResponse("sent" if request.method == "POST" else "your work")


def form(request: HttpRequest) -> HttpResponse:
    """A form as any page of the service has one, and what arrived from it."""
    if request.method == "POST":
        return HttpResponse(f"sent: {escape(request.POST['what'])}")
    return HttpResponse(
        f"<form method=post><input type=hidden name=csrfmiddlewaretoken "
        f"value={get_token(request)}><label>What <textarea "
        "name=what></textarea></label>"
        "<button>Send</button></form>"
    )


def urgent(request: HttpRequest) -> HttpResponse:
    """A page that is open to everyone."""
    return HttpResponse("urgent help")


urlpatterns = [
    *sign_in_urls,
    path("work", work, name="your-work"),
    path("concerns/new", work, name="concern-new"),
    path("form", form, name="form"),
    path("urgent", urgent, name="urgent"),
]
