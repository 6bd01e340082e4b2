"""What a look at a concern may have been at: the ids in the ledger, and no content."""

from dataclasses import dataclass
from uuid import UUID

from sharewell.access.command import Act
from sharewell.core.policy.model import Resource
from sharewell.decisions.models import Concern, Draft
from sharewell.decisions.standing import to_this_concern


@dataclass(frozen=True)
class Held:
    """A thing that people look at; `parts` are the ids under which looks are kept."""

    resource: Resource
    id: UUID
    reference: str
    parts: tuple[UUID, ...]
    # The child it is about, as (id, reference), where that is known here.
    child: tuple[UUID, str] | None = None


def held_concern(act: Act, concern_id: UUID) -> Held | None:
    """A concern with its entries, matches, decisions and answer sheets."""
    row = Concern.objects.filter(id=concern_id).first()
    if row is None:
        return None
    parts = [row.id]
    for things in (row.entries, row.matches, row.decisions):
        parts += things.values_list("id", flat=True)
    parts += Draft.objects.filter(concern_id=row.id).values_list("id", flat=True)
    resource = Resource("concern", row.id, to_this_concern(act.by, row, act.at))
    return Held(resource, row.id, row.reference, tuple(parts), _child(row))


def concern_with(reference: str) -> UUID | None:
    """The concern that has this reference, if the agency in context holds it."""
    row = Concern.objects.filter(reference=reference).first()
    return row.id if row else None


def _child(row: Concern) -> tuple[UUID, str] | None:
    match = row.matches.order_by("-sequence").select_related("child").first()
    return None if match is None else (match.child.id, match.child.reference)
