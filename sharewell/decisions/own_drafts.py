"""One's own unfinished concern: whoever wrote it goes on with it, whatever her role.

Drafts are the team's (`drafts.py`), but an administrator reads nothing of her team's.
What she began herself she has to be able to finish, or her role would stop a referral.
"""

import json
from uuid import UUID

from sharewell.access.command import Act, command
from sharewell.access.errors import NotFound
from sharewell.core.policy.action import Action
from sharewell.core.policy.decide import decide
from sharewell.core.policy.model import Actor, Relation, Resource
from sharewell.decisions.drafts import DraftLine, DraftView
from sharewell.decisions.models import Draft
from sharewell.decisions.vocabulary import DraftKind, DraftState
from sharewell.keys.sealing import forget, open_text

OF_MY_TEAM = frozenset({Relation.OWN_AGENCY, Relation.MY_TEAM})
MINE = frozenset({Relation.RAISED_BY_ME})


@command(Action.DRAFT_OPEN, writes=False)
def open_own_draft(act: Act, *, draft_id: UUID) -> DraftView:
    """Open it; raises NotFound when it is not open, not hers or not of her team."""
    row = _mine(act, draft_id)
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


@command(Action.DRAFT_DISCARD)
def discard_own_draft(act: Act, *, draft_id: UUID) -> str:
    """Throw it away: its text can then never be opened."""
    row = _mine(act, draft_id)
    forget(row.text_id)
    row.state = DraftState.DISCARDED.value
    row.save(update_fields=["state"])
    act.record("draft.discarded", kind="draft", id=row.id)
    return str(row.id)


def may_open_draft(by: Actor, line: DraftLine) -> bool:
    """Whether the actor may go on with this draft of her team."""
    relations = OF_MY_TEAM | (MINE if line.is_mine else frozenset())
    return decide(by, Action.DRAFT_OPEN, Resource("draft", line.id, relations)).permit


def _mine(act: Act, draft_id: UUID) -> Draft:
    # An answer sheet about somebody else's concern is not hers, whoever began it.
    row = Draft.objects.filter(
        id=draft_id,
        held_by=act.by.id,
        kind=DraftKind.CONCERN.value,
        state=DraftState.OPEN.value,
        team__in=act.by.teams,
    ).first()
    if row is None:
        raise NotFound(act.by, act.action, "draft")
    act.require(Resource("draft", row.id, OF_MY_TEAM | MINE))
    return row
