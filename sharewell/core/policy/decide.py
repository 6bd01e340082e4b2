"""The one access question."""

from sharewell.core.policy.action import Action
from sharewell.core.policy.model import Actor, Resource, Verdict
from sharewell.core.policy.rules import FORBIDS, PERMITS


def decide(actor: Actor, action: Action, resource: Resource) -> Verdict:
    """Say whether the actor may; default deny, and a forbid beats any permit.

    The reasons are the names of the rules that settled it, or `no_rule_permits`.
    """
    forbidden = tuple(r.__name__ for r in FORBIDS if r(actor, action, resource))
    if forbidden:
        return Verdict(permit=False, reasons=forbidden)
    permitted = tuple(r.__name__ for r in PERMITS if r(actor, action, resource))
    if permitted:
        return Verdict(permit=True, reasons=permitted)
    return Verdict(permit=False, reasons=("no_rule_permits",))
