"""The tests' own world: every door in it opens as it should."""

from datetime import UTC, datetime
from uuid import UUID

import pytest

from sharewell.access.errors import Refused
from sharewell.accounts.models import User
from sharewell.core.policy.model import Role
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
