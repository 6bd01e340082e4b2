"""Whom to tell about a weakness: security.txt, as RFC 9116 has it."""

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse
from django.views.decorators.http import require_safe

from sharewell.web.clock import today


@require_safe
def contact(request: HttpRequest) -> HttpResponse:
    """Not there when nobody is named, or nobody has looked at it for too long."""
    until = settings.SECURITY_CONTACT_UNTIL
    if not settings.SECURITY_CONTACT or until is None or until <= today():
        raise Http404
    lines = [f"Contact: {one}" for one in settings.SECURITY_CONTACT]
    lines.append(f"Expires: {until.isoformat()}T00:00:00Z")
    if settings.SECURITY_POLICY:
        lines.append(f"Policy: {settings.SECURITY_POLICY}")
    lines.append(f"Canonical: {settings.BASE_URL}{reverse('security-txt')}")
    lines.append("Preferred-Languages: en")
    text = "\n".join(lines) + "\n"
    return HttpResponse(text, content_type="text/plain; charset=utf-8")
