"""Row-level security alone: raw SQL as the runtime role, under a real signed context.

The context here is one that the code itself could never have been talked into opening:
a different agency's, or a purpose that the act does not have.
"""

from uuid import UUID, uuid4

import pytest
from django.db import connection, transaction
from django.db.utils import DatabaseError, ProgrammingError

from sharewell.access.context import context
from sharewell.core.policy.model import Actor, Purpose
from tests.architecture.record_kinds import APPEND_ONLY, CHANGEABLE
from tests.integration.access.leaves import connect, count
from tests.integration.access.scene import Scene

# Hashes and signatures, for everybody; with the column that names a row.
OF_NOBODY = {
    "audit_tree_head": "size", "audit_checkpoint": "size", "audit_tree_node": "place",
}  # fmt: skip
# Tables that hold what one agency alone, or two agencies, may read.
IN_CUSTODY = sorted(
    t for t in (APPEND_ONLY | CHANGEABLE.keys())
    if t.split("_")[0] not in {"agencies", "accounts"}
    # The second is not readable by the runtime role at all: see test_existence.
    and t not in {*OF_NOBODY, "exchange_existence_look"}
)  # fmt: skip
# Both sides of a disclosure read these.
OF_TWO = {
    "exchange_disclosure", "exchange_disclosure_item", "exchange_disclosure_step",
    "keys_sealed_text", "keys_key_wrap", "decisions_task",
}  # fmt: skip
NOT_FILLED = {
    "children_child_identifier",
    "children_child_detail",
    "exchange_contact_answer",
    "access_conflict_end",
    "access_seal_lift",
    "access_proposal_answer",
    "access_emergency_review",
    "exchange_release",
    "children_legal_hold",
    "children_legal_hold_end",
    "children_erasure",
    "children_erasure_step",
}


def rows(table: str) -> list[tuple[object, ...]]:
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT * FROM {table}")
        return cursor.fetchall()


def visible(actor: Actor) -> dict[str, int]:
    """Table -> number of rows that the actor's context shows."""
    with context(actor, Purpose.SAFEGUARD):
        return {table: len(rows(table)) for table in IN_CUSTODY}


@pytest.fixture
def stranger(scene: Scene) -> Actor:
    """Of an agency that has to do with nothing here, and with no row of its own."""
    return Actor(uuid4(), uuid4(), scene.world.actors["charlie"].roles)


def test_the_prepared_world_has_rows_to_hide(scene: Scene) -> None:
    empty = {table for table in IN_CUSTODY if count(table) == 0}
    assert empty == NOT_FILLED | {"outbox_email_sent"}


def test_another_agency_sees_no_row_of_any_table(stranger: Actor) -> None:
    assert {table: n for table, n in visible(stranger).items() if n} == {}


def test_another_agencys_adviser_and_police_see_no_record(scene: Scene) -> None:
    for who in ("charlie", "petra", "percy"):
        found = visible(scene.world.actors[who])
        # Their own agency was founded and its people appointed: leaves and submits.
        own = {"audit_ledger_leaf", "access_submitted_once"}
        assert {t for t, n in found.items() if n} <= own, who


def test_the_recipient_sees_what_was_sent_and_nothing_behind_it(scene: Scene) -> None:
    found = visible(scene.world.actors["dana"])
    assert {t for t, n in found.items() if n} - {"audit_ledger_leaf"} == OF_TWO
    assert found["exchange_disclosure"] == 1


def test_the_recipient_gets_keys_to_items_and_shared_steps_only(scene: Scene) -> None:
    dana = scene.world.actors["dana"]
    with context(dana, Purpose.SAFEGUARD), connection.cursor() as cursor:
        cursor.execute("SELECT DISTINCT record_kind FROM keys_sealed_text")
        assert sorted(cursor.fetchall()) == [("disclosure_item",), ("disclosure_step",)]


def test_the_test_role_is_the_runtime_role(database: None) -> None:
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT current_user, rolsuper, rolbypassrls FROM pg_roles "
            "WHERE rolname = current_user"
        )
        assert cursor.fetchone() == ("sharewell_app", False, False)


def refused(statement: str, given: list[object] | None = None) -> bool:
    """Whether PostgreSQL refuses; a change of no row counts as not refused."""
    try:
        with transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(statement, given)
    except DatabaseError:
        return True
    return False


INSERTED = {
    "decisions_concern": (
        "INSERT INTO decisions_concern (id, agency_id, reference, origin, raised_by, "
        "raised_at, safe_now, referred_directly, salt) "
        "VALUES (%s, %s, 'x', 'noticed', %s, now(), 'yes', false, '')"
    ),
    "children_child_record": (
        "INSERT INTO children_child_record (id, agency_id, reference, created_by, "
        "created_at) VALUES (%s, %s, 'x', %s, now())"
    ),
    "audit_ledger_leaf": (
        "INSERT INTO audit_ledger_leaf (id, agency_id, event, object_kind, object_id, "
        "entry, leaf_hash) VALUES (%s, %s, 'x', '', %s, '', '')"
    ),
    "keys_sealed_text": (
        "INSERT INTO keys_sealed_text (id, agency_id, record_id, record_kind, field, "
        "revision, cipher_text) VALUES (%s, %s, %s, 'x', 'x', 1, '')"
    ),
}


@pytest.mark.parametrize("table", INSERTED)
def test_nobody_writes_into_another_agency(scene: Scene, table: str) -> None:
    charlie, school = scene.world.actors["charlie"], scene.world.agencies["school"]
    with context(charlie, Purpose.SAFEGUARD):
        assert refused(INSERTED[table], [uuid4(), school, uuid4()])
        assert not refused(INSERTED[table], [uuid4(), charlie.agency, uuid4()])


