-- The database roles, made once by a database administrator before the first migration.
-- psql -v sharewell_owner_password=... -v sharewell_app_password=... -v sharewell_ledger_password=... -f roles.sql
-- sharewell_owner  owns the tables and runs migrations; never used at run time
-- sharewell_app    the web process and the jobs; owns nothing, bound by row-level security
-- sharewell_ledger the sequencer; numbers leaves and writes tree heads, reads no record
CREATE ROLE sharewell_owner LOGIN NOSUPERUSER NOBYPASSRLS NOCREATEROLE PASSWORD :'sharewell_owner_password';
CREATE ROLE sharewell_app LOGIN NOSUPERUSER NOBYPASSRLS NOCREATEROLE NOCREATEDB PASSWORD :'sharewell_app_password';
CREATE ROLE sharewell_ledger LOGIN NOSUPERUSER NOBYPASSRLS NOCREATEROLE NOCREATEDB PASSWORD :'sharewell_ledger_password';
-- One role serves everybody, and each connection of a role may read in pg_stat_activity
-- what the others are asking at this moment, names and all.
ALTER ROLE sharewell_app SET track_activities = off;
CREATE DATABASE sharewell OWNER sharewell_owner TEMPLATE template0;
REVOKE ALL ON DATABASE sharewell FROM PUBLIC;
GRANT CONNECT ON DATABASE sharewell TO sharewell_app, sharewell_ledger;
