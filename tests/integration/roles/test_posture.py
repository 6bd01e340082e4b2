"""The check finds each way in which the database can be opened wider than it should."""

from collections.abc import Iterator

import psycopg
import pytest
from django.db import connection

from sharewell.access.posture import faults


@pytest.fixture
def administrator(
    database: None, test_database: str, superuser_url: str
) -> Iterator[psycopg.Connection]:
    """Opens the database too wide, as an administrator in a hurry would."""
    url = superuser_url.replace("@/postgres?", f"@/{test_database}?")
    with psycopg.connect(url, autocommit=True) as connection:
        yield connection


def test_the_migrated_database_is_as_it_should_be(database: None) -> None:
    assert list(faults()) == []


# A column grant is taken back by a column revoke: undo may differ from do.
OPENED = {
    "not forced": (
        "ALTER TABLE decisions_concern NO FORCE ROW LEVEL SECURITY",
        "ALTER TABLE decisions_concern FORCE ROW LEVEL SECURITY",
        "decisions_concern: row-level security is not enabled and forced",
    ),
    "not enabled": (
        "ALTER TABLE keys_key_wrap DISABLE ROW LEVEL SECURITY",
        "ALTER TABLE keys_key_wrap ENABLE ROW LEVEL SECURITY",
        "keys_key_wrap: row-level security is not enabled and forced",
    ),
    "granted without a policy": (
        "GRANT DELETE ON decisions_concern TO sharewell_app",
        "REVOKE DELETE ON decisions_concern FROM sharewell_app",
        "decisions_concern: sharewell_app is granted DELETE",
    ),
    "a column granted without a policy": (
        "GRANT UPDATE (outcome) ON decisions_sharing_decision TO sharewell_app",
        "REVOKE UPDATE (outcome) ON decisions_sharing_decision FROM sharewell_app",
        "decisions_sharing_decision: sharewell_app is granted UPDATE",
    ),
    "an exemption stretched": (
        "GRANT DELETE ON accounts_user TO sharewell_app",
        "REVOKE DELETE ON accounts_user FROM sharewell_app",
        "accounts_user: sharewell_app may DELETE, beyond",
    ),
    "the look across agencies widened": (
        "GRANT SELECT ON decisions_concern_entry TO sharewell_search",
        "REVOKE SELECT ON decisions_concern_entry FROM sharewell_search",
        "decisions_concern_entry: sharewell_search may SELECT, beyond",
    ),
    "the look across agencies changes records": (
        "GRANT UPDATE ON children_child_record TO sharewell_search",
        "REVOKE UPDATE ON children_child_record FROM sharewell_search",
        "children_child_record: sharewell_search may UPDATE, beyond",
    ),
    "anybody looks across agencies": (
        "GRANT EXECUTE ON FUNCTION sharewell_access.who_holds TO PUBLIC",
        "REVOKE EXECUTE ON FUNCTION sharewell_access.who_holds FROM PUBLIC",
        "who_holds(): anybody may call it",
    ),
    "a function without a fixed search path": (
        "ALTER FUNCTION sharewell_access.contacts_owed RESET search_path",
        "ALTER FUNCTION sharewell_access.contacts_owed "
        "SET search_path = sharewell_access, pg_temp",
        "contacts_owed(): anybody may call it, or",
    ),
    "the ledger shortened": (
        "GRANT DELETE ON audit_ledger_leaf TO sharewell_app",
        "REVOKE DELETE ON audit_ledger_leaf FROM sharewell_app",
        "audit_ledger_leaf: sharewell_app may DELETE; the ledger only grows",
    ),
    "the ledger's role reads records": (
        "GRANT SELECT ON decisions_concern TO sharewell_ledger",
        "REVOKE SELECT ON decisions_concern FROM sharewell_ledger",
        "decisions_concern: sharewell_ledger has grants here",
    ),
    "granted to everybody": (
        "GRANT UPDATE ON children_child_record TO PUBLIC",
        "REVOKE UPDATE ON children_child_record FROM PUBLIC",
        "children_child_record: sharewell_app is granted UPDATE",
    ),
    "a table nobody thought of": (
        "CREATE TABLE forgotten (id int); GRANT SELECT ON forgotten TO sharewell_app",
        "DROP TABLE forgotten",
        "forgotten: row-level security is not enabled and forced",
    ),
    "the runtime role owns a table": (
        "CREATE TABLE taken (id int); ALTER TABLE taken OWNER TO sharewell_app",
        "DROP TABLE taken",
        "The role sharewell_app owns something",
    ),
}


@pytest.mark.parametrize("case", OPENED)
def test_a_database_opened_too_wide(
    administrator: psycopg.Connection, case: str
) -> None:
    opened, closed, expected = OPENED[case]
    administrator.execute(opened)
    try:
        found = list(faults())
    finally:
        administrator.execute(closed)
    assert any(expected in line for line in found), found
    assert list(faults()) == []


def test_statements_that_are_shown_to_each_other(
    administrator: psycopg.Connection, test_database: str
) -> None:
    here = f"ALTER ROLE sharewell_app IN DATABASE {test_database}"
    administrator.execute(f"{here} SET track_activities = on")
    connection.close()
    try:
        (found,) = faults()
    finally:
        administrator.execute(f"{here} RESET track_activities")
        connection.close()
    assert "the others can read" in found
    assert list(faults()) == []


def test_a_runtime_role_that_is_no_runtime_role(database: None) -> None:
    """Roles belong to the whole server, so they are looked at, never changed."""
    found = list(faults(using="owner"))
    assert any("signs in as sharewell_owner" in line for line in found)
