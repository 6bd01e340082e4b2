"""Writers and a rotation take turns, so that no wrap is made under a version that ends.

A writer holds an agency's turn, shared with other writers, until its transaction ends,
and asks for the current version only then. A rotation waits once until all who wrote
under the old version are done; whoever comes later sees the new one.
"""

from collections.abc import Iterable
from uuid import UUID

from django.db import connection

# The first half of the two keys that PostgreSQL's advisory locks take here.
_SPACE = 0x5E41


def hold_versions(agencies: Iterable[UUID]) -> None:
    """Until the transaction ends no version of these agencies' keys can be ended."""
    with connection.cursor() as cursor:
        # In one order everywhere, so that two writers never wait for each other.
        for number in sorted({_number(agency) for agency in agencies}):
            cursor.execute(
                "SELECT pg_advisory_xact_lock_shared(%s, %s)", [_SPACE, number]
            )


def wait_for_writers(agency: UUID) -> None:
    """Return when nobody writes under a version read before; call in a transaction."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT pg_advisory_xact_lock(%s, %s)", [_SPACE, _number(agency)]
        )


def alone(agency: UUID) -> None:
    """Until the transaction ends nobody else makes a key of this agency."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT pg_advisory_xact_lock(%s, %s)", [_SPACE + 1, _number(agency)]
        )


def _number(agency: UUID) -> int:
    return int.from_bytes(agency.bytes[-4:], "big", signed=True)
