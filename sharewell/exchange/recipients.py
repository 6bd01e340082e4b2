"""To whom a decision may be sent: whom it was about, and whom it says is owed."""

from sharewell.agencies.queries import InboxEntry, open_inboxes
from sharewell.agencies.recipients import stands_for
from sharewell.agencies.vocabulary import InboxKind
from sharewell.decisions.deciding import is_serious, owed_to_front_door
from sharewell.decisions.models import SharingDecision
from sharewell.decisions.vocabulary import SHARING, Outcome
from sharewell.exchange.errors import UnusableDisclosure
from sharewell.rulebooks.clocks import london_date
from sharewell.rulebooks.load import edition

# The front door first: most of what is sent goes there.
ORDER = [InboxKind.FRONT_DOOR, InboxKind.POLICE, InboxKind.AGENCY, InboxKind.ADVISER]
NO_PERMISSION = (
    "If you judge that a child may be suffering significant harm, refer directly from "
    "the page where you tell your lead: that needs no decision and nobody's permission."
)


def require_standing(decision: SharingDecision) -> None:
    """Nothing goes on the strength of a decision that a later one replaced."""
    if is_replaced(decision):
        raise UnusableDisclosure(
            "A later decision about this concern replaced this one, so nothing was "
            "sent. Open the concern and send from its latest decision, or decide "
            f"again. {NO_PERMISSION}"
        )


def is_replaced(decision: SharingDecision) -> bool:
    """Whether somebody has decided about the concern since."""
    return decision.concern.decisions.filter(sequence__gt=decision.sequence).exists()


def require_recipient(decision: SharingDecision, inbox: InboxEntry) -> None:
    """Raises UnusableDisclosure if the decision does not cover this inbox."""
    if inbox.agency_id == decision.agency_id and inbox.kind != InboxKind.FRONT_DOOR:
        raise UnusableDisclosure(
            "That inbox is in your own agency. Add to the concern instead: your "
            "colleagues see it there."
        )
    if opens_front_door(decision) and inbox.kind == InboxKind.FRONT_DOOR:
        return
    if Outcome(decision.outcome) not in SHARING:
        raise UnusableDisclosure(
            "The recorded decision is not to share with this recipient. To share after "
            f"all, record a new decision with its reasons first. {NO_PERMISSION}"
        )
    if not _covers(decision, inbox):
        raise UnusableDisclosure(
            f"The decision was about another recipient: {recipient_words(decision)}. "
            f"{inbox.name} is not that, so nothing was sent. Choose an inbox that is, "
            f"or decide again for this one. {NO_PERMISSION}"
        )


def opens_front_door(decision: SharingDecision) -> bool:
    """At reasonable cause, and where it is owed, whatever else was decided."""
    return is_serious(decision.facts) or owed_to_front_door(decision.advice)


def inboxes_for(decision: SharingDecision) -> tuple[InboxEntry, ...]:
    """Those of the directory that the decision covers, the front door first."""
    found = []
    for inbox in open_inboxes([kind.value for kind in ORDER]):
        try:
            require_recipient(decision, inbox)
        except UnusableDisclosure:
            continue
        found.append(inbox)
    return tuple(sorted(found, key=lambda one: ORDER.index(InboxKind(one.kind))))


def recipient_words(decision: SharingDecision) -> str:
    """The recipient in the words the question offered."""
    named = _recipient(decision)
    facts = edition(london_date(decision.decided_at)).vocabulary.by_name()
    labels = {choice.value: choice.label for choice in facts["recipient"].choices}
    return labels.get(named, "nobody was named")


def _covers(decision: SharingDecision, inbox: InboxEntry) -> bool:
    owed = {one["to_whom"] for one in decision.advice["also_owed"]}
    return any(stands_for(inbox, one) for one in {_recipient(decision), *owed})


def _recipient(decision: SharingDecision) -> str:
    return str(decision.facts.get("answers", {}).get("recipient", ""))
