"""What somebody would try who can make the runtime role run any statement.

The context is a good one of an ordinary person. `REFUSED` must raise; `READS` may
answer but show no row of others; `CHANGES` may answer but change nothing of others.
`%(...)s` are filled from a drawn partnership: `me`, `mine` (my agency), `theirs`
(another), and ids of rows that the person may not see.
"""

TABLES = (
    "decisions_concern", "decisions_sharing_decision", "children_child_record",
    "children_child_name", "exchange_disclosure", "keys_sealed_text", "keys_key_wrap",
    "audit_ledger_leaf", "access_conflict", "access_seal",
)  # fmt: skip
CONCERN = (
    "INSERT INTO decisions_concern (id, agency_id, reference, origin, raised_by, "
    "raised_at, safe_now, referred_directly, salt) VALUES (gen_random_uuid(), "
    "%(theirs)s, 'x', 'noticed', %(me)s, now(), 'yes', false, '')"
)
STEP = (
    "INSERT INTO exchange_disclosure_step (id, agency_id, sender_agency_id, "
    "recipient_agency_id, disclosure_id, kind, code, at, by, salt) VALUES "
    "(gen_random_uuid(), %(mine)s, %(theirs)s, %(mine)s, %(disclosure)s, 'outcome', "
    "'', now(), %(me)s, '')"
)
TASK = (
    "INSERT INTO decisions_task (id, agency_id, inbox_id, kind, about_kind, about_id, "
    "reference, raised_by_agency_id, raised_at, due_at) SELECT gen_random_uuid(), "
    "agency_id, id, 'acknowledge', 'disclosure', %(disclosure)s, 'x', %(mine)s, now(), "
    "now() FROM agencies_inbox WHERE agency_id = %(theirs)s"
)
APPOINT = (
    "INSERT INTO agencies_appointment (id, agency_id, practitioner_id, role, team, "
    "is_pooled, starts_at) VALUES (gen_random_uuid(), {agency}, %(me)s, "
    "'lead_information_officer', 't', false, now())"
)
ENDED = (
    "INSERT INTO access_conflict_end (id, agency_id, conflict_id, by, at) "
    "SELECT gen_random_uuid(), agency_id, id, {by}, now() FROM access_conflict"
)
NAMED = (
    "INSERT INTO access_seal_name (id, agency_id, seal_id, practitioner_id, by, at) "
    "SELECT gen_random_uuid(), agency_id, id, %(me)s, {by}, now() FROM access_seal"
)
LIFTED = (
    "INSERT INTO access_seal_lift (id, agency_id, seal_id, by, at) "
    "SELECT gen_random_uuid(), agency_id, id, {by}, now() FROM access_seal"
)
ANSWERED = (
    "INSERT INTO access_proposal_answer (id, agency_id, proposal_id, agreed, by, at) "
    "SELECT gen_random_uuid(), agency_id, id, true, {by}, now() FROM access_proposal"
)
LEAF = (
    "INSERT INTO audit_ledger_leaf (id, agency_id, event, object_kind, entry, "
    "leaf_hash, index) VALUES (gen_random_uuid(), {agency}, 'x', '', '', '', {index})"
)
TEXT = (
    "INSERT INTO keys_sealed_text (id, agency_id, record_id, record_kind, field, "
    "revision, cipher_text) VALUES (gen_random_uuid(), %(theirs)s, gen_random_uuid(), "
    "'x', 'x', 1, '')"
)

