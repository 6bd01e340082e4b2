"""The one access question."""

from sharewell.core.policy.action import Action
from sharewell.core.policy.forbids import FORBIDS
from sharewell.core.policy.model import (
    ORDINARY,
    Actor,
    Circumstances,
    Purpose,
    Question,
    Resource,
    Verdict,
)
from sharewell.core.policy.permits import PERMITS


def decide(
    actor: Actor,
    purpose: Purpose,
    action: Action,
    resource: Resource,
    circumstances: Circumstances = ORDINARY,
) -> Verdict:
    """Say whether the actor may; default deny, and a forbid beats any permit.

    The reasons are the names of the rules that settled it, or `no_rule_permits`.
    """
    asked = Question(actor, purpose, action, resource, circumstances)
    forbidden = tuple(rule.__name__ for rule in FORBIDS if rule(asked))
    if forbidden:
        return Verdict(permit=False, reasons=forbidden)
    permitted = tuple(rule.__name__ for rule in PERMITS if rule(asked))
    if permitted:
        return Verdict(permit=True, reasons=permitted)
    return Verdict(permit=False, reasons=("no_rule_permits",))
