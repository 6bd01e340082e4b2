"""Which disclosures a list may show: sent or received, and not closed to the actor."""

from uuid import UUID

from django.db.models import Q, QuerySet

from sharewell.core.policy.model import Actor
from sharewell.decisions.reach import closed_concerns
from sharewell.exchange.models import Disclosure


def closed_things(by: Actor) -> frozenset[UUID]:
    """Everything closed to the actor: children, concerns, and what hangs on them.

    What a recipient holds hangs on nothing of the sender's.
    """
    closed = closed_concerns(by)
    if not closed:
        return closed
    sent = Disclosure.objects.filter(agency_id=by.agency, concern_id__in=closed)
    return closed | frozenset(sent.values_list("id", flat=True))


def reachable_disclosures(by: Actor) -> QuerySet[Disclosure]:
    """Those that the agency sent or received, but for those closed to the actor."""
    ours = Q(agency_id=by.agency) | Q(recipient_agency_id=by.agency)
    return Disclosure.objects.filter(ours).exclude(id__in=closed_things(by))
