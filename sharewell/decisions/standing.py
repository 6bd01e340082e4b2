"""How an actor stands to a concern, its decisions and its tasks.

An act and the page that offers it ask the policy with the same relations.
"""

from uuid import UUID

from sharewell.core.policy.model import Actor, Relation, Resource, Role
from sharewell.decisions.vocabulary import TaskKind


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
