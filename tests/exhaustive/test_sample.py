"""A small partnership through both layers, the oracle and two mutants."""

import pytest

from sharewell.core.policy.model import Actor, Purpose
from tests.exhaustive.database import as_runtime, as_superuser, unprotected
from tests.exhaustive.oracle import TABLES, Oracle

INBOXES = {"adviser"}
# Rows that everybody in a context may read, and tables of sign-in.
DIRECTORY = {
    "agencies_agency", "agencies_inbox", "agencies_inbox_closure",
    "agencies_practitioner", "audit_tree_head", "accounts_agency_identity",
    "audit_checkpoint", "audit_tree_node",
}  # fmt: skip
READABLE = (
    "SELECT DISTINCT tablename FROM pg_policies WHERE schemaname = 'public' "
    "AND cmd IN ('SELECT', 'ALL') AND roles && '{public,sharewell_app}'"
)


def test_row_level_security_alone_lets_through_what_the_oracle_says(
    oracle: Oracle,
) -> None:
    from tests.exhaustive.differences import differences

    with as_runtime() as connection:
        found = list(differences(connection, oracle, oracle.world.hats, TABLES))
    assert [one for one in found if one.wrong] == []
    assert sum(one.seen for one in found) > 1000


def test_the_application_alone_lets_through_what_the_oracle_says(
    oracle: Oracle,
) -> None:
    from tests.exhaustive.differences import differences_of_lists, differences_of_policy

    with unprotected():
        found = list(differences_of_lists(oracle, oracle.world.hats))
        found += differences_of_policy(oracle, oracle.world.hats[4:10], 40)
    assert [one for one in found if one.wrong] == []
    assert sum(one.seen for one in found) > 1000


def lists(by: Actor) -> dict[str, object]:
    """Every list that a page shows or searches in."""
    from sharewell.access.context import context
    from sharewell.children.queries import find_candidates
    from sharewell.core.matching.grade import Person
    from sharewell.decisions.drafts import unfinished
    from sharewell.decisions.queries import raised_by
    from sharewell.exchange.progress import calls_owed, received, waiting_work
    from sharewell.web.clock import now

    at = now()
    with context(by, Purpose.SAFEGUARD):
        found = {
            one.child.id for one in find_candidates(by, Person("Wren", "Reed", None))
        }
    return {
        "find_candidates": found,
        "unfinished": {one.id for one in unfinished(by)},
        "raised_by": {one.id for one in raised_by(by)},
        "calls_owed": {one.disclosure_id for one in calls_owed(by)},
        "received": {one.id for one in received(by, INBOXES)},
        "waiting_work": sorted(one.about_id for one in waiting_work(by, at, INBOXES)),
    }


def test_each_list_is_the_same_without_the_database_behind_it(oracle: Oracle) -> None:
    from tests.exhaustive.layers import actor

    everybody = [actor(hat) for hat in oracle.world.hats]
    protected = [lists(by) for by in everybody]
    with unprotected():
        assert [lists(by) for by in everybody] == protected
    for name in protected[0]:
        assert any(one[name] for one in protected), name


@pytest.mark.parametrize(
    "name",
    [
        "barred(): a child's concerns stay open",
        "exchange_disclosure_select ON exchange_disclosure: without side 2 of 2",
    ],
)
def test_a_broken_policy_is_noticed(oracle: Oracle, name: str) -> None:
    from tests.exhaustive.mutants import mutants, not_noticed

    with as_superuser() as superuser:
        (mutant,) = [one for one in mutants(superuser) if one.name == name]
        assert not not_noticed(superuser, oracle, oracle.world.hats, mutant)
        unbroken = type(mutant)("nothing", (), mutant.tables)
        assert not_noticed(superuser, oracle, oracle.world.hats, unbroken)


def test_every_table_under_a_policy_is_the_oracles_too(database: None) -> None:
    with as_superuser() as superuser:
        readable = {name for (name,) in superuser.execute(READABLE)}
    assert readable - DIRECTORY - set(TABLES) == set()
