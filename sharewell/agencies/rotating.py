"""An agency's key is replaced: when, in the ledger, for whoever asks years later."""

from sharewell.access.command import Act, command
from sharewell.core.policy.action import Action
from sharewell.core.policy.model import Purpose, Resource
from sharewell.keys import rotation


@command(Action.KEYS_ROTATE, purpose=Purpose.RUN_THE_SERVICE)
def begin_rotation(act: Act) -> str:
    """The version from now on in figures, once nobody writes under an earlier one.

    Does nothing else, because it holds up whoever wants to write. What is under the old
    version is wrapped anew afterwards, in many short transactions.
    """
    agency = act.by.agency
    if agency is None:
        raise TypeError("A key belongs to an agency.")
    act.require(Resource("agency", agency))
    version = rotation.begin(agency=agency)
    act.record("keys.rotated", kind="agency", id=agency)
    return str(version)
