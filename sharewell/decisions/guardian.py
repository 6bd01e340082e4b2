"""Putting a dispute about confidence to the Caldicott Guardian of the agency."""

from uuid import UUID

from sharewell.access.command import Act, command
from sharewell.agencies.notify import notify_inbox
from sharewell.agencies.queries import inbox_of
from sharewell.agencies.vocabulary import InboxKind
from sharewell.core.policy.action import Action
from sharewell.decisions.actions import require_concern
from sharewell.decisions.errors import UnusableConcern
from sharewell.decisions.raising import NewEntry, write_entry
from sharewell.decisions.tasks import raise_for_concern
from sharewell.decisions.vocabulary import EntryKind, TaskKind
from sharewell.outbox.templates import Template

NO_GUARDIAN = (
    "Your agency has no Caldicott Guardian's inbox. Ask your lead information officer, "
    "who settles it, or the guardian of the health service that holds the record."
)


@command(Action.CONCERN_ASK_GUARDIAN)
def ask_guardian(act: Act, *, concern_id: UUID, text: str) -> str:
    """Keep the question with the concern and start the guardian's clock.

    It lets the guardian open this one concern. Nothing that is owed to the front door
    waits for the answer. Raises UnusableConcern where the agency has no guardian.
    """
    concern = require_concern(act, concern_id)
    guardian = inbox_of(concern.agency_id, InboxKind.CALDICOTT_GUARDIAN)
    if guardian is None:
        raise UnusableConcern(NO_GUARDIAN)
    write_entry(act, concern, NewEntry(EntryKind.GUARDIAN, text))
    raise_for_concern(act, concern, inbox_id=guardian.id, kind=TaskKind.GUARDIAN)
    notify_inbox(
        guardian.id,
        Template.CONCERN_WAITING,
        by=act.by,
        reference=concern.reference,
        path=f"/concerns/{concern.id}",
        at=act.at,
    )
    return str(concern.id)
