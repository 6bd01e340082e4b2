-- The database roles, made by a database administrator before the first migration. Run it
-- again before an upgrade: what is there already stays as it is.
-- psql -v sharewell_owner_password=... -v sharewell_app_password=... -v sharewell_ledger_password=... -f roles.sql
-- sharewell_owner  owns the tables and runs migrations; never used at run time
-- sharewell_app    the web process and the jobs; owns nothing, bound by row-level security
-- sharewell_ledger the sequencer; numbers leaves and writes tree heads, reads no record
-- sharewell_search nobody signs in as it: owns the functions that look across agencies
SELECT format('CREATE ROLE sharewell_owner LOGIN NOSUPERUSER NOBYPASSRLS NOCREATEROLE PASSWORD %L', :'sharewell_owner_password')
    WHERE NOT EXISTS (SELECT FROM pg_roles WHERE rolname = 'sharewell_owner') \gexec
SELECT format('CREATE ROLE sharewell_app LOGIN NOSUPERUSER NOBYPASSRLS NOCREATEROLE NOCREATEDB PASSWORD %L', :'sharewell_app_password')
    WHERE NOT EXISTS (SELECT FROM pg_roles WHERE rolname = 'sharewell_app') \gexec
SELECT format('CREATE ROLE sharewell_ledger LOGIN NOSUPERUSER NOBYPASSRLS NOCREATEROLE NOCREATEDB PASSWORD %L', :'sharewell_ledger_password')
    WHERE NOT EXISTS (SELECT FROM pg_roles WHERE rolname = 'sharewell_ledger') \gexec
SELECT 'CREATE ROLE sharewell_search NOLOGIN NOSUPERUSER NOBYPASSRLS NOCREATEROLE NOCREATEDB'
    WHERE NOT EXISTS (SELECT FROM pg_roles WHERE rolname = 'sharewell_search') \gexec
-- One role serves everybody, and each connection of a role may read in pg_stat_activity
-- what the others are asking at this moment, names and all.
ALTER ROLE sharewell_app SET track_activities = off;
-- The owner hands functions over to it, and sees nothing by it: nothing is inherited.
ALTER ROLE sharewell_owner NOINHERIT;
SELECT 'GRANT sharewell_search TO sharewell_owner'
    WHERE NOT pg_has_role('sharewell_owner', 'sharewell_search', 'MEMBER') \gexec
SELECT 'CREATE DATABASE sharewell OWNER sharewell_owner TEMPLATE template0'
    WHERE NOT EXISTS (SELECT FROM pg_database WHERE datname = 'sharewell') \gexec
REVOKE ALL ON DATABASE sharewell FROM PUBLIC;
GRANT CONNECT ON DATABASE sharewell TO sharewell_app, sharewell_ledger;
\connect sharewell
-- Before PostgreSQL 16 who inherits nothing has not even what goes with owning a database.
GRANT USAGE, CREATE ON SCHEMA public TO sharewell_owner;
