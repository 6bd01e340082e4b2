"""The faults that the controls plant, each as one change of the database."""

from dataclasses import dataclass

from tests.faults.verdict import FaultKind


@dataclass(frozen=True)
class Plant:
    """One planted fault; `one` is a whole disclosure of the sample."""

    name: str
    seen_as: FaultKind
    sql: str


DISCLOSURE = "(SELECT id FROM exchange_disclosure ORDER BY sent_at LIMIT 1)"
ITEM = (
    f"(SELECT id FROM exchange_disclosure_item WHERE disclosure_id = {DISCLOSURE} "
    "ORDER BY position LIMIT 1)"
)
ITEM_TEXT = f"(SELECT text_id FROM exchange_disclosure_item WHERE id = {ITEM})"
HALF, JOB, MAIL = FaultKind.HALF_DONE, FaultKind.JOB, FaultKind.MAIL

PLANTS = (
    Plant(
        "an item is gone",
        HALF,
        f"DELETE FROM exchange_disclosure_item WHERE id = {ITEM}",
    ),
    Plant(
        "an item's text is gone",
        HALF,
        f"DELETE FROM keys_sealed_text WHERE id = {ITEM_TEXT}",
    ),
    Plant(
        "a reader's key is gone",
        HALF,
        f"DELETE FROM keys_key_wrap WHERE sealed_id = {ITEM_TEXT} AND agency_id = "
        "(SELECT recipient_agency_id FROM exchange_disclosure "
        f"WHERE id = {DISCLOSURE})",
    ),
    Plant(
        "an item's text was altered",
        HALF,
        "UPDATE keys_sealed_text SET cipher_text = set_byte(cipher_text, 20, "
        f"255 - get_byte(cipher_text, 20)) WHERE id = {ITEM_TEXT}",
    ),
    Plant(
        "an item has no ledger leaf",
        HALF,
        f"DELETE FROM audit_ledger_leaf WHERE object_id = {ITEM}",
    ),
    Plant(
        "the disclosure has no ledger leaf",
        HALF,
        "DELETE FROM audit_ledger_leaf WHERE event = 'disclosure.sent' "
        f"AND object_id = {DISCLOSURE}",
    ),
    Plant(
        "nobody has to acknowledge it",
        HALF,
        "DELETE FROM decisions_task WHERE kind = 'acknowledge' "
        f"AND about_id = {DISCLOSURE}",
    ),
    Plant(
        "nobody has to ring, or who answered is gone",
        HALF,
        "DELETE FROM decisions_task WHERE kind = 'voice' "
        f"AND about_id = {DISCLOSURE}; DELETE FROM exchange_disclosure_step "
        f"WHERE kind = 'voice' AND disclosure_id = {DISCLOSURE}",
    ),
    Plant(
        "the sender's clock still runs",
        HALF,
        "DELETE FROM decisions_task_step WHERE kind = 'done' AND task_id IN "
        "(SELECT id FROM decisions_task WHERE kind = 'send' AND about_id = "
        "(SELECT concern_id FROM "
        f"exchange_disclosure WHERE id = {DISCLOSURE}))",
    ),
    Plant(
        "the recipient's message was not queued",
        HALF,
        f"DELETE FROM outbox_email WHERE path = '/disclosures/' || {DISCLOSURE}",
    ),
    Plant(
        "the answer is not remembered",
        HALF,
        "DELETE FROM access_submitted_once WHERE result ->> 'disclosure' = "
        f"{DISCLOSURE}::text",
    ),
    Plant(
        "a sealed text belongs to nothing",
        HALF,
        "INSERT INTO keys_sealed_text (id, agency_id, record_kind, record_id, field, "
        "revision, cipher_text) SELECT gen_random_uuid(), agency_id, record_kind, "
        "gen_random_uuid(), field, revision, cipher_text FROM keys_sealed_text "
        f"WHERE id = {ITEM_TEXT}",
    ),
    Plant(
        "an acknowledged disclosure is gone",
        FaultKind.LOST,
        f"DELETE FROM exchange_disclosure WHERE id = {DISCLOSURE}",
    ),
    Plant(
        "a concern was sent twice",
        FaultKind.DUPLICATED,
        "INSERT INTO exchange_disclosure "
        "SELECT (json_populate_record(d, json_build_object("
        "'id', gen_random_uuid(), 'reference', 'AGAIN'))).* FROM exchange_disclosure d "
        f"WHERE id = {DISCLOSURE}",
    ),
    Plant(
        "a message was never handed over",
        MAIL,
        "INSERT INTO outbox_email "
        "(id, agency_id, template, to_address, reference, path, queued_at) "
        "SELECT gen_random_uuid(), agency_id, template, "
        "to_address, reference, '/elsewhere', queued_at FROM outbox_email LIMIT 1",
    ),
    Plant("no message is recorded as sent", MAIL, "DELETE FROM outbox_email_sent"),
    Plant(
        "a dead worker holds a job",
        JOB,
        "INSERT INTO procrastinate_jobs (queue_name, task_name, status) "
        "VALUES ('default', 'planted', 'doing')",
    ),
    Plant(
        "a job was given up",
        JOB,
        "INSERT INTO procrastinate_jobs (queue_name, task_name, status) "
        "VALUES ('default', 'planted', 'failed')",
    ),
)
