-- Who acts, as the signed text says (sharewell/access/signed.py). Its mark is compared
-- before anything is made of a part of it, so that a forged one is refused and not a
-- crash: what bears the mark was put together by us and is well formed. No pattern is
-- matched against the whole: each statement on a record asks this two or three times,
-- and the pattern was half of what it cost. A missing or false context raises: an empty
-- answer would read as "nothing is known about this child".
CREATE OR REPLACE FUNCTION sharewell_access.verified(OUT actor uuid, OUT agency uuid, OUT purpose text)
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
    part := string_to_array(given, '.');
    message := convert_to(array_to_string(part[1:7], '.'), 'UTF8');
    SELECT bool_or(encode(sha256(outer_pad || sha256(inner_pad || message)), 'hex') = part[8])
        INTO found FROM context_key;
    IF found IS NOT TRUE OR cardinality(part) <> 8 THEN
        RAISE EXCEPTION 'sharewell: access context refused' USING ERRCODE = 'SW002';
    END IF;
    IF part[7]::int <> pg_backend_pid()
        OR to_timestamp(part[6]::bigint) < clock_timestamp()
        OR to_timestamp(part[6]::bigint) > clock_timestamp() + interval '60 seconds' THEN
        RAISE EXCEPTION 'sharewell: access context refused' USING ERRCODE = 'SW002';
    END IF;
    actor := nullif(part[2], '-')::uuid;
    agency := nullif(part[3], '-')::uuid;
    purpose := part[4];
END $$;

CREATE OR REPLACE FUNCTION sharewell_access.actor() RETURNS uuid LANGUAGE sql STABLE
    AS 'SELECT actor FROM sharewell_access.verified()';
CREATE OR REPLACE FUNCTION sharewell_access.agency() RETURNS uuid LANGUAGE sql STABLE
    AS 'SELECT agency FROM sharewell_access.verified()';
CREATE OR REPLACE FUNCTION sharewell_access.purpose() RETURNS text LANGUAGE sql STABLE
    AS 'SELECT purpose FROM sharewell_access.verified()';
REVOKE ALL ON FUNCTION sharewell_access.verified(), sharewell_access.actor(),
    sharewell_access.agency(), sharewell_access.purpose() FROM PUBLIC;
GRANT EXECUTE ON FUNCTION sharewell_access.verified(), sharewell_access.actor(),
    sharewell_access.agency(), sharewell_access.purpose() TO sharewell_app, sharewell_ledger;
