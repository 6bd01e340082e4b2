"""What the database must refuse, read from its catalogue: roles, grants, policies."""

from collections.abc import Iterator
from typing import Any

from django.db import connections
from django.db.migrations.loader import MigrationLoader

from sharewell.access.custody import EXEMPT, LEDGER, RUNTIME, SEARCH, SEARCHED

LEDGER_TABLES = (
    "audit_ledger_leaf",
    "audit_tree_head",
    "audit_checkpoint",
    "audit_tree_node",
)
# Only script/postgres makes a server whose first role has this name.
PRIVATE_SUPERUSER = "sharewell_superuser"
VERBS = ("SELECT", "INSERT", "UPDATE", "DELETE")

_ROLE = """
    SELECT rolsuper, rolbypassrls, rolcreaterole, rolcreatedb,
        EXISTS (SELECT FROM pg_auth_members WHERE member = role.oid),
        EXISTS (SELECT FROM pg_class WHERE relowner = role.oid)
        OR EXISTS (SELECT FROM pg_proc WHERE proowner = role.oid)
        OR EXISTS (SELECT FROM pg_database WHERE datdba = role.oid),
        rolcanlogin
    FROM pg_roles AS role WHERE rolname = %s
"""
_TABLES = """
    SELECT relname, relrowsecurity, relforcerowsecurity
    FROM pg_class WHERE relnamespace = 'public'::regnamespace AND relkind IN ('r', 'p')
    ORDER BY relname
"""
_GRANTED = """
    SELECT has_table_privilege(%s, %s::regclass, %s)
        OR %s IN ('SELECT', 'INSERT', 'UPDATE')
        AND has_any_column_privilege(%s, %s::regclass, %s)
"""
# Whoever has its rights without becoming it, and which of its functions is for all.
_SEARCHERS = """
    SELECT rolname FROM pg_roles WHERE NOT rolsuper AND rolname <> %s
        AND pg_has_role(oid, %s, 'USAGE')
"""
_FUNCTIONS = """
    SELECT proname FROM pg_proc WHERE proowner = %s::regrole AND (
        NOT prosecdef OR proconfig IS NULL
        OR has_function_privilege(%s, oid, 'EXECUTE'))
"""
_POLICIES = """
    SELECT cmd, roles::text[] FROM pg_policies
    WHERE schemaname = 'public' AND tablename = %s
"""


def faults(*, using: str = "default") -> Iterator[str]:
    """Each way in which the database is open wider than the code believes."""
    # The list of exempt tables is filled by importing the migrations that name them.
    MigrationLoader(None)
    with connections[using].cursor() as cursor:
        cursor.execute("SELECT current_user")
        (user,) = cursor.fetchone()
        if user != RUNTIME:
            yield f"DATABASE_URL signs in as {user}; it must be {RUNTIME}."
        cursor.execute("SHOW track_activities")
        if cursor.fetchone()[0] != "off":
            yield (
                f"What one connection of {RUNTIME} asks, the others can read: run "
                f"ALTER ROLE {RUNTIME} SET track_activities = off as an administrator."
            )
        for role in (RUNTIME, LEDGER, SEARCH):
            yield from _role_faults(cursor, role)
        yield from _search_faults(cursor)
        cursor.execute(_TABLES)
        for table, enabled, forced in cursor.fetchall():
            yield from _table_faults(cursor, table, in_custody=enabled and forced)
        yield from _ledger_faults(cursor)


def is_private_server(*, using: str = "default") -> bool:
    """Whether the server was made by script/postgres, for demo and tests only."""
    with connections[using].cursor() as cursor:
        cursor.execute("SELECT FROM pg_roles WHERE rolname = %s", [PRIVATE_SUPERUSER])
        return cursor.fetchone() is not None


def _role_faults(cursor: Any, role: str) -> Iterator[str]:
    cursor.execute(_ROLE, [role])
    row = cursor.fetchone()
    if row is None:
        yield f"There is no role {role}: run roles.sql as an administrator."
        return
    worst = (
        "is a superuser",
        "bypasses row-level security",
        "makes roles",
        "makes databases",
        "is a member of another role",
        "owns something",
        "may sign in",
    )
    right = {SEARCH: {"owns something"}}.get(role, {"may sign in"})
    for is_so, fault in zip(row, worst, strict=True):
        if is_so and fault not in right:
            yield f"The role {role} {fault}; it must not."


def _search_faults(cursor: Any) -> Iterator[str]:
    cursor.execute("SELECT FROM pg_roles WHERE rolname = %s", [SEARCH])
    if cursor.fetchone() is None:
        return
    cursor.execute(_SEARCHERS, [SEARCH, SEARCH])
    for (role,) in cursor.fetchall():
        yield f"The role {role} sees what {SEARCH} sees; nobody may inherit from it."
    cursor.execute(_FUNCTIONS, [SEARCH, LEDGER])
    for (name,) in cursor.fetchall():
        yield f"{name}(): anybody may call it, or it does not fix its search path."


def _table_faults(cursor: Any, table: str, *, in_custody: bool) -> Iterator[str]:
    granted = {role: _granted(cursor, role, table) for role in (RUNTIME, LEDGER)}
    if table not in LEDGER_TABLES and granted[LEDGER]:
        yield f"{table}: {LEDGER} has grants here; it reads no record."
    for verb in sorted(_granted(cursor, SEARCH, table)):
        if verb not in SEARCHED.get(table, ""):
            yield f"{table}: {SEARCH} may {verb}, beyond what it looks for."
    if table in EXEMPT:
        allowed = {verb for verb in VERBS if verb in EXEMPT[table].verbs}
        for verb in sorted(granted[RUNTIME] - allowed):
            yield f"{table}: {RUNTIME} may {verb}, beyond what its exemption says."
        return
    if not any(granted.values()) and not table.startswith("audit_"):
        return
    if not in_custody:
        yield f"{table}: row-level security is not enabled and forced."
    cursor.execute(_POLICIES, [table])
    policies = [(verb, set(roles)) for verb, roles in cursor.fetchall()]
    for role, verbs in granted.items():
        covered = {v for v, roles in policies if roles & {role, "public"}}
        for verb in sorted(verbs - covered):
            yield f"{table}: {role} is granted {verb} and no policy says on which rows."


def _ledger_faults(cursor: Any) -> Iterator[str]:
    for table in LEDGER_TABLES:
        for verb in ("UPDATE", "DELETE"):
            if verb in _granted(cursor, RUNTIME, table):
                yield f"{table}: {RUNTIME} may {verb}; the ledger only grows."
        if "DELETE" in _granted(cursor, LEDGER, table):
            yield f"{table}: {LEDGER} may DELETE; the ledger only grows."


def _granted(cursor: Any, role: str, table: str) -> set[str]:
    found = set()
    for verb in VERBS:
        cursor.execute(_GRANTED, [role, table, verb, verb, role, table, verb])
        if cursor.fetchone()[0]:
            found.add(verb)
    return found
