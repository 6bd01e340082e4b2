"""Where a hidden family is: two people, one named worker, a day, every reading kept."""

from datetime import UTC, date, datetime, timedelta
from uuid import UUID

import pytest
from django.db import DatabaseError, connection
from django.urls import reverse

from sharewell.access.context import context
from sharewell.access.errors import NotFound, Refused
from sharewell.assurance.restrictions import restrictions
from sharewell.children.recording import NewChild, NewDetail
from sharewell.core.policy.model import Purpose
from sharewell.decisions.actions import create_child
from sharewell.exchange.errors import UnusableDisclosure
from sharewell.exchange.receiving import acknowledge, open_disclosure
from sharewell.exchange.releasing import (
    answer_release,
    open_release,
    open_to_release,
    propose_release,
    released_to,
)
from tests.browsing import hidden, signed_in
from tests.conftest import Kept
from tests.integration.access.leaves import leaves
from tests.integration.access.scene import Scene, kept_scene

STREET = "7 Lantern Stair, Muddleton"
HIDDEN = NewChild(
    "Robin", "Quillfeather", date(2017, 4, 3), is_hidden=True,
    details=(NewDetail("address", STREET, locates=True), NewDetail("note", "Shy.")),
)  # fmt: skip
RANG = "Rang 01632 960001 at 10:02; Dana Duty answered."


def now() -> datetime:
    return datetime.now(UTC)


@pytest.fixture
def scene(kept: Kept) -> Scene:
    return at_the_front_door(kept_scene(kept))


def at_the_front_door(scene: Scene) -> Scene:
    """The child of the concern is of a hidden family, and Dana has the referral."""
    world = scene.world
    create_child(
        by=world.actors["lena"], at=now(), key="hidden", child=HIDDEN,
        concern_id=scene.ids["concern_id"],
    )  # fmt: skip
    open_disclosure(
        by=world.actors["dana"], at=now(), disclosure_id=scene.ids["disclosure_id"]
    )
    return scene


def proposed(scene: Scene, by: str = "lena", **other: object) -> UUID:
    lena, disclosure = scene.world.actors[by], scene.ids["disclosure_id"]
    found = open_to_release(by=lena, at=now(), disclosure_id=disclosure)
    given = {
        "worker": scene.world.actors["dana"].id,
        "details": tuple(one.id for one in found.details),
        "grounds": RANG,
    }
    propose_release(
        by=lena, at=now(), key=f"p:{by}", disclosure_id=disclosure, **(given | other)
    )
    found = open_to_release(by=lena, at=now(), disclosure_id=disclosure)
    return found.waiting[0].id


def released(scene: Scene) -> UUID:
    asked = proposed(scene)
    answer_release(
        by=scene.world.actors["omar"], at=now(), key="yes", proposal_id=asked,
        agreed=True,
    )  # fmt: skip
    (found,) = released_to(
        scene.world.actors["dana"], scene.ids["disclosure_id"], now()
    )
    return found


def test_a_named_worker_reads_it_for_a_day(scene: Scene) -> None:
    dana, release = scene.world.actors["dana"], released(scene)
    view = open_release(by=dana, at=now(), release_id=release)
    assert view.text == f"address: {STREET}"
    assert leaves("locating.read")[-1].actor == dana.id
    for at in (now() + timedelta(hours=25),):
        with pytest.raises(NotFound):
            open_release(by=dana, at=at, release_id=release)


def test_nobody_else_reads_it(scene: Scene) -> None:
    release = released(scene)
    for who in ("freya", "percy", "charlie", "alice", "lena", "omar"):
        with pytest.raises((NotFound, Refused)):
            open_release(by=scene.world.actors[who], at=now(), release_id=release)
    with (
        context(scene.world.actors["freya"], Purpose.SAFEGUARD),
        connection.cursor() as cursor,
    ):
        cursor.execute("SELECT count(*) FROM exchange_release")
        assert cursor.fetchone()[0] == 0


def test_one_person_is_not_two(scene: Scene) -> None:
    asked = proposed(scene)
    with pytest.raises(Refused):
        answer_release(
            by=scene.world.actors["lena"], at=now(), key="me", proposal_id=asked,
            agreed=True,
        )  # fmt: skip
    assert not released_to(
        scene.world.actors["dana"], scene.ids["disclosure_id"], now()
    )


def test_until_two_agreed_the_recipient_holds_no_key(scene: Scene) -> None:
    proposed(scene)
    with (
        context(scene.world.actors["dana"], Purpose.SAFEGUARD),
        connection.cursor() as cursor,
    ):
        cursor.execute(
            "SELECT count(*) FROM keys_sealed_text WHERE record_kind = 'release'"
        )
        assert cursor.fetchone()[0] == 0


def test_an_injected_statement_releases_nothing(scene: Scene) -> None:
    proposed(scene)
    lena, dana = scene.world.actors["lena"], scene.world.actors["dana"]
    with (
        pytest.raises(DatabaseError, match="row-level security"),
        context(lena, Purpose.SAFEGUARD),
        connection.cursor() as cursor,
    ):
        cursor.execute(
            "INSERT INTO exchange_release (id, agency_id, recipient_agency_id, "
            "recipient_id, disclosure_id, text_id, grounds_id, proposed_by, by, at, "
            "ends_at, salt) VALUES (gen_random_uuid(), %(agency)s, %(there)s, "
            "%(dana)s, %(disclosure)s, gen_random_uuid(), gen_random_uuid(), "
            "%(me)s, %(me)s, now(), now() + interval '1 day', '')",
            {
                "agency": lena.agency, "there": dana.agency, "dana": dana.id,
                "disclosure": scene.ids["disclosure_id"], "me": lena.id,
            },
        )  # fmt: skip


@pytest.mark.parametrize(
    ("other", "said"),
    [
        ({"grounds": "  "}, "whom you rang back"),
        ({"details": ()}, "needs to reach the child"),
        ({"worker": UUID(int=9)}, "who has opened"),
    ],
)
def test_what_is_missing_is_named(
    scene: Scene, other: dict[str, object], said: str
) -> None:
    with pytest.raises(UnusableDisclosure, match=said):
        proposed(scene, **other)


def test_it_waits_for_those_who_decide_and_not_on_the_officers_list(
    scene: Scene,
) -> None:
    proposed(scene)
    assert not restrictions(by=scene.world.actors["omar"], at=now()).waiting


def test_by_the_pages(scene: Scene) -> None:
    world, disclosure = scene.world, scene.ids["disclosure_id"]
    lena, omar, dana = (signed_in(world, who) for who in ("lena", "omar", "dana"))
    address = reverse("release", args=[disclosure])
    assert (
        address in lena.get(reverse("disclosure", args=[disclosure])).content.decode()
    )
    page = lena.get(address)
    assert STREET in page.content.decode()
    empty = lena.post(address, hidden(page))
    assert empty.status_code == 422
    asked = proposed(scene)
    page = omar.get(address)
    assert RANG in page.content.decode()
    done = omar.post(
        reverse("answer-release", args=[asked]),
        {**hidden(page), "answer": "agree"}, follow=True,
    )  # fmt: skip
    assert "Released for a day" in done.content.decode()
    acknowledge(by=world.actors["dana"], at=now(), key="ack", disclosure_id=disclosure)
    mine = dana.get(reverse("disclosure", args=[disclosure])).content.decode()
    assert STREET not in mine
    (release,) = released_to(world.actors["dana"], disclosure, now())
    assert reverse("released", args=[release]) in mine
    shown = dana.get(reverse("released", args=[release])).content.decode()
    assert STREET in shown
    assert "data-print" not in shown
