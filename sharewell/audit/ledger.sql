-- The ledger's tables: the runtime role may add a leaf and read its own agency's; the
-- sequencer's role may read all, number a leaf once and add a tree head.
ALTER TABLE audit_ledger_leaf ENABLE ROW LEVEL SECURITY;
ALTER TABLE audit_ledger_leaf FORCE ROW LEVEL SECURITY;
GRANT SELECT, INSERT ON audit_ledger_leaf TO sharewell_app;
GRANT SELECT, UPDATE (index) ON audit_ledger_leaf TO sharewell_ledger;
CREATE POLICY leaf_select ON audit_ledger_leaf FOR SELECT TO sharewell_app
    USING (agency_id = (SELECT sharewell_access.agency()));
CREATE POLICY leaf_insert ON audit_ledger_leaf FOR INSERT TO sharewell_app
    WITH CHECK (index IS NULL AND agency_id IS NOT DISTINCT FROM (SELECT sharewell_access.agency()));
CREATE POLICY leaf_sequencer_select ON audit_ledger_leaf FOR SELECT TO sharewell_ledger USING (true);
CREATE POLICY leaf_sequencer_update ON audit_ledger_leaf FOR UPDATE TO sharewell_ledger USING (true);

ALTER TABLE audit_tree_head ENABLE ROW LEVEL SECURITY;
ALTER TABLE audit_tree_head FORCE ROW LEVEL SECURITY;
GRANT SELECT ON audit_tree_head TO sharewell_app;
GRANT SELECT, INSERT ON audit_tree_head TO sharewell_ledger;
-- A head says how many entries there are and nothing of what is in them.
CREATE POLICY head_select ON audit_tree_head FOR SELECT USING (true);
CREATE POLICY head_insert ON audit_tree_head FOR INSERT TO sharewell_ledger WITH CHECK (true);

CREATE FUNCTION sharewell_access.refuse_ledger_change() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF TG_OP = 'UPDATE' AND TG_TABLE_NAME = 'audit_ledger_leaf' AND OLD.index IS NULL
        AND (OLD.id, OLD.agency_id, OLD.event, OLD.object_kind, OLD.object_id, OLD.entry, OLD.leaf_hash)
        IS NOT DISTINCT FROM
        (NEW.id, NEW.agency_id, NEW.event, NEW.object_kind, NEW.object_id, NEW.entry, NEW.leaf_hash) THEN
        RETURN NEW;
    END IF;
    RAISE EXCEPTION 'sharewell: the ledger only grows' USING ERRCODE = 'SW003';
END $$;
CREATE TRIGGER only_numbered_once BEFORE UPDATE OR DELETE ON audit_ledger_leaf
    FOR EACH ROW EXECUTE FUNCTION sharewell_access.refuse_ledger_change();
CREATE TRIGGER only_grows BEFORE UPDATE OR DELETE ON audit_tree_head
    FOR EACH ROW EXECUTE FUNCTION sharewell_access.refuse_ledger_change();
