"""What bars an actor from a thing, or lets them in for a while, as it stands now.

The policy is told by `standing_to`, a list by `barred_things`; row-level security asks
the same tables on its own (barred.sql).
"""

from collections.abc import Iterable
from datetime import datetime
from uuid import UUID

from django.db import connection
from django.db.models import QuerySet

from sharewell.access.context import remembered
from sharewell.access.models import Conflict, Seal, SealName
from sharewell.core.policy.model import SYSTEM_ID, Actor, Relation

BARS = frozenset({Relation.IN_CONFLICT, Relation.SEALED})
# One statement, written out: nearly every act asks it, and most of what three questions
# in the mapper's own words cost was the wording.
STANDING = """
    SELECT 'in_conflict' WHERE EXISTS (
        SELECT FROM access_conflict AS one
        WHERE one.agency_id = %(agency)s AND one.practitioner_id = %(by)s
        AND one.about_id = ANY(%(things)s) AND NOT EXISTS (
            SELECT FROM access_conflict_end WHERE conflict_id = one.id))
    UNION ALL SELECT 'sealed' WHERE EXISTS (
        SELECT FROM access_seal AS one
        WHERE one.agency_id = %(agency)s AND one.about_id = ANY(%(things)s)
        AND NOT EXISTS (SELECT FROM access_seal_lift WHERE seal_id = one.id)
        AND NOT EXISTS (
            SELECT FROM access_seal_name
            WHERE seal_id = one.id AND practitioner_id = %(by)s))
    UNION ALL SELECT 'emergency' WHERE EXISTS (
        SELECT FROM access_emergency
        WHERE agency_id = %(agency)s AND practitioner_id = %(by)s
        AND about_id = ANY(%(things)s) AND opened_at <= %(at)s AND ends_at > %(at)s)
"""


def standing_to(by: Actor, things: Iterable[UUID], at: datetime) -> frozenset[Relation]:
    """What bars the actor from any of these, or opens one in an emergency.

    `things` are the thing asked about and all that it hangs on. The emergency must be
    of the thing itself or of what it hangs on; a bar on any of them bars.
    """
    wanted = list(things)
    if by.id == SYSTEM_ID:
        # The service opens no record; its clocks go on for sealed ones too.
        return frozenset()
    asked = ("standing", by.id, by.agency, frozenset(wanted), at)
    known = remembered()
    if asked not in known:
        known[asked] = _standing_to(by, wanted, at)
    found: frozenset[Relation] = known[asked]
    return found


def _standing_to(by: Actor, things: list[UUID], at: datetime) -> frozenset[Relation]:
    given = {"by": by.id, "agency": by.agency, "things": things, "at": at}
    with connection.cursor() as cursor:
        cursor.execute(STANDING, given)
        return frozenset(Relation(found) for (found,) in cursor.fetchall())


def barred_things(by: Actor) -> frozenset[UUID]:
    """Every thing that `standing_to` would find barred, for a list to leave out.

    What hangs on them is closed too: see `decisions.reach` and `exchange.reach`.
    """
    if by.id == SYSTEM_ID:
        return frozenset()
    kept_out = conflicts(by.agency).filter(practitioner_id=by.id)
    things = kept_out.values_list("about_id", flat=True)
    return frozenset(things.union(_sealed_from(by).values_list("about_id", flat=True)))


def standing_conflicts(agency: UUID | None) -> list[Conflict]:
    """Every conflict that holds, the newest first."""
    return list(conflicts(agency).order_by("-recorded_at", "id"))


def standing_seals(agency: UUID | None) -> list[Seal]:
    """Every seal that holds, the newest first, with the names on its list."""
    found = seals(agency).order_by("-sealed_at", "id")
    return list(found.prefetch_related("names"))


def conflicts(agency: UUID | None) -> QuerySet[Conflict]:
    """Those of an agency that hold."""
    return Conflict.objects.filter(agency_id=agency, end__isnull=True)


def seals(agency: UUID | None) -> QuerySet[Seal]:
    """Those of an agency that were not lifted."""
    return Seal.objects.filter(agency_id=agency, lift__isnull=True)


def _sealed_from(by: Actor) -> QuerySet[Seal]:
    named = SealName.objects.filter(practitioner_id=by.id)
    return seals(by.agency).exclude(id__in=named.values("seal_id"))
