"""Drafts: sealed, saved as one types, owned by the team and not by one browser."""

import json
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db.models import QuerySet
from django.utils import timezone

from sharewell.access.bars import BARS, standing_to
from sharewell.access.command import Act, command
from sharewell.access.context import context
from sharewell.access.errors import NotFound
from sharewell.core.policy.action import Action
from sharewell.core.policy.decide import decide
from sharewell.core.policy.model import Actor, Purpose, Relation, Resource
from sharewell.decisions.errors import DraftChanged, DraftGone
from sharewell.decisions.models import Draft
from sharewell.decisions.reach import closed_concerns
from sharewell.decisions.standing import DECIDERS, things_of
from sharewell.decisions.vocabulary import UNTOLD, DraftKind, DraftState
from sharewell.keys.sealing import forget, open_text, seal_text
from sharewell.keys.subjects import destroy_after_commit

Fields = dict[str, Any]


@dataclass(frozen=True)
class DraftView:
    """A draft as its page shows it."""

    id: UUID
    kind: str
    concern_id: UUID | None
    held_by: UUID
    revision: int
    saved_at: datetime
    fields: Fields


@dataclass(frozen=True)
class SentDraft:
    """The draft that a page was made from, and what stood in the page when it went."""

    id: UUID
    revision: int
    fields: Fields


@dataclass(frozen=True)
class DraftLine:
    """A draft in the tray: that it is there, not what it says."""

    id: UUID
    kind: str
    held_by: UUID
    saved_at: datetime
    is_mine: bool


@command(Action.DRAFT_SAVE, autosaves=True)
def save_draft(
    act: Act,
    *,
    draft_id: UUID,
    kind: DraftKind,
    team: str,
    revision: int,
    fields: Fields,
    concern_id: UUID | None = None,
) -> dict[str, Any]:
    """Save a text; `revision` is the one the page was made from, 0 for a new draft.

    Raises DraftChanged when another tab or colleague saved since, DraftGone when it was
    sent or discarded. Saving the same text again changes nothing.
    """
    row = Draft.objects.filter(id=draft_id).first()
    act.require(Resource("draft", draft_id, _relations(act, row)))
    if row is None:
        row = _start(act, draft_id, kind, team, fields, concern_id)
        return _saved(row)
    if row.state != DraftState.OPEN.value:
        raise DraftGone(row.state)
    if not _is_of_team(act.by, row):
        raise NotFound(act.by, act.action, "draft")
    if _says(row, fields):
        return _saved(row)
    if row.revision != revision:
        raise DraftChanged(f"{timezone.localtime(row.saved_at):%H:%M}", row.revision)
    _replace(act, row, fields)
    return _saved(row)


@command(Action.DRAFT_OPEN, writes=False)
def open_draft(act: Act, *, draft_id: UUID) -> DraftView:
    """Open a draft of the team, to go on with it."""
    row = _found(act, draft_id)
    if row.state != DraftState.OPEN.value:
        raise NotFound(act.by, act.action, "draft")
    act.record("draft.opened", kind="draft", id=row.id)
    fields = json.loads(open_text(row.text_id, reader=row.agency_id))
    return DraftView(
        row.id,
        row.kind,
        row.concern_id,
        row.held_by,
        row.revision,
        row.saved_at,
        fields,
    )


@command(Action.DRAFT_TAKE_OVER)
def take_over_draft(act: Act, *, draft_id: UUID) -> str:
    """The actor goes on with a colleague's draft; both names stay in the ledger."""
    row = _found(act, draft_id)
    if row.state != DraftState.OPEN.value:
        raise DraftGone(row.state)
    row.held_by = act.by.id
    row.save(update_fields=["held_by"])
    act.record("draft.taken_over", kind="draft", id=row.id)
    return str(row.id)


@command(Action.DRAFT_DISCARD)
def discard_draft(act: Act, *, draft_id: UUID) -> str:
    """Throw a draft away: its text can then never be opened."""
    row = _found(act, draft_id)
    if row.state == DraftState.OPEN.value and not _end(row, DraftState.DISCARDED):
        raise DraftChanged(f"{timezone.localtime(act.at):%H:%M}", row.revision)
    act.record("draft.discarded", kind="draft", id=row.id)
    return str(row.id)


def submit_draft(act: Act, draft_id: UUID | None) -> None:
    """What the draft became is being kept: end it, within the same act."""
    row = Draft.objects.filter(id=draft_id).first() if draft_id else None
    if row is not None and row.state == DraftState.OPEN.value:
        _submit(act, row)


def submit_page(act: Act, sent: SentDraft | None) -> bool:
    """As submit_draft for a page that was saved as it was typed.

    A later text of a colleague, or of another tab, is not in what was sent: then the
    draft stays open with it, and True comes back. What was sent is kept either way.
    """
    row = Draft.objects.filter(id=sent.id).first() if sent else None
    if sent is None or row is None or row.state != DraftState.OPEN.value:
        return False
    if row.revision > sent.revision and not _says(row, sent.fields):
        return True
    return not _submit(act, row)


