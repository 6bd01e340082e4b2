-- What is closed to the actor in context in the agency whose hat is worn: where the
-- actor is in conflict of interest, and where a seal names others. What hangs on it is
-- closed with it: a child's concerns, a concern's disclosures. Runs as the owner of the
-- tables, whom their own policies bind as well; only its question crosses tables, which
-- policies that read one another could not do without end. In plpgsql, because a
-- connection plans it once: as plain SQL it was planned anew for every statement.
CREATE OR REPLACE FUNCTION sharewell_access.barred() RETURNS uuid[]
LANGUAGE plpgsql STABLE SECURITY DEFINER
SET search_path = sharewell_access, pg_temp AS $$
DECLARE
    me record;
    direct uuid[];
BEGIN
    SELECT actor, agency INTO me FROM verified();
    -- The service opens no record, and its clocks go on for sealed ones too.
    IF (me.actor <> '00000000-0000-4000-8000-000000000001') IS NOT TRUE THEN
        RETURN '{}';
    END IF;
    direct := ARRAY(
        SELECT conflict.about_id FROM public.access_conflict AS conflict
        WHERE conflict.agency_id = me.agency AND conflict.practitioner_id = me.actor
            AND NOT EXISTS (SELECT FROM public.access_conflict_end AS ended
                WHERE ended.conflict_id = conflict.id)
        UNION
        SELECT seal.about_id FROM public.access_seal AS seal
        WHERE seal.agency_id = me.agency
            AND NOT EXISTS (SELECT FROM public.access_seal_lift AS lift
                WHERE lift.seal_id = seal.id)
            AND NOT EXISTS (SELECT FROM public.access_seal_name AS named
                WHERE named.seal_id = seal.id AND named.practitioner_id = me.actor)
    );
    -- For nearly everybody, in every statement on a record, this is the whole answer.
    IF direct = '{}' THEN
        RETURN direct;
    END IF;
    RETURN (
    WITH hanging AS (
        SELECT id FROM unnest(direct) AS id
        UNION
        SELECT match.concern_id
        FROM public.decisions_concern_child AS match
        WHERE match.child_id = ANY (direct)
            AND NOT EXISTS (SELECT FROM public.decisions_concern_child AS later
                WHERE later.concern_id = match.concern_id
                    AND later.sequence > match.sequence)
    )
    SELECT array_agg(id) FROM (
        SELECT id FROM hanging
        UNION
        SELECT disclosure.id
        FROM public.exchange_disclosure AS disclosure
        JOIN hanging ON disclosure.concern_id = hanging.id
        WHERE disclosure.agency_id = me.agency
    ) AS everything
    );
END $$;
REVOKE ALL ON FUNCTION sharewell_access.barred() FROM PUBLIC;
GRANT EXECUTE ON FUNCTION sharewell_access.barred() TO sharewell_app;
