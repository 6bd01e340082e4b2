"""What can be wrong with a restriction, a proposal or an opening in an emergency."""

from sharewell.core.errors import SharewellError


class Unusable(SharewellError):
    """It could not be done as asked; the message says what to do instead."""


class AnsweredBefore(SharewellError):
    """Somebody else was first."""

    def __init__(self) -> None:
        """Nothing was done twice."""
        super().__init__(
            "A colleague has answered this already. Open the page again to see what "
            "was said."
        )
