"""Officers' pages of restrictions, and what the others see of them."""

import re

import pytest
from django.test import Client, RequestFactory
from django.urls import reverse

from sharewell.access.errors import Refused
from sharewell.core.policy.action import Action
from sharewell.core.policy.decide import decide
from sharewell.core.policy.model import Purpose, Relation, Resource
from sharewell.web.views.errors import not_found, refused
from tests.browsing import hidden, signed_in, submit
from tests.conftest import Kept
from tests.integration.access.scene import Scene, kept_scene
from tests.integration.access.second_officer import with_deputy


@pytest.fixture
def scene(kept: Kept) -> Scene:
    """A concern that was decided and sent to the front door."""
    return kept_scene(kept)


def text(reply: object) -> str:
    return " ".join(reply.content.decode().split())


def status(client: Client, name: str, thing: object) -> int:
    return client.get(reverse(name, args=[thing])).status_code


def test_whoever_knows_the_family_leaves_and_an_officer_takes_over(
    scene: Scene,
) -> None:
    lena, concern = signed_in(scene.world, "lena"), scene.ids["concern_id"]
    page = text(lena.get(reverse("concern", args=[concern])))
    assert reverse("concern-known", args=[concern]) in page
    done = submit(lena, reverse("concern-known", args=[concern]), reason="own_family")
    assert "You are out of it from now on" in text(done)
    assert status(lena, "concern", concern) == 404
    assert str(scene.ids["reference"]) not in text(lena.get(reverse("your-work")))
    omar = signed_in(scene.world, "omar")
    work = text(omar.get(reverse("your-work")))
    assert "see that another takes over" in work
    page = text(omar.get(reverse("concern", args=[concern])))
    assert "Decide again" in page or "Answer the questions" in page


def test_an_officer_keeps_somebody_out_and_two_let_them_in(scene: Scene) -> None:
    world = with_deputy(scene.world)
    omar, concern = signed_in(world, "omar"), scene.ids["concern_id"]
    done = submit(
        omar, reverse("keep-out"), reference=scene.ids["reference"],
        person=str(world.actors["alice"].id), reason="connected_to_the_feared_person",
    )  # fmt: skip
    assert "Alice Teacher" in text(done)
    alice = signed_in(world, "alice")
    assert status(alice, "concern", concern) == 404
    assert "You have raised nothing" not in text(alice.get(reverse("your-work")))
    for address in re.findall(r"/restrictions/conflicts/[0-9a-f-]+/end", text(done)):
        page = text(submit(omar, address))
        assert "It waits for another officer" in page
    assert status(alice, "concern", concern) == 404
    deputy = signed_in(world, "deputy")
    for _ in range(2):
        page = deputy.get(reverse("restrictions"))
        address = re.search(r"/restrictions/proposals/[0-9a-f-]+", text(page))[0]
        deputy.post(address, {**hidden(page), "answer": "agree"})
    assert status(alice, "concern", concern) == 200


def test_a_seal_without_anybody_named_is_refused_with_words(scene: Scene) -> None:
    omar = signed_in(scene.world, "omar")
    reply = submit(omar, reverse("put-seal"), reference="", scope="this")
    assert reply.status_code == 422
    for message in ("Write the reference", "Name at least one person"):
        assert message in text(reply)
    wrong = submit(
        omar, reverse("put-seal"), reference="NONE-SUCH", scope="this",
        names=[str(scene.world.actors["lena"].id)],
    )  # fmt: skip
    assert "has this reference" in text(wrong)


def test_what_is_refused_can_be_opened_in_an_emergency(scene: Scene) -> None:
    world = with_deputy(scene.world)
    bob, concern = signed_in(world, "bob"), scene.ids["concern_id"]
    refused = bob.get(reverse("concern", args=[concern]))
    assert refused.status_code == 403
    address = reverse("concern-emergency", args=[concern])
    assert address in text(refused)
    without = submit(bob, address, reason=" ")
    assert without.status_code == 422
    opened = submit(bob, address, reason="He is to be collected in ten minutes.")
    assert opened.status_code == 200
    assert "open to you for an hour" in text(opened)
    for name in ("add", "child", "own-view", "concern-looks"):
        assert status(bob, name, concern) == 403
    omar = signed_in(world, "omar")
    assert "Review an opening in an emergency" in text(omar.get(reverse("your-work")))
    listed = text(omar.get(reverse("restrictions")))
    review = re.search(r"/restrictions/emergencies/[0-9a-f-]+", listed)[0]
    assert "He is to be collected" in text(omar.get(review))
    kept = submit(omar, review, was_justified="yes", text="The school was right.")
    assert "Nothing waits for a review" in text(kept)
    assert "Review an opening" not in text(omar.get(reverse("your-work")))


def test_a_duty_worker_is_not_offered_what_an_emergency_does_not_open(
    scene: Scene,
) -> None:
    bob, concern = signed_in(scene.world, "bob"), scene.ids["concern_id"]
    submit(bob, reverse("concern-known", args=[concern]), reason="own_family")
    gone = bob.get(reverse("concern", args=[concern]))
    assert gone.status_code == 404
    assert "emergency" not in text(gone)
    again = bob.post(
        reverse("concern-emergency", args=[concern]), {"reason": "I must see it."}
    )
    assert again.status_code == 404


def test_barred_by_the_policy_alone_looks_absent(
    scene: Scene, rf: RequestFactory
) -> None:
    """Even where the database let the row through: as a page of nothing there."""
    by = scene.world.actors["lena"]
    barred = frozenset({Relation.OWN_AGENCY, Relation.IN_CONFLICT})
    about = Resource("concern", scene.ids["concern_id"], barred)
    verdict = decide(by, Purpose.SAFEGUARD, Action.CONCERN_OPEN, about)
    refusal = Refused(by, Action.CONCERN_OPEN, about, verdict)
    seen = refused(rf.get("/concerns/x"), refusal)
    absent = not_found(rf.get("/concerns/x"))
    assert seen.status_code == absent.status_code == 404
    assert text(seen) == text(absent)
