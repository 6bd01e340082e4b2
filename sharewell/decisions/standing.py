"""How an actor stands to a concern, its decisions and its tasks.

An act and the page that offers it ask the policy with the same relations.
"""

from datetime import datetime
from uuid import UUID

from sharewell.access.bars import standing_to
from sharewell.core.policy.groups import GOVERNORS
from sharewell.core.policy.model import Actor, Relation, Resource, Role
from sharewell.decisions.models import Concern, SharingDecision, Task
from sharewell.decisions.vocabulary import TaskKind

# What holds of a concern holds of everything that hangs on it.
# Whose work an answer sheet is, whoever of them began it.
DECIDERS = GOVERNORS | {Role.ADVISER}
HANGING = frozenset({Relation.IN_CONFLICT, Relation.SEALED, Relation.EMERGENCY})


def to_this_concern(by: Actor, row: Concern, at: datetime) -> frozenset[Relation]:
    """To a concern as it is kept, with what bars the actor or lets them in."""
    found = set(to_concern(by, row.agency_id, row.raised_by))
    if row.agency_id == by.agency:
        found |= standing_to(by, things_of(row), at)
    if by.has(Role.CALDICOTT_GUARDIAN) and _was_put_to_the_guardian(row):
        found.add(Relation.ASKED_AS_GUARDIAN)
    return frozenset(found)


def to_this_decision(
    by: Actor, row: SharingDecision, at: datetime
) -> frozenset[Relation]:
    """To a decision as it is kept; what bars from its concern bars from it."""
    concern = to_this_concern(by, row.concern, at)
    return of_decision(by, concern, row.agency_id, row.decided_by)


def of_decision(
    by: Actor, concern: frozenset[Relation], agency: UUID, decided_by: UUID
) -> frozenset[Relation]:
    """To a decision of a concern to which the actor stands so."""
    hanging = concern & (HANGING | {Relation.ASKED_AS_GUARDIAN})
    return to_decision(by, agency, decided_by) | hanging


def things_of(row: Concern) -> tuple[UUID, ...]:
    """The concern, and the child it is about: a bar on either closes it."""
    match = row.matches.order_by("-sequence").values_list("child_id", flat=True)
    return (row.id, *match[:1])


def _was_put_to_the_guardian(row: Concern) -> bool:
    asked = Task.objects.filter(about_id=row.id, kind=TaskKind.GUARDIAN.value)
    return asked.exists()


def to_concern(by: Actor, agency: UUID, raised_by: UUID | None) -> frozenset[Relation]:
    """To a concern of this agency that this person raised."""
    found = set()
    if agency == by.agency:
        found.add(Relation.OWN_AGENCY)
    if raised_by == by.id:
        found.add(Relation.RAISED_BY_ME)
    # A concern without an inbox (referred directly) is the adviser's to follow as well.
    if by.has(Role.ADVISER):
        found.add(Relation.ASKED_AS_ADVISER)
    return frozenset(found)


def to_decision(by: Actor, agency: UUID, decided_by: UUID) -> frozenset[Relation]:
    """As to its concern, but whoever decided stands where whoever raised it stood."""
    return to_concern(by, agency, decided_by)


def task_asked_about(
    task_id: UUID, kind: str, relations: frozenset[Relation], *, has_decided: bool
) -> Resource:
    """A task about a concern, for an actor who has decided about it or not."""
    mine = {Relation.DECIDED_BY_ME} if has_decided else set()
    is_review = kind == TaskKind.REVIEW_DEPARTURE
    return Resource("review" if is_review else "task", task_id, relations | mine)
