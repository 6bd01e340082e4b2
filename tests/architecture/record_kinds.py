"""Which tables only grow, which may change and in what; exceptions with reasons."""

APPEND_ONLY = frozenset(
    {
        "access_submitted_once", "accounts_used_word",
        "access_conflict", "access_conflict_end",
        "access_seal", "access_seal_name", "access_seal_lift",
        "access_proposal", "access_proposal_answer",
        "access_emergency", "access_emergency_review",
        "agencies_agency", "agencies_inbox", "agencies_inbox_closure",
        "agencies_practitioner", "agencies_appointment", "agencies_appointment_end",
        "audit_ledger_leaf", "audit_tree_head", "audit_checkpoint", "audit_tree_node",
        "children_child_record", "children_child_detail", "children_concealment",
        "children_legal_hold", "children_legal_hold_end",
        "children_erasure", "children_erasure_step",
        "decisions_concern", "decisions_concern_entry", "decisions_concern_child",
        "decisions_sharing_decision", "decisions_task", "decisions_task_step",
        "exchange_disclosure", "exchange_disclosure_item", "exchange_disclosure_step",
        "exchange_release",
        "exchange_existence_question", "exchange_existence_look",
        "exchange_existence_count",
        "exchange_contact_owed", "exchange_contact_match", "exchange_contact_answer",
        "outbox_email", "outbox_email_sent",
    }
)  # fmt: skip

# Table -> (columns that may change, whether rows may go), as the runtime role.
CHANGEABLE: dict[str, tuple[frozenset[str], bool]] = {
    # Unfinished work: it is no record until it is sent.
    "decisions_draft": (
        frozenset({"held_by", "revision", "text_id", "saved_at", "state"}), False,
    ),
    # A draft's replaced text goes; a policy keeps every other text.
    "keys_sealed_text": (frozenset(), True),
    # Names and numbers go in an erasure; a policy keeps all others.
    "children_child_name": (frozenset(), True),
    "children_child_identifier": (frozenset(), True),
    # Rotation wraps anew, destruction deletes the wrap.
    "keys_key_wrap": (frozenset({"key_version", "wrapped"}), True),
    # Sign-in is not a record about a child.
    "accounts_user": (frozenset({"password", "last_login", "is_active"}), False),
    "accounts_used_code": (frozenset(), True),
    "accounts_sign_in": (frozenset({"seen_at", "ended_at"}), False),
    "accounts_set_up_link": (frozenset({"ended_at"}), False),
    # An agency takes its word for somebody back.
    "accounts_agency_identity": (frozenset(), True),
}  # fmt: skip

# Tables of ours whose agency may be missing or which belong to no agency.
WITHOUT_AGENCY = {
    "agencies_agency": "its own id is the agency",
    "agencies_practitioner": "a person of the directory, appointed in several agencies",
    "accounts_user": "a sign-in, before there is an actor",
    "accounts_used_code": "as accounts_user",
    "accounts_used_word": "as accounts_user",
    "accounts_sign_in": "as accounts_user",
    "audit_tree_head": "one tree over all agencies; it holds hashes only",
    "audit_checkpoint": "as audit_tree_head",
    "audit_tree_node": "as audit_tree_head",
}
NULLABLE_AGENCY = {
    "access_submitted_once": "an act of the service for no agency",
    "audit_ledger_leaf": "as access_submitted_once",
    "outbox_email": "a message to a person who signs in",
    "outbox_email_sent": "as outbox_email",
}
# Keys that are not random, with the reason.
OTHER_KEYS = {
    "audit_tree_head": "the size of the tree is its name",
    "audit_checkpoint": "as audit_tree_head",
    "audit_tree_node": "its place in the tree is its name",
}
