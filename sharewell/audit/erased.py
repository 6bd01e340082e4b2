"""What was erased: records whose text no longer opens, because an act says so."""

from collections.abc import Iterable
from uuid import UUID

from sharewell.audit.registry import CommittedKind, InAgency

# (Name of the kind, id of the record).
Record = tuple[str, UUID]


def erased_in(
    kinds: Iterable[CommittedKind], agency: UUID, in_agency: InAgency
) -> frozenset[Record]:
    """Every record that an erasure of the agency names.

    The rows that say so are committed to as any other: one that was put in or changed
    is found by itself, so that nothing is excused by saying that it was erased.
    """
    found: set[Record] = set()
    for kind in kinds:
        if kind.erased is not None:
            with in_agency(agency):
                for row in kind.model.objects.filter(agency_id=agency):
                    found.update(kind.erased(row))
    return frozenset(found)
