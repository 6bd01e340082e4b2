"""An opening in an emergency: at once, for an hour, told, reviewed by somebody else."""

from datetime import UTC, datetime, timedelta
from uuid import UUID

import pytest

from sharewell.access.context import context
from sharewell.access.errors import NotFound, Refused
from sharewell.agencies.actions import found_agency
from sharewell.agencies.vocabulary import AgencyKind
from sharewell.assurance.emergencies import open_in_emergency, review_emergency
from sharewell.assurance.errors import Unusable
from sharewell.assurance.restrictions import restrictions
from sharewell.core.policy.model import Actor, Purpose, Role
from sharewell.decisions.actions import add_entry, open_concern
from sharewell.decisions.raising import NewEntry
from sharewell.decisions.vocabulary import EntryKind
from sharewell.outbox.models import Email
from tests.conftest import Kept
from tests.factories import World
from tests.integration.access.leaves import leaves
from tests.integration.access.scene import Scene, kept_scene

WHY = "He is to be collected in ten minutes, and nobody who may open it answers."


@pytest.fixture
def scene(kept: Kept) -> Scene:
    """Nobody kept out of anything yet."""
    return kept_scene(kept)


def now() -> datetime:
    return datetime.now(UTC)


def opened(scene: Scene, who: str = "bob", reason: str = WHY) -> UUID:
    made = open_in_emergency(
        by=scene.world.actors[who], at=now(), key=f"emergency:{who}", kind="concern",
        thing_id=scene.ids["concern_id"], reason=reason,
    )  # fmt: skip
    return UUID(made)


def read(scene: Scene, who: str, at: datetime) -> None:
    open_concern(by=scene.world.actors[who], at=at, concern_id=scene.ids["concern_id"])


def test_it_opens_for_an_hour_and_no_longer(scene: Scene) -> None:
    with pytest.raises(Refused):
        read(scene, "bob", now())
    opened(scene)
    read(scene, "bob", now())
    read(scene, "bob", now() + timedelta(minutes=59))
    for at in (now() + timedelta(minutes=61), now() - timedelta(minutes=1)):
        with pytest.raises(Refused):
            read(scene, "bob", at)


def test_it_opens_to_nobody_else_and_writes_nothing(scene: Scene) -> None:
    opened(scene)
    world = scene.world
    colleague = Actor(
        UUID(int=7), world.agencies["school"], frozenset({Role.PRACTITIONER})
    )
    with pytest.raises(Refused):
        open_concern(by=colleague, at=now(), concern_id=scene.ids["concern_id"])
    with pytest.raises(Refused):
        add_entry(
            by=world.actors["bob"], at=now(), key="more",
            concern_id=scene.ids["concern_id"], entry=NewEntry(EntryKind.MORE, "So."),
        )  # fmt: skip


def test_no_reason_no_opening(scene: Scene) -> None:
    with pytest.raises(Unusable, match="cannot wait"):
        opened(scene, reason="  ")
    with pytest.raises(Refused):
        read(scene, "bob", now())


def test_the_officers_are_told_in_the_same_act(scene: Scene) -> None:
    world = scene.world
    opened(scene)
    system = Actor.system(world.agencies["school"])
    with context(system, Purpose.RUN_THE_SERVICE):
        (told,) = Email.objects.filter(template="emergency")
    assert told.to_address == "lead-officer@school.example"
    (leaf,) = leaves("emergency.opened")
    assert leaf.reasons == ("anyone_appointed_may_open_in_an_emergency",)
    read(scene, "bob", now())
    assert leaves("concern.opened")[-1].reasons == (
        "an_emergency_opens_ordinary_content",
    )


def test_both_agencies_officers_hear_of_what_was_sent(scene: Scene) -> None:
    world = scene.world
    open_in_emergency(
        by=world.actors["freya"], at=now(), key="e", kind="disclosure",
        thing_id=scene.ids["disclosure_id"], reason=WHY,
    )  # fmt: skip
    with context(world.actors["freya"], Purpose.SAFEGUARD):
        told = set(
            Email.objects.filter(template="emergency").values_list(
                "to_address", flat=True
            )
        )
    assert told == {
        "lead-officer@school.example",
        "lead-officer@childrens-services.example",
    }


def test_another_agencys_record_opens_to_no_emergency(scene: Scene) -> None:
    for who in ("charlie", "petra", "dana"):
        with pytest.raises(NotFound):
            opened(scene, who)


def test_whoever_opened_it_does_not_review_it(scene: Scene) -> None:
    omar, lena = scene.world.actors["omar"], scene.world.actors["lena"]
    opened(scene, "omar")
    (found,) = restrictions(by=omar, at=now()).opened
    assert not found.may_review
    for who in (omar, lena):
        with pytest.raises(Refused):
            review_emergency(
                by=who, at=now(), key=f"r:{who.id}", opening_id=found.id,
                was_justified=True, text="It was right.",
            )  # fmt: skip


def test_a_sensitive_service_has_its_duty_contact_instead(world: World) -> None:
    from sharewell.decisions.actions import tell_adviser
    from tests.integration.access.scene import concern

    clinic = UUID(int=77)
    found_agency(
        by=Actor.system(clinic), at=now(), key="clinic", name="Fernside Clinic",
        kind=AgencyKind.SEXUAL_HEALTH, area="Testshire",
    )  # fmt: skip
    nurse = Actor(UUID(int=78), clinic, frozenset({Role.PRACTITIONER}))
    other = Actor(UUID(int=79), clinic, frozenset({Role.PRACTITIONER}))
    told = tell_adviser(by=nurse, at=now(), key="t", concern=concern())
    with pytest.raises(Refused) as refusal:
        open_in_emergency(
            by=other, at=now(), key="e", kind="concern",
            thing_id=UUID(told["concern"]), reason=WHY,
        )  # fmt: skip
    assert refusal.value.verdict.reasons == (
        "a_sensitive_service_opens_to_no_emergency",
    )
