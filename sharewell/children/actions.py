"""Recording a child whom an agency knows, when no concern asks for it."""

from sharewell.access.command import Act, command
from sharewell.children.recording import NewChild, write_child
from sharewell.core.policy.action import Action
from sharewell.core.policy.model import Relation, Resource, Role

ANYBODY = frozenset({Relation.OWN_AGENCY})
THE_ADVISER = ANYBODY | {Relation.ASKED_AS_ADVISER}


@command(Action.CHILD_CREATE)
def record_child(act: Act, *, child: NewChild) -> str:
    """Keep a record in the acting agency; returns its id, raises UnusableChild.

    The agency's adviser may: whoever is asked about children keeps the register.
    """
    relations = THE_ADVISER if act.by.has(Role.ADVISER) else ANYBODY
    act.require(Resource("child", None, relations))
    return str(write_child(act, child).id)
