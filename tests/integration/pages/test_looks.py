"""Who looked, when and why: shown to two officers, and shown to nobody else."""

from datetime import UTC, datetime, timedelta

import pytest
from django.test import Client
from django.urls import reverse

from sharewell.agencies.actions import appoint
from sharewell.core.policy.model import Actor, Role
from tests.browsing import signed_in, submit
from tests.conftest import Kept
from tests.integration.access.scene import Scene, kept_scene
from tests.personas import Place


@pytest.fixture
def scene(kept: Kept) -> Scene:
    """A concern that was decided and sent to the front door."""
    return kept_scene(kept)


def page(client: Client, name: str, thing: object) -> str:
    reply = client.get(reverse(name, args=[thing]))
    assert reply.status_code == 200
    return reply.content.decode()


def test_every_look_and_every_refused_attempt_is_there(scene: Scene) -> None:
    concern = scene.ids["concern_id"]
    assert signed_in(scene.world, "bob").get(f"/concerns/{concern}").status_code == 403
    signed_in(scene.world, "lena").get(f"/concerns/{concern}")
    text = page(signed_in(scene.world, "omar"), "concern-looks", concern)
    assert "Opened the concern" in text
    assert "Tried to open a concern, and was refused" in text
    for who in ("bob", "lena"):
        assert scene.world.users[who].email not in text
    assert text.index("Looked at who looked") < text.index("Raised it")


def test_looking_at_who_looked_is_a_look(scene: Scene) -> None:
    omar, concern = signed_in(scene.world, "omar"), scene.ids["concern_id"]
    page(omar, "concern-looks", concern)
    assert page(omar, "concern-looks", concern).count("Looked at who looked") == 2


def test_what_the_front_door_did_shows_as_its_step(scene: Scene) -> None:
    disclosure = scene.ids["disclosure_id"]
    signed_in(scene.world, "dana").get(reverse("disclosure", args=[disclosure]))
    text = page(signed_in(scene.world, "omar"), "disclosure-looks", disclosure)
    assert "Opened what was sent" in text
    assert "Children" in text  # the agency that opened it


def test_a_reference_leads_there_and_a_wrong_one_says_so(scene: Scene) -> None:
    omar, concern = signed_in(scene.world, "omar"), scene.ids["concern_id"]
    text = page(omar, "concern", concern)
    reference = text.split("<title>Concern ")[1].split("<")[0].split(" ")[0].strip()
    found = submit(omar, reverse("looks"), reference=reference.lower())
    assert found.request["PATH_INFO"] == reverse("concern-looks", args=[concern])
    missed = submit(omar, reverse("looks"), reference="SW-0000-0000")
    assert missed.status_code == 422
    assert "does not mean that nothing is known" in " ".join(
        missed.content.decode().split()
    )


def test_a_data_protection_officer_sees_looks_and_no_record(scene: Scene) -> None:
    world = scene.world
    appoint(
        by=Actor.system(world.agencies[Place.SCHOOL]),
        at=datetime.now(UTC) - timedelta(days=1),
        key="dpo",
        practitioner_id=world.actors["bob"].id,
        role=Role.DATA_PROTECTION_OFFICER,
        team="office",
        is_pooled=False,
    )
    bob, concern = signed_in(world, "bob"), scene.ids["concern_id"]
    assert "Raised it" in page(bob, "concern-looks", concern)
    assert bob.get(reverse("concern", args=[concern])).status_code == 403
    assert reverse("looks") in bob.get(reverse("your-work")).content.decode()
