"""What the ledger commits to for restrictions, proposals and emergencies.

As in `decisions.contents`: the columns are written out, because what was committed must
be the same for ever, whatever columns come later.
"""

from collections.abc import Callable
from typing import Any

from django.db import models

Content = Callable[..., dict[str, Any]]
ABOUT = ("about_kind", "about_id", "reference")


def columns(*names: str, texts: tuple[str, ...] = ()) -> Content:
    """A content made of these columns, and of the plain text behind sealed ones."""

    def content(row: models.Model, *plain: str) -> dict[str, Any]:
        found = {name: getattr(row, name) for name in ("id", "agency_id", *names)}
        return {**found, **dict(zip(texts, plain, strict=True))}

    return content


CONTENTS: dict[str, Content] = {
    "conflict": columns(
        "practitioner_id", *ABOUT, "reason", "recorded_by", "recorded_at"
    ),
    "conflict_end": columns("conflict_id", "by", "at"),
    "seal": columns(*ABOUT, "sealed_by", "sealed_at"),
    "seal_name": columns("seal_id", "practitioner_id", "by", "at"),
    "seal_lift": columns("seal_id", "by", "at"),
    "proposal": columns(
        "kind", "subject_id", "person_id", "words", "proposed_by", "proposed_at"
    ),
    "proposal_answer": columns("proposal_id", "agreed", "by", "at"),
    "emergency": columns(
        "practitioner_id", *ABOUT, "opened_at", "ends_at", texts=("reason",)
    ),
    "emergency_review": columns(
        "emergency_id", "was_justified", "by", "at", texts=("text",)
    ),
}
