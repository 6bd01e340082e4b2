"""What a page may offer: the question the act will ask, asked beforehand.

Nothing is opened, changed or recorded by asking, and the act asks again.
"""

from uuid import UUID

from sharewell.core.policy.action import Action
from sharewell.core.policy.decide import decide
from sharewell.core.policy.groups import purpose_of
from sharewell.core.policy.model import Actor, Resource
from sharewell.decisions import standing
from sharewell.decisions.queries import ConcernView, DecisionView


def may(by: Actor, action: Action, concern: ConcernView) -> bool:
    """Whether the actor would be let in with this about the concern."""
    return _would(by, action, Resource("concern", concern.id, concern.relations))


def may_answer(by: Actor, concern: ConcernView, task_id: UUID, kind: str) -> bool:
    """Whether the actor may say what was done: not about a decision of her own."""
    task = standing.task_asked_about(
        task_id, kind, concern.relations, has_decided=by.id in concern.deciders
    )
    return _would(by, Action.TASK_ANSWER, task)


def may_read_decision(by: Actor, concern: ConcernView, number: int) -> bool:
    """Whether the actor may open this one of the concern's decisions."""
    relations = standing.of_decision(
        by, concern.relations, concern.agency_id, concern.deciders[number]
    )
    decision = Resource("decision", concern.decisions[number][0], relations)
    return _would(by, Action.DECISION_OPEN, decision)


def may_send(by: Actor, decision: DecisionView) -> bool:
    """Whether the actor may send what was decided."""
    asked = Resource("decision", decision.id, decision.relations)
    return _would(by, Action.DISCLOSURE_SEND, asked)


def _would(by: Actor, action: Action, resource: Resource) -> bool:
    return decide(by, purpose_of(action), action, resource).permit
