"""What can be wrong with a concern, a draft or a decision, and what to do about it."""

from sharewell.core.errors import SharewellError


class UnusableConcern(SharewellError):
    """The concern could not be kept as it was sent."""


class UnusableDecision(SharewellError):
    """The decision could not be recorded as it was sent."""


class DraftChanged(SharewellError):
    """Somebody, perhaps the same person in another tab, saved a later text."""

    def __init__(self, saved_at: str, revision: int) -> None:
        """Say when, so that the person can find which text is which."""
        super().__init__(
            f"This draft was changed elsewhere at {saved_at}. Your text here is not "
            "saved "
            "over it. Copy it, open the draft again, and put the two together."
        )
        self.revision = revision


class DraftGone(SharewellError):
    """The draft was sent or discarded."""

    def __init__(self, state: str) -> None:
        """Say which of the two it was."""
        super().__init__(
            f"This draft was already {state}. Copy what you typed, then start a new "
            "one "
            "or add it to the concern."
        )
