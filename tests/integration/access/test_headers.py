"""Every reply of every address, as a service behind TLS: what a browser is told.

Asked as a colleague, whom some pages show, some refuse and some do not know, so that
error pages are among them; and as nobody, who is sent to sign in.
"""

import re
from collections.abc import Iterator

import pytest
from django.conf import settings as real_settings
from django.test import Client

from tests.integration.access.asking import METHODS, address, client_of, names
from tests.integration.access.filled_in import filled_in
from tests.integration.access.scene import Scene

A_YEAR = 31_536_000
EQUAL = {
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
    "X-Frame-Options": "DENY",
    "Cache-Control": "no-store",
}
POLICY = {
    "default-src": "'none'",
    "base-uri": "'none'",
    "frame-ancestors": "'none'",
    "form-action": "'self'",
}
DEVICES = ("camera", "microphone", "geolocation", "payment", "usb")
NEVER = ("Server", "X-Powered-By", "Access-Control-Allow-Origin")


def faults(headers: dict[str, str]) -> Iterator[str]:
    """What a reply lacks, or says too much."""
    for name, value in EQUAL.items():
        if headers.get(name) != value:
            yield f"{name}: {headers.get(name)}"
    yield from content_faults(headers.get("Content-Security-Policy", ""))
    strict = headers.get("Strict-Transport-Security", "")
    age = re.match(r"max-age=(\d+)", strict)
    if not age or int(age[1]) < A_YEAR or "includeSubDomains" not in strict:
        yield f"Strict-Transport-Security: {strict}"
    for device in DEVICES:
        if f"{device}=()" not in headers.get("Permissions-Policy", ""):
            yield f"Permissions-Policy without {device}"
    yield from (f"{name} is told" for name in NEVER if name in headers)
    kind = headers.get("Content-Type", "")
    if kind.startswith("text/") and "charset=utf-8" not in kind:
        yield kind


def content_faults(policy: str) -> Iterator[str]:
    """What the content policy lacks, or lets in."""
    parts = {k: v for k, _, v in (p.strip().partition(" ") for p in policy.split(";"))}
    for name, value in POLICY.items():
        if parts.get(name) != value:
            yield f"CSP {name}: {parts.get(name)}"
    if "unsafe" in policy or "*" in policy or "http:" in policy:
        yield f"CSP is loose: {policy}"


@pytest.fixture
def behind_tls(settings):
    """As BASE_URL=https://... sets it."""
    settings.SECURE_HSTS_SECONDS = A_YEAR
    settings.SECURE_HSTS_INCLUDE_SUBDOMAINS = True
    settings.SECURE_HSTS_PRELOAD = True


def found_as(scene: Scene, who: str) -> dict[str, list[str]]:
    client = client_of(scene, who)
    secure = Client(headers={"X-Forwarded-Proto": "https"})
    secure.cookies = client.cookies
    found = {}
    for name in names():
        for method in METHODS:
            ask = getattr(secure, method.lower())
            given = filled_in(scene, name) if method == "POST" else {}
            reply = ask(address(scene, name), given, secure=True)
            if wrong := list(faults(dict(reply.headers))):
                found[f"{method} {name}"] = wrong
    return found


@pytest.mark.parametrize("who", ["bob", "nobody"])
def test_every_reply_tells_the_browser_to_be_careful(
    scene: Scene, behind_tls: None, who: str
) -> None:
    assert found_as(scene, who) == {}


def test_static_files_are_told_too(database: None, behind_tls: None) -> None:
    root = real_settings.STATIC_ROOT
    some = next(p for p in sorted(root.rglob("*.css")))
    reply = Client().get(f"/static/{some.relative_to(root)}", secure=True)
    assert reply.status_code == 200
    assert reply.headers["X-Content-Type-Options"] == "nosniff"
    assert "max-age=31536000" in reply.headers["Strict-Transport-Security"]
    assert "Access-Control-Allow-Origin" not in reply.headers


def test_no_request_is_shown_back_and_no_folder_listed(database: None) -> None:
    assert Client().trace("/urgent").status_code == 405
    assert Client().get("/static/").status_code == 404
    assert Client().get("/.git/HEAD").status_code == 404


def test_a_header_that_is_missing_or_loose_is_seen() -> None:
    assert len(list(faults({}))) == len(EQUAL) + len(POLICY) + 1 + len(DEVICES)
    loose = {"Content-Security-Policy": "default-src 'unsafe-inline'", "Server": "x"}
    assert "Server is told" in list(faults(loose))
    assert any(one.startswith("CSP is loose") for one in faults(loose))
