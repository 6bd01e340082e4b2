"""What can be wrong with a disclosure, and what to do about it."""

from sharewell.core.errors import SharewellError


class UnusableDisclosure(SharewellError):
    """The disclosure could not be sent as it was chosen."""


class PreviewChanged(SharewellError):
    """What would be sent is no longer what was previewed."""

    def __init__(self) -> None:
        """Nothing was sent: look again."""
        super().__init__(
            "Something was added or corrected since you looked at the preview. Nothing "
            "was sent. Look at the new preview, then send."
        )


class OutOfOrder(SharewellError):
    """A step was taken before the one it needs."""


class UnusableQuestion(SharewellError):
    """The question could not be asked, or not be answered, as it was sent."""
