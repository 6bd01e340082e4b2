"""What the ledger commits to for holds and erasures: the columns, written out."""

from sharewell.access.contents import Content, columns

CONTENTS: dict[str, Content] = {
    "legal_hold": columns("child_id", "ground", "placed_by", "placed_at"),
    "legal_hold_end": columns("child_id", "hold_id", "by", "at"),
    "erasure": columns("child_id", "ground", "concerns", "asked_by", "asked_at"),
    "erasure_step": columns(
        "child_id",
        "erasure_id",
        "kind",
        "by",
        "at",
        "due_at",
        "gone_by",
        "erased",
        "subjects",
    ),
}
