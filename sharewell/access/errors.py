"""What the door says when it does not open."""

from sharewell.core.errors import SharewellError
from sharewell.core.policy.action import Action
from sharewell.core.policy.forbids import (
    a_sealed_record_is_for_those_named,
    conflict_of_interest_beats_every_permit,
)
from sharewell.core.policy.model import Actor, Resource, Verdict

# Refused by these, a thing looks as if it were not there.
BARRING = frozenset(
    rule.__name__
    for rule in (
        conflict_of_interest_beats_every_permit,
        a_sealed_record_is_for_those_named,
    )
)


class Refused(SharewellError):
    """The policy refused; carries what the ledger records of the refusal."""

    def __init__(
        self, actor: Actor, action: Action, resource: Resource, verdict: Verdict
    ) -> None:
        """Keep the question and the answer for the recorder at the edge."""
        super().__init__(f"You may not {action.sentence}.")
        self.actor, self.action = actor, action
        self.resource, self.verdict = resource, verdict

    @property
    def is_barred(self) -> bool:
        """Whether even that the thing is there is not for the actor to know."""
        return bool(BARRING & set(self.verdict.reasons))


class NotFound(SharewellError):
    """There is no such thing for this actor: absent and hidden look alike."""

    def __init__(self, actor: Actor, action: Action, kind: str) -> None:
        """Say it in the one sentence that both cases share."""
        super().__init__("Nothing that you may see is at this address.")
        self.actor, self.action, self.kind = actor, action, kind


class SubmittedDifferently(SharewellError):
    """The same form was sent twice with different content."""

    def __init__(self) -> None:
        """Tell the person what to do about it."""
        super().__init__(
            "This form was already sent with different answers. Nothing was changed. "
            "Open the page again to see what was saved, then make your change there."
        )


class WrittenAtOnce(SharewellError):
    """Others kept writing to the same record, and this attempt lost every time."""

    def __init__(self) -> None:
        """Nothing was kept, and sending again is safe."""
        super().__init__(
            "Somebody else wrote at the same moment, so yours is not in yet. Nothing "
            "of yours was lost: send again."
        )
