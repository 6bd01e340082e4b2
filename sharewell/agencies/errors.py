"""What can be wrong with an agency, an inbox or an appointment."""

from sharewell.core.errors import SharewellError


class InboxClosed(SharewellError):
    """The recipient's inbox takes nothing more."""

    def __init__(self, name: str, successor: str | None) -> None:
        """Name the inbox and where to send instead."""
        where = (
            f"Send it to {successor} instead."
            if successor
            else "Choose another recipient; the urgent page has the phone numbers."
        )
        super().__init__(f"{name} is closed and takes nothing more. {where}")


class UnknownInbox(SharewellError):
    """No such inbox in the directory."""

    def __init__(self) -> None:
        """Tell the sender to choose from the list."""
        super().__init__(
            "That recipient is not in the directory. Choose one from the list."
        )


class NotOneOfUs(SharewellError):
    """The agency does not employ this person."""

    def __init__(self) -> None:
        """Say what has to come first."""
        super().__init__(
            "This person does not work for your agency now, so your agency's sign-in "
            "cannot speak for them. Appoint them first."
        )
