"""Whether a family is hidden, and what would lead to it, for one concern.

The record says so, or the answers do. Besides, the concern is compared with every
hidden child of the agency: if a name of one stands in it, its locating details are
masked too, whichever record the concern is matched to. That errs towards masking; the
sender sees the preview.
"""

from dataclasses import dataclass
from typing import Any
from uuid import UUID

from sharewell.children.queries import (
    ChildSummary,
    details_of,
    hidden_children_named_in,
)
from sharewell.decisions.queries import ConcernView

LOCATES_HIDDEN = "locates_hidden_person"


@dataclass(frozen=True)
class Hiding:
    """`locating` holds the texts that would lead to the family."""

    is_hidden: bool
    locating: tuple[str, ...] = ()


def hiding(view: ConcernView, facts: dict[str, Any]) -> Hiding:
    """What must not leave with this concern; the caller is inside a permitted act."""
    children = _hidden_children(view)
    said = LOCATES_HIDDEN in facts.get("answers", {}).get("handling", [])
    if not children and not said:
        return Hiding(is_hidden=False)
    ids = {child.id for child in children} | ({view.child.id} if view.child else set())
    return Hiding(is_hidden=True, locating=_locating(ids, reader=view.agency_id))


def _hidden_children(view: ConcernView) -> list[ChildSummary]:
    matched = [view.child] if view.child and view.child.is_hidden else []
    named = hidden_children_named_in(" ".join(entry.text for entry in view.entries))
    return [*matched, *named]


def _locating(children: set[UUID], *, reader: UUID) -> tuple[str, ...]:
    return tuple(
        detail.text
        for child in sorted(children)
        for detail in details_of(child, reader=reader)
        if detail.locates
    )
