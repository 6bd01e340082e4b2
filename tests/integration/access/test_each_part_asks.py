"""Every part of a record, and every change of its state, is asked about by itself.

The list of what others have had to mend is in docs/record-checks.md.
"""

from datetime import UTC, datetime
from uuid import UUID

import pytest
from django.urls import reverse

from sharewell.access.barriers import ConflictReason
from sharewell.access.errors import NotFound, Refused
from sharewell.agencies.actions import close_login, end_appointment
from sharewell.agencies.models import Appointment
from sharewell.assurance.looks import find_by_reference
from sharewell.assurance.restricting import keep_somebody_out, seal
from sharewell.children.actions import record_child
from sharewell.core.matching.grade import Person
from sharewell.core.policy.model import Actor, Purpose
from sharewell.decisions.actions import find_children, match_child, open_concern
from sharewell.decisions.drafts import save_draft
from sharewell.decisions.vocabulary import DraftKind
from sharewell.exchange.receiving import acknowledge, record_adds, record_outcome
from sharewell.exchange.vocabulary import ReceivedOutcome
from tests.browsing import signed_in
from tests.conftest import Kept
from tests.integration.access.scene import CHILD, Scene, kept_scene


@pytest.fixture
def scene(kept: Kept) -> Scene:
    """Nobody kept out of anything yet."""
    return kept_scene(kept)


def now() -> datetime:
    return datetime.now(UTC)


def test_nothing_is_joined_to_a_record_one_cannot_see(scene: Scene) -> None:
    """Assigning, matching and attaching ask about both ends."""
    world, lena = scene.world, scene.world.actors["lena"]
    elsewhere = record_child(
        by=world.actors["petra"], at=now(), key="child", child=CHILD
    )
    for child in (elsewhere, str(UUID(int=5))):
        with pytest.raises(NotFound):
            match_child(
                by=lena, at=now(), key=f"m{child}", child_id=UUID(child),
                concern_id=scene.ids["departed_id"],
            )  # fmt: skip
    seal(
        by=world.actors["omar"], at=now(), key="seal", whole_child=True,
        reference=str(scene.ids["reference"]), names=(world.actors["alice"].id,),
    )  # fmt: skip
    with pytest.raises(NotFound):
        match_child(
            by=lena, at=now(), key="sealed", child_id=scene.ids["child_id"],
            concern_id=scene.ids["departed_id"],
        )  # fmt: skip
    found = find_children(
        by=lena, at=now(), concern_id=scene.ids["departed_id"],
        query=Person(CHILD.given_name, CHILD.family_name, CHILD.born_on, frozenset()),
    )  # fmt: skip
    assert found == []


@pytest.mark.parametrize("who", ["charlie", "petra", "percy", "alice", "lena", "omar"])
def test_a_step_of_a_disclosure_is_its_recipients_alone(scene: Scene, who: str) -> None:
    given = {
        "by": scene.world.actors[who], "at": now(),
        "disclosure_id": scene.ids["disclosure_id"],
    }  # fmt: skip
    for number, step in enumerate(
        (
            acknowledge,
            lambda **g: record_adds(**g, text="Nothing."),
            lambda **g: record_outcome(
                **g, outcome=ReceivedOutcome.NO_FURTHER_ACTION, message="Closed."
            ),
        )
    ):
        with pytest.raises((NotFound, Refused)):
            step(**given, key=f"{who}{number}")


def test_a_reference_of_another_agency_finds_nothing(scene: Scene) -> None:
    for who in ("omar", "dana"):
        by = scene.world.actors[who]
        if who == "dana":
            with pytest.raises(Refused):
                find_by_reference(by=by, at=now(), reference="SW-NONE-SUCH")
            continue
        assert find_by_reference(by=by, at=now(), reference="SW-NONE-SUCH") is None


def test_a_draft_of_a_closed_concern_is_closed(scene: Scene) -> None:
    world = scene.world
    keep_somebody_out(
        by=world.actors["omar"], at=now(), key="out",
        reference=str(scene.ids["reference"]), person=world.actors["lena"].id,
        reason=ConflictReason.OWN_FAMILY,
    )  # fmt: skip
    lena = signed_in(world, "lena")
    for name in ("questions", "people", "decide", "own-view"):
        reply = lena.get(reverse(name, args=[scene.ids["concern_id"]]))
        assert reply.status_code == 404, name
    # What she noticed since, she can tell as ever.
    saved = save_draft(
        by=world.actors["lena"], at=now(), draft_id=UUID(int=9),
        kind=DraftKind.CONCERN, team="leads", revision=0, fields={"seen": "New"},
    )  # fmt: skip
    assert saved["revision"] == 1


def test_whose_login_is_closed_can_still_be_ended_and_kept_out(scene: Scene) -> None:
    """Taking back works on people who are gone."""
    world = scene.world
    school = Actor.system(world.agencies["school"])
    lena = world.actors["lena"]
    close_login(by=school, at=now(), key="close", practitioner_id=lena.id)
    keep_somebody_out(
        by=world.actors["omar"], at=now(), key="out", person=lena.id,
        reference=str(scene.ids["reference"]), reason=ConflictReason.OTHER,
    )  # fmt: skip
    from sharewell.access.context import context

    with context(school, Purpose.ADMINISTER):
        held = list(
            Appointment.objects.filter(practitioner_id=lena.id, end__isnull=True)
        )
    for number, one in enumerate(held):
        end_appointment(by=school, at=now(), key=f"end{number}", appointment_id=one.id)
    gone = Actor(lena.id, lena.agency, frozenset())
    with pytest.raises((NotFound, Refused)):
        open_concern(by=gone, at=now(), concern_id=scene.ids["concern_id"])


def test_a_long_list_of_looks_is_shown_to_its_end(scene: Scene) -> None:
    concern, lena = scene.ids["concern_id"], scene.world.actors["lena"]
    for _ in range(60):
        open_concern(by=lena, at=now(), concern_id=concern)
    omar = signed_in(scene.world, "omar")
    address, shown, number = reverse("concern-looks", args=[concern]), 0, 1
    while True:
        text = omar.get(address, {"page": number}).content.decode()
        shown += text.count("Opened the concern")
        if "Older</a>" not in text:
            break
        number += 1
    assert number > 1
    assert shown >= 60
