"""Every quarter a governor keeps each role or ends it."""

from datetime import UTC, datetime, timedelta

import pytest

from sharewell.access.errors import Refused
from sharewell.assurance.access_review import Said, open_access, review_access
from sharewell.assurance.errors import Unusable
from sharewell.core.policy.model import Role
from sharewell.decisions.jobs import ask_for_all
from tests.browsing import hidden, sign_in
from tests.factories import World
from tests.integration.access.leaves import count, leaves
from tests.integration.people.cast import roles, taken_on

QUARTER = timedelta(hours=2190)
PAGE = "/access-review"


def at() -> datetime:
    return datetime.now(UTC)


def tasks(world: World) -> int:
    school = world.agencies["school"]
    return count(
        f"decisions_task WHERE kind = 'review_access' AND agency_id = '{school}'"
    )


def test_it_is_asked_for_every_quarter_and_once(world: World) -> None:
    # The school was founded two years before.
    begun = world.at - timedelta(days=700)
    ask_for_all(begun)
    assert tasks(world) == 0
    ask_for_all(begun + QUARTER)
    ask_for_all(begun + QUARTER)
    ask_for_all(begun + QUARTER + timedelta(days=1))
    assert tasks(world) == 1
    ask_for_all(begun + 2 * QUARTER)
    assert tasks(world) == 2


def test_an_officer_keeps_and_ends_by_the_page(world: World) -> None:
    ask_for_all(at() + QUARTER)
    taken_on(world, "nils", world.agencies["school"], Role.PRACTITIONER)
    omar, nils = sign_in(world, "omar"), world.actors["nils"].id
    assert PAGE in omar.get("/your-work").content.decode()
    page = omar.get(PAGE)
    assert "Yours, which another officer looks at" in page.content.decode()
    view = open_access(by=world.actors["omar"], at=at())
    said = {
        f"role_{one.id}": "end" if one.practitioner == nils else "keep"
        for one in view.others
    }
    half = omar.post(PAGE, {**hidden(page), **dict(list(said.items())[1:])})
    assert half.status_code == 422
    assert roles(world, "nils") == {Role.PRACTITIONER}
    done = omar.post(PAGE, {**hidden(page), **said}, follow=True)
    assert "Roles ended: 1" in done.content.decode()
    assert roles(world, "nils") == set()
    assert PAGE not in omar.get("/your-work").content.decode()
    assert len(leaves("appointment.confirmed")) == len(view.others) - 1
    assert len(leaves("access.reviewed")) == 1


def test_only_what_is_held_now_is_answered_for(world: World) -> None:
    omar = world.actors["omar"]
    view = open_access(by=omar, at=at())
    said = {str(one.id): Said.KEEP for one in view.others}
    taken_on(world, "nils", world.agencies["school"], Role.PRACTITIONER)
    with pytest.raises(Unusable, match="changed since"):
        review_access(by=omar, at=at(), key="r", said=said)
    mine = {str(one.id): Said.END for one in view.mine}
    with pytest.raises(Unusable):
        review_access(by=omar, at=at(), key="r2", said={**said, **mine})


@pytest.mark.parametrize("who", ["adam", "lena", "bob"])
def test_nobody_else_looks_through_roles(world: World, who: str) -> None:
    with pytest.raises(Refused):
        open_access(by=world.actors[who], at=at())
