-- The second lock: where it keeps its keys. What row-level security asks: verified.sql.
CREATE SCHEMA sharewell_access;
REVOKE ALL ON SCHEMA sharewell_access FROM PUBLIC;
GRANT USAGE ON SCHEMA sharewell_access TO sharewell_app, sharewell_ledger;

CREATE TABLE sharewell_access.context_key (
    id smallint PRIMARY KEY,
    inner_pad bytea NOT NULL CHECK (length(inner_pad) = 64),
    outer_pad bytea NOT NULL CHECK (length(outer_pad) = 64)
);
REVOKE ALL ON sharewell_access.context_key FROM PUBLIC;
