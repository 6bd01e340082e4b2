-- The look across agencies: who says that it knows this child, and no more than that.
-- The only thing that reads other agencies' rows, and it runs as sharewell_search, whom
-- policies of its own let read these columns and nobody else's. It writes one row for
-- every question, the same in every case but for what only custodians can read: whoever
-- asks cannot tell a hidden record from none. Nothing the caller gives may fail in one
-- case alone, or be unique: a refused row would tell what was found.
-- Grades as sharewell/core/matching/grade.py does: certain and probable, and no others.
CREATE FUNCTION sharewell_access.who_holds(
    question uuid, named text, born date, schemes text[], numbers text[],
    cipher_text bytea, key_version integer, readers uuid[], wraps bytea[]
) RETURNS TABLE (agency uuid, since date)
LANGUAGE plpgsql VOLATILE SECURITY DEFINER
SET search_path = sharewell_access, pg_temp AS $$
#variable_conflict use_column
DECLARE
    me record;
    asked record;
BEGIN
    SELECT * INTO me FROM verified();
    SELECT id, agency_id, asked_by, asked_at, purpose, reference, contact_by
        INTO asked FROM public.exchange_existence_question AS one
    WHERE one.id = question AND one.agency_id = me.agency AND one.asked_by = me.actor;
    -- A purpose stated and a row that stays: no look without them.
    IF asked.id IS NULL OR me.purpose <> 'safeguard' THEN
        RAISE EXCEPTION 'sharewell: no question was asked' USING ERRCODE = 'SW003';
    END IF;
    RETURN QUERY
    WITH given AS (
        SELECT nullif(named, '') AS name, nullif(born, date '1900-01-01') AS birth,
            nullif(split_part(named, ' ', 2), '') AS family
    ), number AS (
        SELECT DISTINCT one.scheme, one.value
        FROM unnest(schemes, numbers) AS one (scheme, value)
    ), candidate AS (
        SELECT name.child_id AS id
        FROM given JOIN public.children_child_name AS name ON name.normalised = given.name
        UNION
        SELECT held.child_id
        FROM number JOIN public.children_child_identifier AS held
            ON held.scheme = number.scheme AND held.value = number.value
    ), compared AS (
        SELECT child.id, child.agency_id, child.created_at, names.same_name,
            names.same_family, latest.same_birth, kept.same_number, kept.other_number
        FROM candidate JOIN public.children_child_record AS child ON child.id = candidate.id
        CROSS JOIN given
        CROSS JOIN LATERAL (
            SELECT bool_or(name.normalised = given.name) AS same_name,
                bool_or(split_part(name.normalised, ' ', 2) = given.family) AS same_family
            FROM public.children_child_name AS name
            WHERE name.child_id = child.id AND name.normalised <> ''
        ) AS names
        CROSS JOIN LATERAL (
            SELECT nullif(name.born_on, date '1900-01-01') = given.birth AS same_birth
            FROM public.children_child_name AS name
            WHERE name.child_id = child.id ORDER BY name.sequence DESC LIMIT 1
        ) AS latest
        CROSS JOIN LATERAL (
            SELECT coalesce(bool_or(by_scheme.same), false) AS same_number,
                coalesce(bool_or(NOT by_scheme.same), false) AS other_number
            FROM (
                SELECT bool_or(held.value = number.value) AS same
                FROM public.children_child_identifier AS held
                    JOIN number ON number.scheme = held.scheme
                WHERE held.child_id = child.id GROUP BY held.scheme
            ) AS by_scheme
        ) AS kept
    ), matched AS (
        SELECT id, agency_id, created_at FROM compared
        WHERE NOT other_number AND CASE WHEN same_number
            THEN same_name IS NOT FALSE
                OR same_birth IS NULL OR (same_birth AND same_family IS NOT TRUE)
            ELSE same_name AND same_birth END
    ), closed AS (
        -- A family hidden by one agency is found through any other that holds it; and
        -- whoever is in conflict of interest anywhere learns nothing of it elsewhere.
        SELECT EXISTS (SELECT FROM matched JOIN public.children_concealment AS hidden
                ON hidden.child_id = matched.id)
            OR EXISTS (SELECT FROM matched JOIN public.access_conflict AS conflict
                ON conflict.about_id = matched.id AND conflict.practitioner_id = me.actor
                WHERE NOT EXISTS (SELECT FROM public.access_conflict_end AS ended
                    WHERE ended.conflict_id = conflict.id)) AS to_all
    ), judged AS (
        SELECT matched.*, closed.to_all OR keeper.kind IN ('sexual_health', 'refuge')
            OR EXISTS (SELECT FROM public.access_seal AS seal
                WHERE seal.about_id = matched.id
                    AND NOT EXISTS (SELECT FROM public.access_seal_lift AS lift
                        WHERE lift.seal_id = seal.id)) AS hidden
        FROM matched CROSS JOIN closed
            JOIN public.agencies_agency AS keeper ON keeper.id = matched.agency_id
        WHERE matched.agency_id <> me.agency
    ), part AS (
        SELECT judged.agency_id, jsonb_build_object(
            'children', jsonb_agg(judged.id),
            'wrapped', (SELECT encode(letter.wrapped, 'hex')
                FROM unnest(readers, wraps) AS letter (reader, wrapped)
                WHERE letter.reader = judged.agency_id LIMIT 1)) AS its
        FROM judged WHERE judged.hidden GROUP BY judged.agency_id
    ), kept AS (
        INSERT INTO public.exchange_existence_look (id, agency_id, question_id, asked_by,
            asked_at, purpose, reference, contact_by, cipher_text, key_version, owed)
        SELECT gen_random_uuid(), asked.agency_id, asked.id, asked.asked_by,
            asked.asked_at, asked.purpose, asked.reference, asked.contact_by,
            who_holds.cipher_text, who_holds.key_version,
            coalesce((SELECT jsonb_object_agg(part.agency_id, part.its) FROM part), '{}')
    )
    SELECT judged.agency_id,
        min(date_trunc('month', judged.created_at AT TIME ZONE 'Europe/London'))::date
    FROM judged WHERE NOT judged.hidden GROUP BY judged.agency_id;
