"""What a list may show an actor: the agency's own, without what is closed to them.

The first lock for lists, as `standing` is for one thing; row-level security is the
second. Each alone gives the same rows (tests/exhaustive).
"""

from uuid import UUID

from django.db.models import Exists, OuterRef, QuerySet

from sharewell.access.bars import barred_things
from sharewell.core.policy.model import Actor
from sharewell.decisions.models import Concern, ConcernChild


def closed_concerns(by: Actor) -> frozenset[UUID]:
    """Things barred to the actor, and the concerns that are about them."""
    barred = barred_things(by)
    if not barred:
        return barred
    later = ConcernChild.objects.filter(
        concern=OuterRef("concern"), sequence__gt=OuterRef("sequence")
    )
    about = ConcernChild.objects.filter(~Exists(later), child_id__in=barred)
    return barred | frozenset(about.values_list("concern_id", flat=True))


def reachable_concerns(by: Actor) -> QuerySet[Concern]:
    """The agency's own, but for those that are closed to the actor."""
    found = Concern.objects.filter(agency_id=by.agency)
    return found.exclude(id__in=closed_concerns(by))
