"""An agency without an adviser's inbox records a concern all the same."""

from datetime import timedelta
from uuid import UUID

import pytest
from django.urls import reverse

from sharewell.access.context import context
from sharewell.agencies.actions import close_inbox, open_inbox
from sharewell.agencies.vocabulary import InboxKind
from sharewell.core.policy.model import Actor, Purpose
from sharewell.decisions.models import Concern
from sharewell.decisions.queries import waiting_tasks
from tests.browsing import signed_in, submit
from tests.factories import World
from tests.integration.pages.test_main_flow import TOLD


@pytest.fixture
def willow(world: World) -> Actor:
    """Whoever sets up Willow Childminding, which has just lost its adviser's inbox."""
    system = Actor.system(world.agencies["childminding"])
    close_inbox(
        by=system,
        at=world.at,
        key="close",
        inbox_id=world.inboxes["childminding.adviser"],
        successor_id=None,
    )
    return system


def opens(world: World, by: Actor, kind: InboxKind) -> UUID:
    made = open_inbox(
        by=by,
        at=world.at - timedelta(days=1),
        key=f"open:{kind}",
        kind=kind,
        name=f"Willow {kind.value}",
        email="willow@childminding.example",
        phone="01632 960005",
        out_of_hours_phone="01632 960006",
    )
    return UUID(made)


@pytest.mark.parametrize(
    ("kinds", "waits_in"),
    [
        ((), None),
        ((InboxKind.AGENCY,), InboxKind.AGENCY),
        (
            (InboxKind.AGENCY, InboxKind.LEAD_INFORMATION_OFFICER),
            InboxKind.LEAD_INFORMATION_OFFICER,
        ),
    ],
)
def test_it_is_kept_and_the_page_says_whom_to_ring(
    world: World,
    willow: Actor,
    kinds: tuple[InboxKind, ...],
    waits_in: InboxKind | None,
) -> None:
    inboxes = {kind: opens(world, willow, kind) for kind in kinds}
    wendy = signed_in(world, "wendy")
    form = wendy.get(reverse("tell")).content.decode()
    assert "Record it" in form
    assert "Tell my lead" not in form
    told = submit(wendy, reverse("tell"), **TOLD)
    page = told.content.decode()
    assert "Your concern is recorded" in page
    assert "01632 960001" in page
    actor = world.actors["wendy"]
    with context(actor, Purpose.SAFEGUARD):
        kept = Concern.objects.get()
    assert kept.inbox_id == inboxes.get(waits_in)
    assert wendy.get(reverse("concern", args=[kept.id])).status_code == 200
    waiting = waiting_tasks(actor, world.at, {kind.value for kind in InboxKind})
    assert [one.kind for one in waiting] == (["decide"] if waits_in else [])


def test_it_can_be_referred_directly_as_before(world: World, willow: Actor) -> None:
    page = submit(signed_in(world, "wendy"), reverse("tell"), **{**TOLD, "do": "refer"})
    assert "Referred to" in page.content.decode()


def test_a_request_for_information_is_recorded_as_well(
    world: World, willow: Actor
) -> None:
    opens(world, willow, InboxKind.AGENCY)
    page = submit(
        signed_in(world, "wendy"),
        reverse("asked"),
        asker="A clinic",
        asked="The dates",
        about="Robin",
        view="Odd.",
    )
    assert "Your concern is recorded" in page.content.decode()
