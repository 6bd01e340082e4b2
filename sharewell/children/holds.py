"""Legal holds: kept and read inside an act that has been permitted."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID, uuid4

from sharewell.access.command import Act
from sharewell.access.keeping import keep
from sharewell.children.contents import CONTENTS
from sharewell.children.models import LegalHold, LegalHoldEnd
from sharewell.children.vocabulary import HoldGround


@dataclass(frozen=True)
class Hold:
    """A hold that stands."""

    id: UUID
    child: UUID
    reference: str
    ground: HoldGround
    placed_by: UUID
    placed_at: datetime


def place(act: Act, child_id: UUID, ground: HoldGround) -> UUID:
    """Keep the child's record from now on; returns the hold's id."""
    row = LegalHold(
        id=uuid4(),
        agency_id=act.by.agency,
        child_id=child_id,
        ground=ground.value,
        placed_by=act.by.id,
        placed_at=act.at,
    )
    keep(act, "legal_hold", row, "hold.placed", contents=CONTENTS)
    return row.id


def lift(act: Act, hold: Hold) -> None:
    """It no longer holds; raises IntegrityError if it was lifted before."""
    row = LegalHoldEnd(
        id=uuid4(),
        agency_id=act.by.agency,
        child_id=hold.child,
        hold_id=hold.id,
        by=act.by.id,
        at=act.at,
    )
    keep(act, "legal_hold_end", row, "hold.lifted", contents=CONTENTS)


def standing_holds(agency: UUID | None, child_id: UUID | None = None) -> list[Hold]:
    """Every hold that stands, the newest first; of one child if given."""
    rows = LegalHold.objects.filter(agency_id=agency, end__isnull=True)
    if child_id is not None:
        rows = rows.filter(child_id=child_id)
    return [
        Hold(
            row.id,
            row.child_id,
            row.child.reference,
            HoldGround(row.ground),
            row.placed_by,
            row.placed_at,
        )
        for row in rows.select_related("child").order_by("-placed_at", "id")
    ]
