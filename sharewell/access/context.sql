-- The second lock: what row-level security asks. The whole value is matched before any
-- cast, so that a forged one is refused and not a crash. A missing or false context
-- raises: an empty answer would read as "nothing is known about this child".
CREATE SCHEMA sharewell_access;
REVOKE ALL ON SCHEMA sharewell_access FROM PUBLIC;
GRANT USAGE ON SCHEMA sharewell_access TO sharewell_app, sharewell_ledger;

CREATE TABLE sharewell_access.context_key (
    id smallint PRIMARY KEY,
    inner_pad bytea NOT NULL CHECK (length(inner_pad) = 64),
    outer_pad bytea NOT NULL CHECK (length(outer_pad) = 64)
);
REVOKE ALL ON sharewell_access.context_key FROM PUBLIC;

CREATE FUNCTION sharewell_access.verified(OUT actor uuid, OUT agency uuid, OUT purpose text)
LANGUAGE plpgsql STABLE SECURITY DEFINER
SET search_path = sharewell_access, pg_temp AS $$
DECLARE
    given text := nullif(current_setting('sharewell.context', true), '');
    part text[];
    message bytea;
    found boolean;
BEGIN
    IF given IS NULL THEN
        RAISE EXCEPTION 'sharewell: no access context' USING ERRCODE = 'SW001';
    END IF;
    IF given !~ ('^v1\.([0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}|-)'
        '\.([0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}|-)'
        '\.[a-z_]{1,40}\.[0-9a-f-]{1,32}\.[0-9]{10}\.[0-9]{1,9}\.[0-9a-f]{64}$') THEN
        RAISE EXCEPTION 'sharewell: access context refused' USING ERRCODE = 'SW002';
    END IF;
    part := string_to_array(given, '.');
    message := convert_to(array_to_string(part[1:7], '.'), 'UTF8');
    SELECT bool_or(encode(sha256(outer_pad || sha256(inner_pad || message)), 'hex') = part[8])
        INTO found FROM context_key;
    IF found IS NOT TRUE
        OR part[7]::int <> pg_backend_pid()
        OR to_timestamp(part[6]::bigint) < clock_timestamp()
        OR to_timestamp(part[6]::bigint) > clock_timestamp() + interval '60 seconds' THEN
        RAISE EXCEPTION 'sharewell: access context refused' USING ERRCODE = 'SW002';
    END IF;
    actor := nullif(part[2], '-')::uuid;
    agency := nullif(part[3], '-')::uuid;
    purpose := part[4];
END $$;

CREATE FUNCTION sharewell_access.actor() RETURNS uuid LANGUAGE sql STABLE
    AS 'SELECT actor FROM sharewell_access.verified()';
CREATE FUNCTION sharewell_access.agency() RETURNS uuid LANGUAGE sql STABLE
    AS 'SELECT agency FROM sharewell_access.verified()';
CREATE FUNCTION sharewell_access.purpose() RETURNS text LANGUAGE sql STABLE
    AS 'SELECT purpose FROM sharewell_access.verified()';
REVOKE ALL ON ALL FUNCTIONS IN SCHEMA sharewell_access FROM PUBLIC;
GRANT EXECUTE ON ALL FUNCTIONS IN SCHEMA sharewell_access TO sharewell_app, sharewell_ledger;
