"""Row-level security for a migration: every table says who may do what with its rows.

A table is either in custody (row-level security enabled and forced, a policy for each
verb granted) or exempt (no personal data about children, with a reason). The tables are
listed as they are declared, so that a test can compare the list with the catalogue.
"""

from dataclasses import dataclass

from django.db import migrations

CONTEXT_AGENCY = "(SELECT sharewell_access.agency())"
CONTEXT_ACTOR = "(SELECT sharewell_access.actor())"
CONTEXT_PURPOSE = "(SELECT sharewell_access.purpose())"
# Asked once a statement and not once a row: hence the parentheses and the cast.
BARRED = "(SELECT sharewell_access.barred())::uuid[]"
OWN_AGENCY = f"agency_id = {CONTEXT_AGENCY}"
ANY_CONTEXT = f"{CONTEXT_ACTOR} IS NOT NULL"
RUNTIME = "sharewell_app"
LEDGER = "sharewell_ledger"
# Nobody signs in as it: it owns the functions that look across agencies.
SEARCH = "sharewell_search"


@dataclass(frozen=True)
class Exempt:
    """A table outside row-level security: the verbs granted and the reason why."""

    verbs: str
    reason: str


EXEMPT: dict[str, Exempt] = {}
# What the functions that look across agencies may do: table -> verbs.
# The ledger's own migration lets it read the hashes of leaves, and nothing beside them.
SEARCHED: dict[str, str] = {"audit_ledger_leaf": "SELECT"}


def custody(
    table: str,
    *,
    select: str | None = None,
    insert: str | None = None,
    update: str | None = None,
    update_columns: str = "",
    delete: str | None = None,
    role: str = RUNTIME,
) -> migrations.RunSQL:
    """Force row-level security on `table`; each verb given gets a grant and a policy.

    A verb left out is neither granted nor permitted: that makes a table append-only.
    """
    statements = [
        f"ALTER TABLE {table} ENABLE ROW LEVEL SECURITY",
        f"ALTER TABLE {table} FORCE ROW LEVEL SECURITY",
    ]
    if select:
        statements += [
            f"GRANT SELECT ON {table} TO {role}",
            f"CREATE POLICY {table}_select ON {table} FOR SELECT USING ({select})",
        ]
    if insert:
        statements += [
            f"GRANT INSERT ON {table} TO {role}",
            f"CREATE POLICY {table}_insert ON {table} FOR INSERT WITH CHECK ({insert})",
        ]
    if update:
        columns = f" ({update_columns})" if update_columns else ""
        statements += [
            f"GRANT UPDATE{columns} ON {table} TO {role}",
            f"CREATE POLICY {table}_update ON {table} FOR UPDATE "
            f"USING ({update}) WITH CHECK ({update})",
        ]
    if delete:
        statements += [
            f"GRANT DELETE ON {table} TO {role}",
            f"CREATE POLICY {table}_delete ON {table} FOR DELETE USING ({delete})",
        ]
    return migrations.RunSQL(statements, migrations.RunSQL.noop)


def barred(table: str, column: str) -> migrations.RunSQL:
    """Close the rows of things barred to the actor, whatever else lets them in.

    Restrictive: permissive policies are joined by OR, and a forbid among them would
    open what it is to close. `column` holds the id of the child, concern or disclosure.
    """
    return migrations.RunSQL(
        f"CREATE POLICY {table}_barred ON {table} AS RESTRICTIVE "
        f"FOR SELECT TO {RUNTIME} "
        f"USING ({column} IS NULL OR NOT {column} = ANY ({BARRED}))",
        f"DROP POLICY {table}_barred ON {table}",
    )


def exempt(table: str, verbs: str, reason: str) -> migrations.RunSQL:
    """Grant plain verbs on a table that holds nothing about a child."""
    EXEMPT[table] = Exempt(verbs, reason)
    return migrations.RunSQL(
        [f"GRANT {verbs} ON {table} TO {RUNTIME}"], migrations.RunSQL.noop
    )


def searched(table: str, columns: str) -> migrations.RunSQL:
    """Let the functions that look across agencies read these columns, and no others."""
    SEARCHED[table] = "SELECT"
    return migrations.RunSQL(
        [
            f"GRANT SELECT ({columns}) ON {table} TO {SEARCH}",
            f"CREATE POLICY {table}_searched ON {table} FOR SELECT TO {SEARCH} "
            "USING (true)",
        ],
        migrations.RunSQL.noop,
    )


def written_by_search(table: str) -> migrations.RunSQL:
    """A table of those functions alone, in custody without a verb for anybody else."""
    SEARCHED[table] = "SELECT, INSERT"
    return migrations.RunSQL(
        [
            f"GRANT SELECT, INSERT ON {table} TO {SEARCH}",
            f"CREATE POLICY {table}_searched ON {table} FOR SELECT TO {SEARCH} "
            "USING (true)",
            f"CREATE POLICY {table}_kept ON {table} FOR INSERT TO {SEARCH} "
            "WITH CHECK (true)",
        ],
        migrations.RunSQL.noop,
    )