def test_nothing_that_only_grows_can_be_changed_or_removed(scene: Scene) -> None:
    with context(scene.world.actors["lena"], Purpose.SAFEGUARD):
        for table in sorted(APPEND_ONLY):
            name = OF_NOBODY.get(table, "id")
            assert refused(f"UPDATE {table} SET {name} = {name}"), table
            assert refused(f"DELETE FROM {table}"), table
            assert refused(f"TRUNCATE {table} CASCADE"), table


def test_nobody_moves_a_draft_or_a_key_to_another_agency(scene: Scene) -> None:
    with context(scene.world.actors["lena"], Purpose.SAFEGUARD):
        for table in ("decisions_draft", "keys_key_wrap", "keys_sealed_text"):
            assert refused(f"UPDATE {table} SET agency_id = %s", [uuid4()]), table


APPOINT = (
    "INSERT INTO agencies_appointment (id, agency_id, practitioner_id, role, team, "
    "is_pooled, starts_at) "
    "VALUES (%s, %s, %s, 'child_protection_adviser', 't', false, now())"
)


def test_nobody_appoints_anybody_while_safeguarding(scene: Scene) -> None:
    bob, alice = scene.world.actors["bob"], scene.world.actors["alice"]
    with context(bob, Purpose.SAFEGUARD):
        assert refused(APPOINT, [uuid4(), bob.agency, bob.id])
        assert refused(APPOINT, [uuid4(), bob.agency, alice.id])


def test_nobody_appoints_into_another_agency_even_while_administering(
    scene: Scene,
) -> None:
    adam, health = scene.world.actors["adam"], scene.world.agencies["health"]
    bob = scene.world.actors["bob"]
    with context(adam, Purpose.ADMINISTER):
        assert refused(APPOINT, [uuid4(), health, bob.id])
        assert not refused(APPOINT, [uuid4(), adam.agency, bob.id])
        assert refused(APPOINT, [uuid4(), adam.agency, adam.id])


def test_a_replaced_text_goes_only_where_it_was_a_draft(scene: Scene) -> None:
    lena = scene.world.actors["lena"]
    with context(lena, Purpose.SAFEGUARD), connection.cursor() as cursor:
        cursor.execute("DELETE FROM keys_sealed_text WHERE record_kind <> 'draft'")
        assert cursor.rowcount == 0


FORGE = (
    "INSERT INTO keys_key_wrap (id, sealed_id, agency_id, custodian_id, key_version, "
    "wrapped) VALUES (%s, %s, %s, %s, 1, '')"
)


def test_nobody_lets_herself_in_with_a_key_of_her_own_making(scene: Scene) -> None:
    """Knowing the id of a sealed text and naming oneself its reader shows nothing."""
    charlie = scene.world.actors["charlie"]
    with connect() as superuser:
        sealed = superuser.execute("SELECT id FROM keys_sealed_text").fetchall()
    with context(charlie, Purpose.SAFEGUARD):
        for (sealed_id,) in sealed:
            mine = [uuid4(), sealed_id, charlie.agency, charlie.agency]
            assert not refused(FORGE, mine)
        assert rows("keys_sealed_text") == []


MUTATED: dict[str, tuple[str, str]] = {
    "not forced on an owner": (
        "ALTER TABLE decisions_concern DISABLE ROW LEVEL SECURITY",
        "ALTER TABLE decisions_concern ENABLE ROW LEVEL SECURITY",
    ),
    "a second policy for everybody": (
        "CREATE POLICY wide ON decisions_concern_entry FOR SELECT USING (true)",
        "DROP POLICY wide ON decisions_concern_entry",
    ),
    "a policy loosened": (
        "ALTER POLICY children_child_name_select ON children_child_name USING (true)",
        "ALTER POLICY children_child_name_select ON children_child_name "
        "USING (agency_id = (SELECT sharewell_access.agency()))",
    ),
    "the leaves opened": (
        "ALTER POLICY leaf_select ON audit_ledger_leaf USING (true)",
        "ALTER POLICY leaf_select ON audit_ledger_leaf "
        "USING (agency_id = (SELECT sharewell_access.agency()))",
    ),
}


@pytest.mark.parametrize("case", MUTATED)
def test_a_loosened_policy_is_noticed(stranger: Actor, case: str) -> None:
    loosen, tighten = MUTATED[case]
    with connect() as superuser:
        superuser.execute(loosen)
        try:
            found = sum(visible(stranger).values())
        finally:
            superuser.execute(tighten)
    assert found > 0
    assert sum(visible(stranger).values()) == 0


def test_a_dropped_policy_hides_from_the_own_agency_too(scene: Scene) -> None:
    """Default deny: without a policy the table is shut, and the pages notice."""
    alice, drop = scene.world.actors["alice"], "DROP POLICY decisions_concern_select"
    create = (
        "CREATE POLICY decisions_concern_select ON decisions_concern FOR SELECT "
        "USING (agency_id = (SELECT sharewell_access.agency()))"
    )
    with connect() as superuser:
        superuser.execute(f"{drop} ON decisions_concern")
        try:
            assert visible(alice)["decisions_concern"] == 0
        finally:
            superuser.execute(create)
    assert visible(alice)["decisions_concern"] > 0


def test_the_key_of_the_context_is_out_of_reach(scene: Scene) -> None:
    charlie, ours = scene.world.actors["charlie"], UUID(int=0)
    assert charlie.agency != ours
    with (
        context(charlie, Purpose.SAFEGUARD),
        pytest.raises(ProgrammingError, match="permission denied"),
        transaction.atomic(),
        connection.cursor() as cursor,
    ):
        cursor.execute("SELECT inner_pad FROM sharewell_access.context_key")
