"""What the verdict asks of the database: whole disclosures, and stray parts."""

# What hangs on each disclosure is counted once for all, then joined: a count for each
# row would take longer with every round.
WHOLE = """
WITH items AS (
  SELECT i.disclosure_id, array_agg(i.position ORDER BY i.position) AS positions
    FROM exchange_disclosure_item i GROUP BY 1),
item_keys AS (
  SELECT i.disclosure_id, count(*) AS n
    FROM exchange_disclosure_item i JOIN keys_key_wrap w ON w.sealed_id = i.text_id
   WHERE w.agency_id IN (i.agency_id, i.recipient_agency_id) GROUP BY 1),
item_leaves AS (
  SELECT i.disclosure_id, count(*) AS n
    FROM exchange_disclosure_item i JOIN audit_ledger_leaf l ON l.object_id = i.id
   WHERE l.event = 'disclosure.item_sealed' GROUP BY 1),
leaves AS (
  SELECT l.object_id, count(*) AS n FROM audit_ledger_leaf l
   WHERE l.event = 'disclosure.sent' GROUP BY 1),
voices AS (
  SELECT s.disclosure_id, count(*) AS n FROM exchange_disclosure_step s
    JOIN keys_key_wrap w ON w.sealed_id = s.text_id
                        AND w.agency_id = s.recipient_agency_id
    JOIN audit_ledger_leaf l ON l.object_id = s.id
   WHERE s.kind = 'voice' GROUP BY 1),
tasks AS (
  SELECT t.about_id, t.inbox_id, t.kind, count(*) AS n, count(s.id) AS done
    FROM decisions_task t
    LEFT JOIN decisions_task_step s ON s.task_id = t.id AND s.kind = 'done'
   GROUP BY 1, 2, 3),
mails AS (
  SELECT e.path, e.template, e.queued_at, count(*) AS n
    FROM outbox_email e GROUP BY 1, 2, 3),
answers AS (
  SELECT o.result ->> 'disclosure' AS disclosure, o.result ->> 'reference' AS reference,
         count(*) AS n
    FROM access_submitted_once o WHERE o.result ? 'disclosure' GROUP BY 1, 2)
SELECT d.id, d.decision_id, d.reference, d.agency_id, d.recipient_agency_id,
  coalesce(items.positions, '{}') AS positions,
  coalesce(item_keys.n, 0) AS wraps,
  coalesce(item_leaves.n, 0) AS item_leaves,
  coalesce(leaves.n, 0) AS leaves,
  coalesce(voices.n, 0) AS voice_steps,
  coalesce(to_ring.n, 0) AS voice_tasks,
  coalesce(clock.n, 0) AS clocks,
  coalesce(to_send.done, 0) AS sends_done,
  coalesce(to_recipient.n, 0) AS recipient_told,
  coalesce(to_raiser.n, 0) AS raiser_told,
  coalesce(answers.n, 0) AS remembered,
  (decision.id IS NOT NULL)::int AS decisions
FROM exchange_disclosure d
LEFT JOIN items ON items.disclosure_id = d.id
LEFT JOIN item_keys ON item_keys.disclosure_id = d.id
LEFT JOIN item_leaves ON item_leaves.disclosure_id = d.id
LEFT JOIN leaves ON leaves.object_id = d.id
LEFT JOIN voices ON voices.disclosure_id = d.id
LEFT JOIN tasks to_ring ON to_ring.about_id = d.id AND to_ring.kind = 'voice'
LEFT JOIN tasks clock ON clock.about_id = d.id AND clock.kind = 'acknowledge'
      AND clock.inbox_id = d.recipient_inbox_id
LEFT JOIN tasks to_send ON to_send.about_id = d.concern_id AND to_send.kind = 'send'
LEFT JOIN mails to_recipient ON to_recipient.path = '/disclosures/' || d.id
      AND to_recipient.template = 'disclosure_waiting'
LEFT JOIN mails to_raiser ON to_raiser.path = '/concerns/' || d.concern_id
      AND to_raiser.template = 'step_taken' AND to_raiser.queued_at = d.sent_at
LEFT JOIN answers ON answers.disclosure = d.id::text AND answers.reference = d.reference
LEFT JOIN decisions_sharing_decision decision
       ON decision.id = d.decision_id AND decision.concern_id = d.concern_id
"""

# Parts that stand without their whole: each row is a fault.
ORPHANS = {
    "sealed text without its record": """
        SELECT t.id FROM keys_sealed_text t
         WHERE t.record_kind = 'disclosure_item' AND NOT EXISTS (
            SELECT FROM exchange_disclosure_item i WHERE i.text_id = t.id)
            OR t.record_kind = 'disclosure_step' AND NOT EXISTS (
            SELECT FROM exchange_disclosure_step s WHERE s.text_id = t.id)""",
    "wrapped key without its sealed text": """
        SELECT w.id FROM keys_key_wrap w WHERE NOT EXISTS (
            SELECT FROM keys_sealed_text t WHERE t.id = w.sealed_id)""",
    "sealed text that nobody can open": """
        SELECT t.id FROM keys_sealed_text t WHERE NOT EXISTS (
            SELECT FROM keys_key_wrap w WHERE w.sealed_id = t.id)""",
    "item without its disclosure": """
        SELECT i.id FROM exchange_disclosure_item i WHERE NOT EXISTS (
            SELECT FROM exchange_disclosure d WHERE d.id = i.disclosure_id)""",
    "step without its disclosure": """
        SELECT s.id FROM exchange_disclosure_step s WHERE NOT EXISTS (
            SELECT FROM exchange_disclosure d WHERE d.id = s.disclosure_id)""",
    "ledger leaf without what it speaks of": """
        SELECT l.id FROM audit_ledger_leaf l
         WHERE l.event = 'disclosure.sent' AND NOT EXISTS (
            SELECT FROM exchange_disclosure d WHERE d.id = l.object_id)
            OR l.event = 'disclosure.item_sealed' AND NOT EXISTS (
            SELECT FROM exchange_disclosure_item i WHERE i.id = l.object_id)""",
    "clock without its disclosure": """
        SELECT t.id FROM decisions_task t
         WHERE t.about_kind = 'disclosure' AND NOT EXISTS (
            SELECT FROM exchange_disclosure d WHERE d.id = t.about_id)""",
    "message about no disclosure": """
        SELECT e.id FROM outbox_email e
         WHERE e.template = 'disclosure_waiting' AND NOT EXISTS (
            SELECT FROM exchange_disclosure d
             WHERE '/disclosures/' || d.id = e.path)""",
    "remembered answer about no disclosure": """
        SELECT o.id FROM access_submitted_once o
         WHERE o.result ? 'disclosure' AND NOT EXISTS (
            SELECT FROM exchange_disclosure d
             WHERE d.id::text = o.result ->> 'disclosure')""",
}
