"""Reading the ledger's entries back; the caller has opened a signed context."""

from collections.abc import Iterable
from uuid import UUID

from sharewell.audit.models import LedgerLeaf
from sharewell.core.ledger.entry import Entry, decode


def entries_about(things: Iterable[UUID]) -> list[Entry]:
    """Every entry about any of these that the agency in context may read."""
    rows = LedgerLeaf.objects.filter(object_id__in=list(things))
    return [decode(bytes(row.entry)) for row in rows]