GOES_ERASED = (
    "DELETE FROM children_child_name", "DELETE FROM children_child_identifier",
)  # fmt: skip
REFUSED: dict[str, tuple[str, ...]] = {
    "another context": (
        "SELECT set_config('sharewell.context', '', true); SELECT id FROM "
        "decisions_concern",
        "SELECT set_config('sharewell.context', 'v1.' || %(me)s || '.' || %(theirs)s "
        "|| '.safeguard.-.9999999999.' || pg_backend_pid() || '.' || repeat('0', 64), "
        "true); SELECT id FROM decisions_concern",
        "SELECT set_config('sharewell.context', replace(current_setting("
        "'sharewell.context'), %(mine)s, %(theirs)s), true); "
        "SELECT id FROM decisions_concern",
        "SELECT set_config('sharewell.context', replace(current_setting("
        "'sharewell.context'), 'safeguard', 'administer'), true); "
        "SELECT id FROM decisions_concern",
        "RESET sharewell.context; SELECT id FROM decisions_concern",
        "RESET ALL; DISCARD ALL",
    ),
    "the key of the context": (
        "SELECT * FROM sharewell_access.context_key",
        "TABLE sharewell_access.context_key",
        "COPY sharewell_access.context_key TO STDOUT",
        "UPDATE sharewell_access.context_key SET inner_pad = inner_pad",
        "INSERT INTO sharewell_access.context_key VALUES (9, repeat('x', 64)::bytea, "
        "repeat('x', 64)::bytea)",
        "DELETE FROM sharewell_access.context_key",
        "SELECT id FROM sharewell_access.context_key FOR UPDATE",
        "SELECT query_to_xml('TABLE sharewell_access.context_key', true, true, '')",
    ),
    "another role": (
        "SET ROLE sharewell_owner", "SET LOCAL ROLE sharewell_superuser",
        "SET ROLE sharewell_ledger", "SET ROLE pg_read_all_data",
        "SET SESSION AUTHORIZATION sharewell_owner",
        "GRANT sharewell_owner TO sharewell_app",
        "GRANT pg_read_all_data TO sharewell_app",
        "ALTER ROLE sharewell_app BYPASSRLS", "ALTER ROLE sharewell_app SUPERUSER",
        "ALTER ROLE sharewell_owner PASSWORD 'x'", "CREATE ROLE another SUPERUSER",
        "DROP ROLE sharewell_ledger",
        "ALTER ROLE sharewell_owner SET row_security = off",
        "REASSIGN OWNED BY sharewell_owner TO sharewell_app",
        "DROP OWNED BY sharewell_owner",
        "SELECT rolpassword FROM pg_authid", "SELECT passwd FROM pg_shadow",
    ),
    "settings that weaken": (
        "SET session_replication_role = replica",
        "SET row_security = off; SELECT id FROM decisions_concern",
        "SET track_activities = on", "SET log_statement = 'all'",
        "SET session_preload_libraries = 'x'", "LOAD 'plpgsql_x'",
        "ALTER SYSTEM SET log_statement = 'all'", "ALTER SYSTEM RESET ALL",
        "SELECT pg_reload_conf()", "SET lo_compat_privileges = on",
        "SET allow_system_table_mods = on", "SET zero_damaged_pages = on",
        "ALTER DATABASE sharewell SET row_security = off",
    ),
    "the policies": tuple(
        statement.replace("TABLE_", table)
        for table in TABLES
        if table != "audit_ledger_leaf"
        for statement in (
            "ALTER TABLE TABLE_ DISABLE ROW LEVEL SECURITY",
            "ALTER TABLE TABLE_ NO FORCE ROW LEVEL SECURITY",
            "DROP POLICY TABLE__select ON TABLE_",
            "DROP POLICY IF EXISTS TABLE__insert ON TABLE_",
            "ALTER POLICY TABLE__select ON TABLE_ USING (true)",
            "CREATE POLICY mine ON TABLE_ USING (true)",
            "ALTER TABLE TABLE_ OWNER TO sharewell_app",
            "ALTER TABLE TABLE_ DISABLE TRIGGER ALL",
            "CREATE RULE mine AS ON SELECT TO TABLE_ DO INSTEAD SELECT 1",
            "CREATE TRIGGER mine BEFORE INSERT ON TABLE_ EXECUTE FUNCTION "
            "sharewell_access.refuse_ledger_change()",
            "TRUNCATE TABLE_ CASCADE", "DROP TABLE TABLE_ CASCADE",
            "ALTER TABLE TABLE_ ADD COLUMN mine int",
            "CREATE INDEX mine ON TABLE_ (id)", "VACUUM FULL TABLE_",
        )
    ),
    "the ledger": (
        "ALTER TABLE audit_ledger_leaf DISABLE ROW LEVEL SECURITY",
        "ALTER TABLE audit_ledger_leaf DISABLE TRIGGER only_numbered_once",
        "DROP TRIGGER only_numbered_once ON audit_ledger_leaf",
        "DROP POLICY leaf_select ON audit_ledger_leaf",
        "ALTER POLICY leaf_insert ON audit_ledger_leaf WITH CHECK (true)",
        "TRUNCATE audit_ledger_leaf", "TRUNCATE audit_tree_head",
        "LOCK TABLE audit_ledger_leaf IN ACCESS EXCLUSIVE MODE",
        "UPDATE audit_tree_head SET size = 0", "DELETE FROM audit_tree_head",
        "UPDATE audit_checkpoint SET size = 0", "DELETE FROM audit_tree_node",
        "INSERT INTO audit_checkpoint (size, note) VALUES (1, 'x')",
    ),
    "things of one's own": (
        "CREATE FUNCTION mine() RETURNS int LANGUAGE sql SECURITY DEFINER AS "
        "'SELECT 1'",
        "CREATE FUNCTION sharewell_access.agency2() RETURNS int LANGUAGE sql AS "
        "'SELECT 1'",
        "CREATE OR REPLACE FUNCTION sharewell_access.barred() RETURNS uuid[] LANGUAGE "
        "sql AS 'SELECT ''{}''::uuid[]'",
        "ALTER FUNCTION sharewell_access.verified() SECURITY INVOKER",
        "DROP FUNCTION sharewell_access.barred() CASCADE",
        "CREATE TABLE mine (id int)", "CREATE VIEW mine AS SELECT 1",
        "CREATE MATERIALIZED VIEW mine AS SELECT * FROM decisions_concern",
        "CREATE SCHEMA mine", "CREATE EXTENSION dblink",
        "CREATE EXTENSION postgres_fdw", "CREATE LANGUAGE plpython3u",
        "CREATE OPERATOR === (LEFTARG = int, RIGHTARG = int, PROCEDURE = int4eq)",
        "CREATE EVENT TRIGGER mine ON ddl_command_start EXECUTE FUNCTION "
        "sharewell_access.refuse_ledger_change()",
        "CREATE PUBLICATION mine FOR ALL TABLES",
        "CREATE SUBSCRIPTION mine CONNECTION 'dbname=x' PUBLICATION mine",
        "CREATE TYPE mine AS (a int)", "CREATE CAST (text AS int) WITH INOUT",
        "CREATE TEMP TABLE t (id int)",
        "CREATE FUNCTION pg_temp.leak(x text) RETURNS bool LANGUAGE plpgsql "
        "COST 0.0001 AS 'BEGIN RAISE NOTICE ''%%'', x; RETURN true; END'",
        "CREATE TABLESPACE mine LOCATION '/tmp'", "CREATE DATABASE mine",
    ),
    "files and the machine": (
        "SELECT pg_read_file('/etc/passwd')", "SELECT pg_read_file('PG_VERSION')",
        "SELECT pg_read_binary_file('global/pg_control')", "SELECT pg_ls_dir('.')",
        "SELECT pg_ls_waldir()", "SELECT pg_ls_logdir()", "SELECT pg_stat_file('.')",
        "SELECT lo_import('/etc/passwd')", "SELECT lo_export(1, '/tmp/mine')",
        "SELECT loid FROM pg_largeobject",
        "COPY decisions_concern TO '/tmp/mine'", "COPY decisions_concern FROM '/tmp/x'",
        "COPY (SELECT 1) TO PROGRAM 'id'", "COPY decisions_concern FROM PROGRAM 'id'",
        "SELECT pg_current_logfile()", "SELECT pg_rotate_logfile()",
        "SELECT * FROM pg_hba_file_rules", "SELECT * FROM pg_file_settings",
        "SELECT pg_create_logical_replication_slot('mine', 'test_decoding')",
        "SELECT pg_create_physical_replication_slot('mine')",
        "SELECT pg_switch_wal()", "SELECT pg_promote()",
        "SELECT * FROM pg_statistic", "SELECT * FROM pg_user_mapping",
        "PREPARE TRANSACTION 'mine'",
    ),
    "letting oneself in": (
        CONCERN, STEP, TASK, TEXT,
        APPOINT.format(agency="%(mine)s"), APPOINT.format(agency="%(theirs)s"),
        ENDED.format(by="%(me)s"), ENDED.format(by="practitioner_id"),
        NAMED.format(by="%(me)s"), NAMED.format(by="sealed_by"),
        LIFTED.format(by="%(me)s"), LIFTED.format(by="sealed_by"),
        ANSWERED.format(by="proposed_by"),
        LEAF.format(agency="%(theirs)s", index="NULL"),
        LEAF.format(agency="%(mine)s", index="1"),
        "INSERT INTO audit_tree_head (size) VALUES (1)",
        "INSERT INTO access_submitted_once (id, agency_id, actor_id, key, "
        "request_hash, result, at) VALUES (gen_random_uuid(), %(mine)s, "
        "gen_random_uuid(), 'k', 'h', '{}', now())",
        "INSERT INTO agencies_agency (id, name, kind, area, founded_at) VALUES "
        "(gen_random_uuid(), 'Mine', 'school', 'x', now())",
        "UPDATE keys_key_wrap SET agency_id = %(mine)s",
        "UPDATE keys_sealed_text SET agency_id = %(mine)s",
        "UPDATE decisions_draft SET agency_id = %(mine)s",
        "UPDATE access_emergency SET ends_at = 'infinity'",
    ),
    "what only grows": tuple(
        statement
        for table in (*TABLES, "access_conflict_end", "access_seal_name")
        if not table.startswith("keys_")
        for statement in (f"UPDATE {table} SET id = id", f"DELETE FROM {table}")
        # After an erasure names go: what goes without one is looked at below.
        if statement not in GOES_ERASED
    ),
}  # fmt: skip

