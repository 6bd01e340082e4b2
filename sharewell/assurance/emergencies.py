"""Opening an ordinary record in an emergency, and looking at it afterwards."""

from uuid import UUID

from sharewell.access import emergencies
from sharewell.access.command import Act, command
from sharewell.access.emergencies import Opening
from sharewell.access.errors import NotFound
from sharewell.agencies.agreeing import OWN
from sharewell.agencies.queries import is_sensitive
from sharewell.assurance.errors import Unusable
from sharewell.assurance.things import Thing, officers_inbox, tell_officers, thing
from sharewell.core.policy.action import Action
from sharewell.core.policy.model import Circumstances, Purpose, Relation, Resource
from sharewell.decisions.raising import LONGEST_TEXT
from sharewell.decisions.tasks import finish_tasks, raise_task
from sharewell.decisions.vocabulary import TaskKind
from sharewell.exchange.looked_at import senders_of
from sharewell.outbox.templates import Template


@command(Action.EMERGENCY_OPEN)
def open_in_emergency(act: Act, *, kind: str, thing_id: UUID, reason: str) -> str:
    """Read it for an hour; the officers are told in the same moment. Raises Unusable.

    Ordinary content only: what is sealed, what a sensitive service holds and where the
    actor is in conflict of interest open to nobody alone.
    """
    found = thing(act, kind, thing_id)
    act.require(_with_sensitivity(act, found))
    words = _text(reason, "Write why it cannot wait.")
    opening = emergencies.begin(act, found.about, words)
    _tell(act, found, opening)
    return str(found.about.id)


@command(Action.EMERGENCY_REVIEW, purpose=Purpose.OVERSEE, writes=False)
def open_review(act: Act, *, opening_id: UUID) -> Opening:
    """The opening with its reason, for whoever may review it."""
    opening = _require(act, opening_id)
    act.record("emergency.reason_read", kind="emergency", id=opening.id)
    return opening


@command(Action.EMERGENCY_REVIEW, purpose=Purpose.OVERSEE)
def review_emergency(
    act: Act, *, opening_id: UUID, was_justified: bool, text: str
) -> str:
    """Say whether there was a reason, and what follows from it. Raises Unusable."""
    opening = _require(act, opening_id)
    words = _text(text, "Write what you found.")
    emergencies.keep_review(act, opening, words, was_justified=was_justified)
    finish_tasks(act, about_id=opening.id, kinds=(TaskKind.REVIEW_EMERGENCY,))
    return str(opening.id)


def _with_sensitivity(act: Act, found: Thing) -> Resource:
    resource = found.resource
    if not is_sensitive(act.by.agency):
        return resource
    return Resource(
        resource.kind, resource.id, resource.relations | {Relation.SENSITIVE}
    )


def _require(act: Act, opening_id: UUID) -> Opening:
    agency: UUID = act.by.agency  # type: ignore[assignment]
    opening = emergencies.unreviewed_one(agency, opening_id)
    if opening is None:
        raise NotFound(act.by, act.action, "emergency")
    act.require(
        Resource("emergency", opening.id, OWN),
        Circumstances(proposed_by=opening.person),
    )
    return opening


def _tell(act: Act, found: Thing, opening: UUID) -> None:
    about, inbox = found.about, officers_inbox(act.by.agency)
    if inbox is not None:
        raise_task(
            act,
            agency=act.by.agency,  # type: ignore[arg-type]
            inbox_id=inbox,
            kind=TaskKind.REVIEW_EMERGENCY,
            about_kind="emergency",
            about_id=opening,
            reference=about.reference,
        )
    # What came from another agency is that agency's too.
    for agency in {act.by.agency, *senders_of(about.id)}:
        tell_officers(act, agency, Template.EMERGENCY, about.reference)


def _text(text: str, missing: str) -> str:
    words = text.strip()
    if not words:
        raise Unusable(missing)
    if len(words) > LONGEST_TEXT:
        raise Unusable(
            f"This text has {len(words):,} characters; at most {LONGEST_TEXT:,} fit."
        )
    return words
