"""Which inboxes of the directory stand for a recipient as the rulebook names it."""

from dataclasses import dataclass

from sharewell.agencies.queries import InboxEntry
from sharewell.agencies.vocabulary import AgencyKind, InboxKind


@dataclass(frozen=True)
class Place:
    """Inboxes of these kinds; `agencies` narrows them, empty for every agency."""

    inboxes: frozenset[InboxKind]
    agencies: frozenset[AgencyKind] = frozenset()

    def holds(self, inbox: InboxEntry) -> bool:
        """Whether the inbox is one of them."""
        return inbox.kind in self.inboxes and (
            not self.agencies or inbox.agency_kind in self.agencies
        )


_OFFICE = frozenset({InboxKind.AGENCY, InboxKind.ADVISER})
_DOOR = Place(frozenset({InboxKind.FRONT_DOOR}))
_COUNCIL = Place(
    _OFFICE | {InboxKind.FRONT_DOOR}, frozenset({AgencyKind.CHILDRENS_SERVICES})
)
_ANY_OFFICE = Place(_OFFICE)
# The rulebook's recipients, and those it says are owed besides. Whoever is missing here
# (a relative, a court, the press) has no inbox: what they get is given by other means.
PLACES = {
    "front_door": _DOOR,
    "home_authority": _DOOR,
    "responsible_authority": _COUNCIL,
    "allocated_worker": _COUNCIL,
    "lado": _COUNCIL,
    # One point of contact takes requests for early help in with everything else.
    "early_help": Place(_OFFICE | {InboxKind.FRONT_DOOR}),
    "police": Place(frozenset({InboxKind.POLICE})),
    "adviser": Place(frozenset({InboxKind.ADVISER})),
    "school": Place(_OFFICE, frozenset({AgencyKind.SCHOOL, AgencyKind.CHILDMINDER})),
    "another_agency": _ANY_OFFICE,
    "adult_services": _ANY_OFFICE,
    "caldicott_guardian": Place(_OFFICE, frozenset({AgencyKind.HEALTH})),
    "partnership": Place(
        frozenset({InboxKind.AGENCY}),
        frozenset({AgencyKind.PARTNERSHIP, AgencyKind.CHILDRENS_SERVICES}),
    ),
}


def stands_for(inbox: InboxEntry, recipient: str) -> bool:
    """Whether what goes to the inbox goes to this recipient."""
    place = PLACES.get(recipient)
    return place is not None and place.holds(inbox)