END $$;

-- What the agency in context owes and has not taken in: its own part of each look. Only
-- the service fetches it, for a row each in the agency's custody, where seals hold.
CREATE FUNCTION sharewell_access.contacts_owed() RETURNS TABLE (
    question uuid, asker_agency uuid, asked_by uuid, asked_at timestamptz, purpose text,
    reference text, contact_by timestamptz, cipher_text bytea, key_version integer,
    its jsonb)
LANGUAGE sql STABLE SECURITY DEFINER
SET search_path = sharewell_access, pg_temp AS $$
    SELECT look.question_id, look.agency_id, look.asked_by, look.asked_at, look.purpose,
        look.reference, look.contact_by, look.cipher_text, look.key_version,
        look.owed -> me.agency::text
    FROM verified() AS me JOIN public.exchange_existence_look AS look
        ON look.owed ? me.agency::text
    WHERE me.actor = '00000000-0000-4000-8000-000000000001'
        AND me.purpose = 'run_the_service'
        AND NOT EXISTS (SELECT FROM public.exchange_contact_owed AS taken
            WHERE taken.agency_id = me.agency AND taken.question_id = look.question_id)
    ORDER BY look.asked_at
$$;

-- The migration's role hands them over; it needs the right to for this moment only.
GRANT USAGE, CREATE ON SCHEMA sharewell_access TO sharewell_search;
GRANT EXECUTE ON FUNCTION sharewell_access.verified(), sharewell_access.actor(),
    sharewell_access.agency(), sharewell_access.purpose() TO sharewell_search;
REVOKE ALL ON FUNCTION sharewell_access.who_holds, sharewell_access.contacts_owed FROM PUBLIC;
GRANT EXECUTE ON FUNCTION sharewell_access.who_holds, sharewell_access.contacts_owed
    TO sharewell_app;
ALTER FUNCTION sharewell_access.who_holds OWNER TO sharewell_search;
ALTER FUNCTION sharewell_access.contacts_owed OWNER TO sharewell_search;
REVOKE CREATE ON SCHEMA sharewell_access FROM sharewell_search;