def _submit(act: Act, row: Draft) -> bool:
    """End it if nobody saved since it was read; whether it ended."""
    if not _end(row, DraftState.SUBMITTED):
        return False
    act.record("draft.submitted", kind="draft", id=row.id)
    return True


def unfinished(by: Actor) -> list[DraftLine]:
    """The team's open drafts of concerns, oldest first; no text is opened."""
    with context(by, Purpose.SAFEGUARD):
        found = Draft.objects.filter(
            agency_id=by.agency,
            state=DraftState.OPEN.value,
            team__in=by.teams,
            kind__in=[kind.value for kind in UNTOLD],
        )
        rows = found.exclude(concern_id__in=closed_concerns(by)).order_by("saved_at")
        return [
            DraftLine(r.id, r.kind, r.held_by, r.saved_at, r.held_by == by.id)
            for r in rows
        ]


def may_open_draft(by: Actor, line: DraftLine) -> bool:
    """Whether the actor may go on with this draft of her team."""
    mine = {Relation.RAISED_BY_ME} if line.is_mine else set()
    relations = frozenset({Relation.OWN_AGENCY, Relation.MY_TEAM} | mine)
    draft = Resource("draft", line.id, relations)
    return decide(by, Purpose.SAFEGUARD, Action.DRAFT_OPEN, draft).permit


def _found(act: Act, draft_id: UUID) -> Draft:
    row = Draft.objects.filter(id=draft_id).first()
    if row is None:
        raise NotFound(act.by, act.action, "draft")
    act.require(Resource("draft", draft_id, _relations(act, row)))
    return row


def _relations(act: Act, row: Draft | None) -> frozenset[Relation]:
    by, found = act.by, set()
    if row is not None and row.concern is not None:
        # An answer sheet holds what its concern holds.
        found |= standing_to(by, things_of(row.concern), act.at) & BARS
    if row is None or row.agency_id == by.agency:
        found.add(Relation.OWN_AGENCY)
    if row is None or _is_of_team(by, row):
        found.add(Relation.MY_TEAM)
    if row is not None and _is_mine(by, row):
        found.add(Relation.RAISED_BY_ME)
    return frozenset(found)


def _is_mine(by: Actor, row: Draft) -> bool:
    """What somebody began she can finish, or her role would stop a referral.

    An answer sheet about somebody else's concern is not hers, whoever began it.
    """
    return row.kind in UNTOLD and row.held_by == by.id and row.team in by.teams


def _is_of_team(by: Actor, row: Draft) -> bool:
    """An answer sheet is the advisers' together, whichever team each belongs to."""
    is_sheet = row.kind == DraftKind.ANSWERS.value
    return row.team in by.teams or (is_sheet and bool(by.roles & DECIDERS))


def _start(
    act: Act,
    draft_id: UUID,
    kind: DraftKind,
    team: str,
    fields: Fields,
    concern_id: UUID | None,
) -> Draft:
    row = Draft(
        id=draft_id,
        agency_id=act.by.agency,
        team=team,
        kind=kind.value,
        concern_id=concern_id,
        held_by=act.by.id,
        revision=1,
        text_id=_sealed(act, draft_id, 1, fields),
        saved_at=act.at,
        state=DraftState.OPEN.value,
    )
    row.save(force_insert=True)
    act.record("draft.started", kind="draft", id=draft_id)
    return row


def _replace(act: Act, row: Draft, fields: Fields) -> None:
    old, before = row.text_id, _as_read(row)
    row.revision += 1
    row.text_id = _sealed(act, row.id, row.revision, fields)
    row.saved_at = act.at
    changed = before.update(
        revision=row.revision, text_id=row.text_id, saved_at=row.saved_at
    )
    if not changed:
        raise DraftChanged(f"{timezone.localtime(act.at):%H:%M}", row.revision)
    forget(old)


def _end(row: Draft, state: DraftState) -> bool:
    """Forget this text, unless another was saved since; whether it was forgotten."""
    ended = _as_read(row).update(state=state.value)
    if ended:
        forget(row.text_id)
        # What was typed and not kept leaves with the key store's own short backups.
        destroy_after_commit(row.agency_id, row.id)
    return bool(ended)


def _as_read(row: Draft) -> QuerySet[Draft]:
    """The row if it is still open and at the revision at which it was read."""
    return Draft.objects.filter(
        id=row.id, revision=row.revision, state=DraftState.OPEN.value
    )


def _says(row: Draft, fields: Fields) -> bool:
    return open_text(row.text_id, reader=row.agency_id) == _encoded(fields)


def _sealed(act: Act, draft_id: UUID, revision: int, fields: Fields) -> UUID:
    if act.by.agency is None:
        raise NotFound(act.by, act.action, "draft")
    return seal_text(
        _encoded(fields),
        kind="draft",
        record=draft_id,
        field="fields",
        owner=act.by.agency,
        subject=draft_id,
        revision=revision,
    )


def _encoded(fields: Fields) -> str:
    return json.dumps(fields, sort_keys=True, ensure_ascii=False)


def _saved(row: Draft) -> dict[str, Any]:
    return {
        "draft": str(row.id),
        "revision": row.revision,
        "saved_at": f"{timezone.localtime(row.saved_at):%H:%M}",
    }
