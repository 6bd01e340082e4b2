"""The tests' own world: every door in it opens as it should."""

from datetime import UTC, datetime
from uuid import UUID

import pytest

from sharewell.access.context import context
from sharewell.access.errors import Refused
from sharewell.accounts.models import User
from sharewell.children.actions import record_child
from sharewell.children.models import ChildRecord
from sharewell.children.recording import NewChild
from sharewell.core.policy.model import Purpose, Role
from sharewell.decisions.actions import open_concern, tell_adviser
from sharewell.decisions.raising import NewConcern, NewEntry
from sharewell.decisions.vocabulary import EntryKind, Origin, SafeNow
from tests.factories import World, make_world
from tests.personas import Who

AT = datetime(2026, 11, 20, 14, 0, tzinfo=UTC)
CONCERN = NewConcern(
    Origin.NOTICED, SafeNow.YES, (NewEntry(EntryKind.SEEN, "He came without a coat."),)
)


@pytest.fixture
def world(database: None) -> World:
    return make_world(AT)


def tell(world: World, who: Who) -> UUID:
    told = tell_adviser(by=world.actors[who], at=AT, key="tell", concern=CONCERN)
    return UUID(told["concern"])


def test_everybody_has_an_actor_and_only_who_left_has_no_role(world: World) -> None:
    without = {who for who in Who if not world.actors[who].roles}
    assert without == {Who.EVE}


def test_the_pooled_adviser_wears_one_hat_at_a_time(world: World) -> None:
    own, pooled = world.actors[Who.PETRA], world.actors[Who.PETRA_AT_WILLOW]
    assert own.id == pooled.id
    assert own.agency != pooled.agency
    assert pooled.has(Role.ADVISER)


def test_the_pooled_adviser_opens_what_the_childminder_tells(world: World) -> None:
    concern = tell(world, Who.WENDY)
    opened = open_concern(
        by=world.actors[Who.PETRA_AT_WILLOW], at=AT, concern_id=concern
    )
    assert opened.raised_by == "Wendy Minder"


def test_a_colleague_of_another_team_does_not_open_it(world: World) -> None:
    concern = tell(world, Who.ALICE)
    with pytest.raises(Refused):
        open_concern(by=world.actors[Who.BOB], at=AT, concern_id=concern)


def test_a_login_is_made_once_and_its_password_opens(world: World) -> None:
    email, password, _ = world.login(Who.ALICE)
    assert world.login(Who.ALICE)[0] == email
    assert User.objects.get(email=email).check_password(password)


@pytest.mark.parametrize("who", [Who.ALICE, Who.BOB, Who.ADAM, Who.EVE, Who.DANA])
def test_only_an_adviser_records_a_child_without_a_concern(
    world: World, who: Who
) -> None:
    with pytest.raises(Refused):
        _record(world, who)


@pytest.mark.parametrize("who", [Who.LENA, Who.PETRA_AT_WILLOW])
def test_an_adviser_records_a_child_for_the_agency_whose_hat_she_wears(
    world: World, who: Who
) -> None:
    child = UUID(_record(world, who))
    with context(world.actors[who], Purpose.SAFEGUARD):
        agency = ChildRecord.objects.get(id=child).agency_id
    assert agency == world.actors[who].agency


def _record(world: World, who: Who) -> str:
    return record_child(
        by=world.actors[who], at=AT, key="child", child=NewChild("Fern", "Test", None)
    )
