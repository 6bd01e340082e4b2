-- A checkpoint says its time in whole seconds, and the head beside it must say the same.
ALTER TABLE audit_tree_head NO FORCE ROW LEVEL SECURITY;
ALTER TABLE audit_tree_head DISABLE TRIGGER only_grows;
UPDATE audit_tree_head SET at = date_trunc('second', at);
ALTER TABLE audit_tree_head ENABLE TRIGGER only_grows;
ALTER TABLE audit_tree_head FORCE ROW LEVEL SECURITY;

-- Signed checkpoints and inner nodes: hashes and signatures, nothing of what is in entries.
ALTER TABLE audit_checkpoint ENABLE ROW LEVEL SECURITY;
ALTER TABLE audit_checkpoint FORCE ROW LEVEL SECURITY;
GRANT SELECT ON audit_checkpoint TO sharewell_app;
GRANT SELECT, INSERT ON audit_checkpoint TO sharewell_ledger;
CREATE POLICY checkpoint_select ON audit_checkpoint FOR SELECT USING (true);
CREATE POLICY checkpoint_insert ON audit_checkpoint FOR INSERT TO sharewell_ledger WITH CHECK (true);
CREATE TRIGGER only_grows BEFORE UPDATE OR DELETE ON audit_checkpoint
    FOR EACH ROW EXECUTE FUNCTION sharewell_access.refuse_ledger_change();

ALTER TABLE audit_tree_node ENABLE ROW LEVEL SECURITY;
ALTER TABLE audit_tree_node FORCE ROW LEVEL SECURITY;
GRANT SELECT ON audit_tree_node TO sharewell_app;
GRANT SELECT, INSERT ON audit_tree_node TO sharewell_ledger;
CREATE POLICY node_select ON audit_tree_node FOR SELECT USING (true);
CREATE POLICY node_insert ON audit_tree_node FOR INSERT TO sharewell_ledger WITH CHECK (true);
CREATE TRIGGER only_grows BEFORE UPDATE OR DELETE ON audit_tree_node
    FOR EACH ROW EXECUTE FUNCTION sharewell_access.refuse_ledger_change();

-- The web process answers witnesses of every agency, and may read its own agency's leaves
-- only. A leaf's hash tells nothing: the entry holds a random id that nobody can guess.
GRANT SELECT (index, leaf_hash) ON audit_ledger_leaf TO sharewell_search;
CREATE POLICY leaf_hashes_select ON audit_ledger_leaf FOR SELECT TO sharewell_search USING (true);
CREATE FUNCTION sharewell_access.leaf_hashes(first bigint, before bigint) RETURNS SETOF bytea
LANGUAGE sql STABLE SECURITY DEFINER
SET search_path = sharewell_access, pg_temp AS $$
    SELECT leaf.leaf_hash FROM public.audit_ledger_leaf AS leaf
    WHERE leaf.index >= first AND leaf.index < least(before, first + 256)
    ORDER BY leaf.index
$$;
GRANT USAGE, CREATE ON SCHEMA sharewell_access TO sharewell_search;
REVOKE ALL ON FUNCTION sharewell_access.leaf_hashes FROM PUBLIC;
GRANT EXECUTE ON FUNCTION sharewell_access.leaf_hashes TO sharewell_app;
ALTER FUNCTION sharewell_access.leaf_hashes OWNER TO sharewell_search;
REVOKE CREATE ON SCHEMA sharewell_access FROM sharewell_search;
