"""What can be wrong with a child's record."""

from sharewell.core.errors import SharewellError


class UnusableChild(SharewellError):
    """The record could not be kept; the message says which part and why."""
