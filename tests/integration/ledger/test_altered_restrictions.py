"""Who was kept out, who was let in and who agreed: nobody changes it afterwards."""

from datetime import UTC, datetime
from uuid import UUID

import psycopg
import pytest

from sharewell.access.barriers import ConflictReason
from sharewell.assurance.emergencies import open_in_emergency, review_emergency
from sharewell.assurance.restricting import keep_somebody_out, seal
from sharewell.assurance.restrictions import restrictions
from sharewell.assurance.widening import (
    answer_proposal,
    propose_to_end_conflict,
    propose_to_lift,
)
from sharewell.audit.sequencer import sequence_all
from sharewell.decisions.actions import open_concern
from tests.conftest import Kept
from tests.factories import World, make_world
from tests.integration.access.second_officer import with_deputy
from tests.integration.ledger.test_altered_ledger import (
    altered,
    findings,
    missed_columns,
)
from tests.integration.ledger.walk import AT, tell

TABLES = (
    "access_conflict",
    "access_conflict_end",
    "access_seal",
    "access_seal_name",
    "access_seal_lift",
    "access_proposal",
    "access_proposal_answer",
    "access_emergency",
    "access_emergency_review",
)


@pytest.fixture
def restricted(kept: Kept) -> World:
    """Opened in an emergency and reviewed; kept out, sealed, and let in by two."""
    return kept("restricted", _restricted)


def _restricted() -> World:
    world, at = with_deputy(make_world(AT)), datetime.now(UTC)
    concern = tell(world, at)
    omar, deputy = world.actors["omar"], world.actors["deputy"]
    lena, bob = world.actors["lena"], world.actors["bob"]
    reference = open_concern(by=lena, at=at, concern_id=concern).reference
    open_in_emergency(
        by=bob, at=at, key="e", kind="concern", thing_id=concern, reason="At the gate."
    )
    opened = restrictions(by=omar, at=at).opened[0].id
    review_emergency(
        by=omar, at=at, key="r", opening_id=opened, was_justified=True, text="It was."
    )
    keep_somebody_out(
        by=omar, at=at, key="out", reference=reference, person=bob.id,
        reason=ConflictReason.OWN_FAMILY,
    )  # fmt: skip
    made = seal(
        by=omar, at=at, key="seal", reference=reference, whole_child=False,
        names=(lena.id,),
    )  # fmt: skip
    (out,) = restrictions(by=omar, at=at).kept_out
    for number, asked in enumerate(
        (
            propose_to_end_conflict(by=omar, at=at, key="end", conflict_id=out.id),
            propose_to_lift(by=omar, at=at, key="lift", seal_id=UUID(made)),
        )
    ):
        answer_proposal(
            by=deputy, at=at, key=f"a{number}", proposal_id=UUID(asked), agreed=True
        )
    sequence_all(at)
    return world


@pytest.mark.slow  # with `make test-all`
@pytest.mark.parametrize("table", TABLES)
def test_every_column_of_a_restriction(
    restricted: World, intruder: psycopg.Connection, capsys, table: str
) -> None:
    assert missed_columns(intruder, capsys, table) == []


def test_a_name_that_was_put_on_a_seal(
    restricted: World, intruder: psycopg.Connection, capsys
) -> None:
    """The operator of the database lets somebody in: it opens, and it shows."""
    change = (
        "INSERT INTO access_seal_name "
        "(id, agency_id, practitioner_id, by, at, seal_id, salt) "
        "SELECT gen_random_uuid(), agency_id, gen_random_uuid(), by, at, seal_id, salt "
        "FROM access_seal_name LIMIT 1"
    )
    with altered(intruder, "access_seal_name", change):
        assert findings(capsys) == {"entry-missing"}


def test_a_review_that_was_removed(
    restricted: World, intruder: psycopg.Connection, capsys
) -> None:
    change = "DELETE FROM access_emergency_review"
    with altered(intruder, "access_emergency_review", change):
        assert findings(capsys) == {"record-missing"}
