"""That an agency's key was replaced, and when, can be proved years later."""

from sharewell.agencies.queries import agency_ids
from sharewell.cli import keys
from sharewell.core.policy.model import SYSTEM_ID
from tests.factories import World
from tests.integration.access.leaves import leaves


def test_each_run_stands_in_the_ledger_for_every_agency(world: World, capsys) -> None:
    assert keys.run(["rotate"]) == 0
    assert "Nothing is under an old version" in capsys.readouterr().out
    told = leaves("keys.rotated")
    assert {one.agency for one in told} == set(agency_ids())
    assert len(told) == len(world.agencies)
    assert {(one.actor, one.purpose) for one in told} == {
        (SYSTEM_ID, "run_the_service")
    }
    assert keys.run(["rotate"]) == 0
    assert len(leaves("keys.rotated")) == 2 * len(told)
