"""What can keep the demo from being made."""

from sharewell.core.errors import SharewellError


class DemoError(SharewellError):
    """The demo partnership cannot be made here; the message says what to do."""
