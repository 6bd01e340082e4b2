"""What another agency holds and what nobody holds get the same reply, byte for byte."""

import re
from uuid import uuid4

import pytest
from django.http import HttpResponse
from django.test import Client
from django.urls import reverse

from tests.browsing import signed_in
from tests.integration.access.scene import Scene

ADDRESSES = [
    ("concern", "concern_id"), ("told", "concern_id"), ("add", "concern_id"),
    ("child", "concern_id"), ("own-view", "concern_id"), ("questions", "concern_id"),
    ("decide", "concern_id"), ("decision", "decision_id"),
    ("decision-print", "decision_id"), ("items", "decision_id"),
    ("decision-copy", "decision_id"),
    ("disclosure", "disclosure_id"), ("sent", "disclosure_id"),
    ("acknowledge", "disclosure_id"), ("discard-draft", "draft_id"),
]  # fmt: skip
# What differs between any two replies, and says nothing about what is there.
PASSING = re.compile(
    rb'nonce="[^"]*"|name="csrfmiddlewaretoken" value="[^"]*"'
    rb'|data-session-ends-in="[0-9]+"'
)
HEADERS = ("Content-Type", "Cache-Control", "Location", "Vary", "Set-Cookie")


def seen(reply: HttpResponse, url: str) -> tuple[object, ...]:
    """All that the person who asked can tell the replies apart by."""
    body = PASSING.sub(b"", reply.content).replace(url.encode(), b"")
    return (
        reply.status_code, body, [reply.headers.get(name) for name in HEADERS],
        sorted(reply.cookies),
    )  # fmt: skip


def ask(client: Client, name: str, given: str, method: str) -> tuple[object, ...]:
    url = reverse(name, args=[given])
    return seen(getattr(client, method)(url, {"submit_key": "k"}), url)


def test_another_agencys_record_looks_like_none(scene: Scene) -> None:
    charlie, different = signed_in(scene.world, "charlie"), []
    for name, argument in ADDRESSES:
        for method in ("get", "post"):
            there = ask(charlie, name, str(scene.ids[argument]), method)
            absent = ask(charlie, name, str(uuid4()), method)
            if there != absent:
                different.append(f"{method} {name}")
            assert there[0] in {404, 405}, (method, name)
    assert different == []


@pytest.mark.parametrize("who", ["bob", "adam"])
def test_the_comparison_can_tell_replies_apart(scene: Scene, who: str) -> None:
    """In the own agency a record is known, and the refusal says so."""
    client = signed_in(scene.world, who)
    there = ask(client, "concern", str(scene.ids["concern_id"]), "get")
    assert there[0] == 403
    assert there != ask(client, "concern", str(uuid4()), "get")