# Each answers with ids of rows: none may be of a row that the person may not see.
READS: dict[str, str] = {
    "everything": "SELECT id::text FROM {table}",
    "or true": "SELECT id::text FROM {table} WHERE id = %(foreign)s OR true",
    "by its id": "SELECT id::text FROM {table} WHERE id = %(foreign)s",
    "in a union": "SELECT NULL UNION SELECT id::text FROM {table}",
    "in a join": "SELECT b.id::text FROM {table} AS a CROSS JOIN {table} AS b",
    "in a subquery": "SELECT (SELECT string_agg(id::text, ',') FROM {table})",
    "in a function": "SELECT query_to_xml('SELECT id FROM {table}', true, true, '')",
    "in a cursor": (
        "DECLARE c CURSOR FOR SELECT id::text FROM {table}; FETCH ALL FROM c"
    ),
    "for update": "SELECT id::text FROM {table} WHERE true FOR KEY SHARE",
    "a sample": "SELECT id::text FROM {table} TABLESAMPLE SYSTEM (100)",
    "the only": "SELECT id::text FROM ONLY {table}",
    "copied out": "COPY (SELECT id FROM {table}) TO STDOUT",
    "table copied out": "COPY {table} TO STDOUT",
    "a view of the catalogue": (
        "SELECT most_common_vals::text || histogram_bounds::text FROM pg_stats "
        "WHERE tablename = '{table}'"
    ),
    "a condition that tells": (
        "SELECT id::text FROM {table} "
        "WHERE 1 / (CASE WHEN id = %(foreign)s THEN 0 ELSE 1 END) = 1"
    ),
    "a cast that tells": (
        "SELECT id::text FROM {table} "
        "WHERE (CASE WHEN id = %(foreign)s THEN id::text ELSE '1' END)::int = 1"
    ),
    "what others ask": "SELECT query FROM pg_stat_activity",
    "as json": "SELECT row_to_json(t) ->> 'id' FROM {table} AS t",
    "by its place": "SELECT id::text FROM {table} WHERE ctid IS NOT NULL",
    "written by a block": (
        "DO $$ DECLARE found text; BEGIN SELECT string_agg(id::text, ',') INTO found "
        "FROM {table}; PERFORM set_config('my.found', coalesce(found, ''), true); "
        "END $$; SELECT current_setting('my.found')"
    ),
}

# Let through, and no row of another agency may be different afterwards.
CHANGES: tuple[str, ...] = (
    "UPDATE decisions_draft SET held_by = %(me)s, state = 'open'",
    "UPDATE keys_key_wrap SET wrapped = '', key_version = 9",
    "DELETE FROM keys_sealed_text",
    *GOES_ERASED,
    "DELETE FROM keys_key_wrap",
    "INSERT INTO keys_key_wrap (id, sealed_id, agency_id, custodian_id, key_version, "
    "wrapped) VALUES (gen_random_uuid(), %(text)s, %(mine)s, %(mine)s, 1, '')",
)
