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


class AddressTaken(SharewellError):
    """Somebody has a login with this e-mail address, and is not known here."""

    def __init__(self, email: str) -> None:
        """Name the address; say nothing of whose it is or where they work."""
        super().__init__(
            f"{email} has a login already, and it is not of somebody who worked for "
            "your agency. Check the address. If it is right, whoever runs Sharewell "
            "for the partnership can appoint this person for you as well."
        )


class WorksHere(SharewellError):
    """Whoever is to join works for the agency."""

    def __init__(self, name: str) -> None:
        """Say where a role is added."""
        super().__init__(
            f"{name} works for your agency with this e-mail address. To give them "
            "another role, change their roles instead."
        )


class ClosedElsewhere(SharewellError):
    """The login is closed, and another agency employs the person."""

    def __init__(self) -> None:
        """Opening it would undo what the other agency did."""
        super().__init__(
            "This person's login was closed, and not by your agency alone. Ask whoever "
            "runs Sharewell for the partnership to open it first."
        )


class HasRole(SharewellError):
    """The person holds the role, or it is proposed."""

    def __init__(self, name: str, role: str, *, waits: bool) -> None:
        """Name both, and say which of the two."""
        how = "was proposed for" if waits else "holds"
        then = " It waits for a second person." if waits else ""
        super().__init__(f"{name} {how} the role of {role} in this team already.{then}")


class EndedBefore(SharewellError):
    """The role, or the last one, has ended."""

    def __init__(self) -> None:
        """Nothing was done twice."""
        super().__init__(
            "This role has ended already. Open the page again to see what they do now."
        )


class OnlyRole(SharewellError):
    """Ending it would be leaving."""

    def __init__(self) -> None:
        """Say where leaving is done, and why there."""
        super().__init__(
            "This is their only role. If they stay, add the new role first. If they "
            "leave, use “Leaves the agency”: it closes their login as well."
        )


class NeedsTwo(SharewellError):
    """One person alone does not appoint to this."""

    def __init__(self) -> None:
        """Say how it is done."""
        super().__init__(
            "Nobody is appointed to this role by one person alone. Propose it, and a "
            "second person agrees."
        )


class NobodyAgrees(SharewellError):
    """There is no second person."""

    def __init__(self, what: str) -> None:
        """Name what it is about, and who can appoint the second person."""
        super().__init__(
            f"A second person must agree to {what}, and your agency has "
            "nobody who may: no officer, and no other administrator. Whoever runs "
            "Sharewell for the partnership appoints the first."
        )


class LinkUsed(SharewellError):
    """The set-up link may not be used, or not any more; nobody is told which."""

    def __init__(self) -> None:
        """Say who sends another."""
        super().__init__(
            "This link does not work. Ask your agency's administrator to send you "
            "another."
        )


class SignsInElsewhere(SharewellError):
    """An agency signs this person in itself."""

    def __init__(self) -> None:
        """Say where the password and the second step are."""
        super().__init__(
            "This person signs in through an agency, so there is no password and no "
            "second step here. A lost one is replaced there."
        )


class SignsInHere(SharewellError):
    """The agency has no sign-in of its own."""

    def __init__(self) -> None:
        """Say what there is instead."""
        super().__init__(
            "Your agency has no sign-in of its own that Sharewell knows. Send a link "
            "instead."
        )


class LinkedBefore(SharewellError):
    """The person has a link, and there is one for each."""

    def __init__(self) -> None:
        """Say what has to come first."""
        super().__init__(
            "Your agency's sign-in speaks for this person already. Take that away "
            "first, if it is the wrong one."
        )


class SubjectTaken(SharewellError):
    """The subject speaks for a login already."""

    def __init__(self) -> None:
        """Say nothing of whose it is."""
        super().__init__(
            "This name at your agency's sign-in speaks for somebody already. Check it: "
            "each speaks for one person."
        )


class WaitsAlready(SharewellError):
    """It was proposed, and nobody has answered."""

    def __init__(self) -> None:
        """Nothing was done twice."""
        super().__init__("This was proposed already. It waits for a second person.")


class LeftSince(SharewellError):
    """The person left after the appointment was proposed."""

    def __init__(self) -> None:
        """Say what to answer."""
        super().__init__(
            "This person has left your agency since it was proposed. Refuse it; if "
            "they come back, it is proposed anew."
        )


class ChangedMeanwhile(SharewellError):
    """The password that was shown, or the session it was shown in, stands no more."""

    def __init__(self) -> None:
        """Say what may have happened, and what to do."""
        super().__init__(
            "Your password was changed or this sign-in was ended while you typed, and "
            "nothing was changed now. If that was not you, tell your agency's "
            "administrator and lead information officer."
        )
