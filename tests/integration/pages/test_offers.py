"""A page offers only what its reader may do, and what is owed is found from it."""

import re
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from tests.browsing import hidden, signed_in
from tests.conftest import Kept
from tests.factories import World
from tests.integration.access.scene import Scene, kept_scene
from tests.integration.pages.test_main_flow import TOLD

AT_SCHOOL = ("alice", "lena", "omar")
# Argument of the scene -> the page, and who may open it.
PAGES = {
    "concern_id": ("concern", AT_SCHOOL),
    "departed_id": ("concern", AT_SCHOOL),
    "decision_id": ("decision", ("lena", "omar")),
    "disclosure_id": ("disclosure", (*AT_SCHOOL, "dana")),
}
LINK = re.compile(r'href="(/(?:concerns|decisions|disclosures)/[0-9a-f-]{36}[^"]*)"')


@pytest.fixture
def scene(kept: Kept) -> Scene:
    return kept_scene(kept)


def text(client: Client, name: str, given: Any) -> str:
    found: str = client.get(reverse(name, args=[given])).content.decode()
    return found


@pytest.mark.parametrize("who", ["alice", "lena", "omar", "dana"])
def test_no_link_leads_to_a_refusal(scene: Scene, who: str) -> None:
    client = signed_in(scene.world, who)
    pages = [
        reverse(name, args=[scene.ids[given]])
        for given, (name, people) in PAGES.items() if who in people
    ]  # fmt: skip
    followed = {
        link for page in [reverse("your-work"), *pages]
        for link in LINK.findall(client.get(page).content.decode())
    }  # fmt: skip
    refused = [link for link in followed if client.get(link).status_code >= 400]
    assert followed
    assert refused == []


def test_only_who_may_add_is_offered_to(scene: Scene) -> None:
    offered = offered_to(scene, "Add something", "concern_id")
    assert offered == {"alice", "lena", "omar"}


def test_a_review_is_offered_to_whoever_did_not_decide(scene: Scene) -> None:
    assert offered_to(scene, "Write what was done", "departed_id") == {"omar"}


def offered_to(scene: Scene, words: str, given: str) -> set[str]:
    name, people = PAGES[given]
    return {
        who for who in people
        if words in text(signed_in(scene.world, who), name, scene.ids[given])
    }  # fmt: skip


def test_sending_and_the_call_are_offered_to_whoever_may(world: World) -> None:
    alice = signed_in(world, "alice")
    disclosure = refer(alice).split("/")[2]
    lena, omar = signed_in(world, "lena"), signed_in(world, "omar")
    assert "Record who answered" in text(lena, "disclosure", disclosure)
    assert "Record who answered" not in text(omar, "disclosure", disclosure)
    assert "Record who answered" not in text(omar, "referred", disclosure)
    concern = text(omar, "disclosure", disclosure)
    decision = re.search(
        r"/decisions/[0-9a-f-]{36}",
        omar.get(re.search(r"/concerns/[0-9a-f-]{36}", concern)[0]).content.decode(),
    )[0]
    assert "Choose what to send" in lena.get(decision).content.decode()
    assert "Choose what to send" in omar.get(decision).content.decode()
    # Whoever referred directly reads her decision, and sends nothing more from it.
    hers = alice.get(decision).content.decode()
    assert "for an adviser" in hers
    assert "Choose what to send" not in hers


def refer(client: Client) -> str:
    page = client.get(reverse("tell"))
    sent = client.post(reverse("tell"), {**hidden(page), **TOLD, "do": "refer"})
    found: str = sent.headers["Location"]
    assert found.endswith("/referred")
    return found


def test_the_call_that_is_owed_is_found_again_until_it_is_made(world: World) -> None:
    alice = signed_in(world, "alice")
    referred = refer(alice)
    concern = re.search(
        r"/concerns/[0-9a-f-]{36}", alice.get(referred).content.decode()
    )[0]
    for address in (concern, reverse("your-work")):
        assert referred in alice.get(address).content.decode(), address
    omar = signed_in(world, "omar")
    assert referred not in omar.get(concern).content.decode()
    form = {**hidden(alice.get(referred)), "answered_by": "Dana, duty worker"}
    assert alice.post(referred, form).status_code == 302
    for address in (concern, reverse("your-work")):
        assert referred not in alice.get(address).content.decode(), address
