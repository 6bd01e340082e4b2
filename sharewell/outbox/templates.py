"""The fixed wordings of notifications: a reference and a link, nothing of anybody."""

from dataclasses import dataclass
from enum import StrEnum


class Template(StrEnum):
    """What there is to say, in a mailbox that others may read."""

    CONCERN_WAITING = "concern_waiting"
    DISCLOSURE_WAITING = "disclosure_waiting"
    STEP_TAKEN = "step_taken"
    OVERDUE = "overdue"
    RESTRICTED = "restricted"
    PROPOSED = "proposed"
    EMERGENCY = "emergency"
    RELEASED = "released"
    CONTACT_OWED = "contact_owed"
    SET_UP = "set_up"
    ERASURE = "erasure"


@dataclass(frozen=True)
class Wording:
    """Subject and body; only `{reference}` and `{link}` are filled in."""

    subject: str
    body: str


WORDINGS = {
    Template.CONCERN_WAITING: Wording(
        "Sharewell: something waits for you ({reference})",
        "Something new waits in your inbox.\n\nReference: {reference}\n{link}\n\n"
        "Sign in to see it. This message says no more on purpose.\n",
    ),
    Template.DISCLOSURE_WAITING: Wording(
        "Sharewell: something was sent to your inbox ({reference})",
        "Another agency has sent something to your inbox.\n\nReference: {reference}\n"
        "{link}\n\nSign in to open it and to acknowledge it.\n",
    ),
    Template.STEP_TAKEN: Wording(
        "Sharewell: there is news on {reference}",
        "A step was taken on something you sent or raised.\n\nReference: {reference}\n"
        "{link}\n\nSign in to see it.\n",
    ),
    Template.OVERDUE: Wording(
        "Sharewell: overdue ({reference})",
        "Something in your inbox is past its time and will keep rising until it is "
        "answered.\n\nReference: {reference}\n{link}\n",
    ),
    Template.RESTRICTED: Wording(
        "Sharewell: fewer people may open something ({reference})",
        "Who may open something of your agency was narrowed.\n\nReference: "
        "{reference}\n{link}\n\nSign in to see what was done.\n",
    ),
    Template.PROPOSED: Wording(
        "Sharewell: a second person is needed ({reference})",
        "Something that would let more people in waits for a second person to agree or "
        "to refuse.\n\nReference: {reference}\n{link}\n",
    ),
    Template.RELEASED: Wording(
        "Sharewell: something was released to you ({reference})",
        "Something was released to you by name, for a day.\n\nReference: {reference}\n"
        "{link}\n\nSign in to read it. It cannot be printed or passed on.\n",
    ),
    Template.EMERGENCY: Wording(
        "Sharewell: opened in an emergency ({reference})",
        "Somebody opened this without a permit, because it could not wait.\n\n"
        "Reference: {reference}\n{link}\n\nSign in to see who, and to say whether "
        "there was a reason.\n",
    ),
    Template.CONTACT_OWED: Wording(
        "Sharewell: somebody must be contacted ({reference})",
        "Somebody of another agency asked something that only a person of your agency "
        "can answer.\n\nReference: {reference}\n{link}\n\nSign in to see whom to "
        "ring. A clock is running.\n",
    ),
    Template.SET_UP: Wording(
        "Sharewell: set up how you sign in ({reference})",
        "The administrator of your agency asks you to set up how you sign in.\n\n"
        "Reference: {reference}\n{link}\n\nThe link works once, for 72 hours, and is "
        "for you alone: pass it on to nobody. If you did not expect it, tell your "
        "administrator and do not open it.\n",
    ),
    Template.ERASURE: Wording(
        "Sharewell: a second person is needed before something goes ({reference})",
        "Somebody asked that something your agency keeps is erased. A second person "
        "agrees or refuses.\n\nReference: {reference}\n{link}\n",
    ),
}


def render(template: Template, *, reference: str, link: str) -> Wording:
    """The message as it is sent."""
    wording = WORDINGS[template]
    filled = {"reference": reference, "link": link}
    return Wording(wording.subject.format(**filled), wording.body.format(**filled))
