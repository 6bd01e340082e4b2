"""A link opened under the wrong hat: the other is offered, whatever is there."""

from uuid import UUID, uuid4

import pytest
from django.test import Client
from django.urls import reverse

from sharewell.decisions.actions import tell_adviser
from tests.browsing import hidden, signed_in
from tests.factories import World
from tests.integration.access.scene import concern
from tests.integration.access.test_hidden_is_absent import ask

OFFER = "Act for Willow Childminding and look again"


@pytest.fixture
def at_willow(world: World) -> UUID:
    made = tell_adviser(
        by=world.actors["wendy"], at=world.at, key="told", concern=concern()
    )
    return UUID(made["concern"])


@pytest.fixture
def petra(world: World) -> Client:
    return signed_in(world, "petra")


def test_the_other_hat_is_offered_and_leads_to_the_same_address(
    petra: Client, at_willow: UUID
) -> None:
    address = reverse("concern", args=[at_willow])
    page = petra.get(address)
    assert page.status_code == 404
    assert OFFER in page.content.decode()
    found = petra.post(reverse("wear"), hidden(page), follow=True)
    assert found.request["PATH_INFO"] == address
    assert found.status_code == 200
    assert "You now act for Willow Childminding" in found.content.decode()


def test_the_offer_says_nothing_of_what_is_there(
    petra: Client, at_willow: UUID
) -> None:
    for method in ("get", "post"):
        for name in ("concern", "add", "decide"):
            there = ask(petra, name, str(at_willow), method)
            absent = ask(petra, name, str(uuid4()), method)
            assert there == absent
            assert OFFER.encode() in there[1]
    assert OFFER in petra.get("/no-such-page").content.decode()


def test_who_acts_for_one_agency_is_offered_nothing(
    world: World, at_willow: UUID
) -> None:
    page = signed_in(world, "charlie").get(reverse("concern", args=[at_willow]))
    assert "look again" not in page.content.decode()
    assert "look again" not in Client().get("/no-such-page").content.decode()


@pytest.mark.parametrize(
    "elsewhere",
    ["https://elsewhere.example/", "//elsewhere.example", "/\\elsewhere.example",
     "javascript:alert(1)", "concerns", ""],
)  # fmt: skip
def test_changing_the_hat_leads_nowhere_else(
    world: World, petra: Client, elsewhere: str
) -> None:
    reply = petra.post(
        reverse("wear"),
        {"agency": str(world.agencies["childminding"]), "again": elsewhere},
    )
    assert reply.headers["Location"] == reverse("your-work")
