"""The addresses of these tests: sign-in, and one page that stands for all others."""

from django.http import HttpRequest, HttpResponse
from django.urls import path

from sharewell.web.sign_in import sign_in_urls


def work(request: HttpRequest) -> HttpResponse:
    """A page of the service."""
    return HttpResponse("sent" if request.method == "POST" else "your work")


def urgent(request: HttpRequest) -> HttpResponse:
    """A page that is open to everyone."""
    return HttpResponse("urgent help")


urlpatterns = [
    *sign_in_urls,
    path("work", work, name="your-work"),
    path("concerns/new", work, name="concern-new"),
    path("urgent", urgent, name="urgent"),
]
