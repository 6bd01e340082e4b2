"""The officers' page of erasures and holds, as a person uses it."""

import re
from datetime import timedelta

from django.urls import reverse

from sharewell.assurance.jobs import erase_all
from sharewell.web.clock import now
from tests.browsing import hidden, sign_in, submit
from tests.factories import World
from tests.integration.access.second_officer import with_deputy
from tests.integration.children.erasing import grown_up, reference_of

PAGE = "/erasures"


def press(client, page, address: str, **given: str):
    """A button of a page, by the address of its form."""
    assert address in page.content.decode()
    return client.post(address, {**hidden(page), **given}, follow=True)


def test_one_asks_another_agrees_and_it_says_until_when_it_is_gone(
    world: World,
) -> None:
    with_deputy(world)
    child = grown_up(world)
    reference = reference_of(world, child)
    omar, deputy = sign_in(world, "omar"), sign_in(world, "deputy")
    given = {"reference": reference, "ground": "time_is_up", "include": ""}
    page = submit(omar, reverse("ask-erasure"), **given)
    text = page.content.decode()
    assert reference in text and "waits for another officer" in text
    assert "Another officer answers this" in text
    page = deputy.get(PAGE)
    (address,) = re.findall(r'action="(/erasures/[^"]+/answer)"', page.content.decode())
    page = press(deputy, page, address, answer="agree")
    assert "agreed to" in page.content.decode()
    erase_all(now() + timedelta(days=14), minute=1)
    text = omar.get(PAGE).content.decode()
    assert "unreadable now; gone from backups by" in text
    assert "Fenwick" not in text


def test_a_hold_is_placed_named_as_the_reason_and_lifted(world: World) -> None:
    child = grown_up(world)
    reference = reference_of(world, child)
    omar = sign_in(world, "omar")
    page = submit(omar, reverse("hold"), reference=reference, ground="court")
    assert "a court case" in page.content.decode()
    asked = omar.get(reverse("ask-erasure"))
    given = {**hidden(asked), "reference": reference, "ground": "asked_for"}
    refused = omar.post(reverse("ask-erasure"), given)
    assert refused.status_code == 422
    assert "legal hold stands" in refused.content.decode()
    page = omar.get(PAGE)
    (address,) = re.findall(r'action="(/erasures/holds/[^"]+)"', page.content.decode())
    page = press(omar, page, address)
    assert "No record is held" in page.content.decode()


def test_an_unknown_reference_is_named_and_nothing_is_asked(world: World) -> None:
    omar = sign_in(world, "omar")
    asked = omar.get(reverse("ask-erasure"))
    given = {**hidden(asked), "reference": "XXXX-XXXX", "ground": "asked_for"}
    refused = omar.post(reverse("ask-erasure"), given)
    assert refused.status_code == 422
    assert "No child&#39;s record" in refused.content.decode()
