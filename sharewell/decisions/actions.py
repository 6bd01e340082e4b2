"""Telling the adviser, opening a concern, adding to it, saying which child it is."""

import secrets
from uuid import UUID, uuid4

from sharewell.access.barriers import About, extend_conflicts
from sharewell.access.command import Act, command
from sharewell.access.errors import NotFound
from sharewell.agencies.notify import notify_inbox
from sharewell.agencies.queries import inbox_for_concerns
from sharewell.children.queries import (
    Candidate,
    child_exists,
    child_reference,
    find_candidates,
)
from sharewell.children.recording import NewChild, write_child
from sharewell.core.matching.grade import Person
from sharewell.core.policy.action import Action
from sharewell.core.policy.model import Relation, Resource, Role
from sharewell.decisions.contents import match_content
from sharewell.decisions.drafts import SentDraft, submit_page
from sharewell.decisions.errors import UnusableConcern
from sharewell.decisions.models import Concern, ConcernChild
from sharewell.decisions.queries import ConcernView, view_concern
from sharewell.decisions.raising import (
    SALT_BYTES,
    NewConcern,
    NewEntry,
    write_concern,
    write_entry,
)
from sharewell.decisions.standing import to_this_concern
from sharewell.decisions.tasks import open_tasks, raise_for_concern
from sharewell.decisions.vocabulary import SafeNow, TaskKind
from sharewell.outbox.templates import Template

RAISING = frozenset({Relation.OWN_AGENCY, Relation.RAISED_BY_ME})


@command(Action.CONCERN_TELL)
def tell_adviser(
    act: Act, *, concern: NewConcern, draft: SentDraft | None = None
) -> dict[str, str]:
    """Put a concern to the agency's adviser; her clock starts and she is told.

    Without an adviser's inbox it waits in another one of the agency; without any it is
    kept for its writer to see and to refer: nothing stops the recording. `draft_kept`
    in the result says that a later text of the draft is still there.
    """
    act.require(Resource("concern", None, RAISING))
    inbox = inbox_for_concerns(act.by.agency)
    inbox_id = inbox.id if inbox else None
    row = write_concern(act, concern, inbox_id=inbox_id, directly=False)
    if inbox_id is not None:
        raise_for_concern(
            act,
            row,
            inbox_id=inbox_id,
            kind=TaskKind.DECIDE,
            variant="when_not_safe" if concern.safe_now is not SafeNow.YES else "",
        )
        _notify_adviser(act, row, inbox_id)
    kept = submit_page(act, draft)
    return {
        "concern": str(row.id),
        "reference": row.reference,
        "draft_kept": str(draft.id) if draft and kept else "",
    }


@command(Action.CONCERN_OPEN, writes=False)
def open_concern(act: Act, *, concern_id: UUID) -> ConcernView:
    """Open a concern with all that is written about it."""
    return _open(act, concern_id)


@command(Action.CONCERN_ADD, writes=False)
def open_to_add(act: Act, *, concern_id: UUID) -> ConcernView:
    """As open_concern, for whoever may add to it."""
    return _open(act, concern_id)


@command(Action.CHILD_FIND, writes=False)
def open_to_match(act: Act, *, concern_id: UUID) -> ConcernView:
    """As open_concern, for whoever may say which child it is about."""
    return _open(act, concern_id)


@command(Action.DECISION_RECORD, writes=False)
def open_to_decide(act: Act, *, concern_id: UUID) -> ConcernView:
    """As open_concern, for whoever may decide: nobody else begins the answer sheet."""
    return _open(act, concern_id)


@command(Action.CONCERN_ASK_GUARDIAN, writes=False)
def open_to_ask_guardian(act: Act, *, concern_id: UUID) -> ConcernView:
    """As open_concern, for whoever may put it to the Caldicott Guardian."""
    return _open(act, concern_id)


@command(Action.CONCERN_ADD)
def add_entry(act: Act, *, concern_id: UUID, entry: NewEntry) -> str:
    """Write something more, or a correction beside what it corrects."""
    row = require_concern(act, concern_id)
    if entry.corrects and not row.entries.filter(id=entry.corrects).exists():
        raise UnusableConcern("The entry to correct is not part of this concern.")
    written = write_entry(act, row, entry)
    if not act.by.has(Role.ADVISER) and row.inbox_id is not None:
        _tell_the_adviser_again(act, row, row.inbox_id)
    return str(written.id)


@command(Action.CHILD_FIND, writes=False)
def find_children(act: Act, *, concern_id: UUID, query: Person) -> list[Candidate]:
    """Look in the agency's own records for the child a concern is about."""
    row = require_concern(act, concern_id)
    act.record("children.searched", kind="concern", id=row.id)
    return find_candidates(act.by, query)


@command(Action.CONCERN_MATCH)
def match_child(act: Act, *, concern_id: UUID, child_id: UUID) -> str:
    """Say which of the agency's children it is about; a later match replaces."""
    row = require_concern(act, concern_id)
    if not child_exists(child_id):
        raise NotFound(act.by, act.action, "child")
    return _match(act, row, child_id)


@command(Action.CHILD_CREATE)
def create_child(act: Act, *, concern_id: UUID, child: NewChild) -> str:
    """Make a record after the search found none, and match the concern to it."""
    row = require_concern(act, concern_id)
    made = write_child(act, child)
    return _match(act, row, made.id)


def _tell_the_adviser_again(act: Act, row: Concern, inbox_id: UUID) -> None:
    """Something new was written: somebody has to look, even after a decision."""
    deciding = open_tasks().filter(about_id=row.id, kind=TaskKind.DECIDE.value)
    if not deciding.exists():
        raise_for_concern(act, row, inbox_id=inbox_id, kind=TaskKind.DECIDE)
    _notify_adviser(act, row, inbox_id)


def _notify_adviser(act: Act, row: Concern, inbox_id: UUID) -> None:
    notify_inbox(
        inbox_id,
        Template.CONCERN_WAITING,
        by=act.by,
        reference=row.reference,
        path=f"/concerns/{row.id}",
        at=act.at,
    )


def require_concern(act: Act, concern_id: UUID) -> Concern:
    """The concern, if it is there for this actor and the policy permits the action."""
    row = Concern.objects.filter(id=concern_id).first()
    if row is None:
        raise NotFound(act.by, act.action, "concern")
    act.require(Resource("concern", row.id, to_this_concern(act.by, row, act.at)))
    return row


def _open(act: Act, concern_id: UUID) -> ConcernView:
    row = require_concern(act, concern_id)
    act.record("concern.opened", kind="concern", id=row.id)
    return view_concern(row, reader=row.agency_id, relations=act.required.relations)


def _match(act: Act, concern: Concern, child_id: UUID) -> str:
    row = ConcernChild(
        id=uuid4(),
        agency_id=concern.agency_id,
        concern=concern,
        sequence=concern.matches.count() + 1,
        child_id=child_id,
        at=act.at,
        by=act.by.id,
        salt=secrets.token_bytes(SALT_BYTES),
    )
    row.save(force_insert=True)
    # Whoever is kept out of the concern knows the child, and not just this concern.
    child = About("child", child_id, child_reference(child_id))
    extend_conflicts(act, concern.id, child)
    act.record(
        "concern.matched",
        kind="concern_child",
        id=row.id,
        salt=row.salt,
        content=match_content(row),
    )
    return str(child_id)
