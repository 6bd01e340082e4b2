"""The five myths, answered in our own words; linked from the questions they meet."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Myth:
    """A doubt, what is true, and where the procedure says so."""

    id: str
    doubt: str
    truth: str
    cite: str


MYTHS = (
    Myth(
        "data-protection-a-barrier",
        "Data protection law stops me",
        "It does not. It says how to share well: for a purpose, no more than is "
        "needed, "
        "accurately, securely, and open with the person unless that is unsafe.",
        "SURREY-4.4 Myth 1",
    ),
    Myth(
        "consent-always-needed",
        "I always need consent",
        "You do not. Seek agreement where the person would not expect the sharing and "
        "asking is safe. Agreement counts only when it is clear and freely given. It "
        "is "
        "not asked for where that would put somebody at risk, or where the person "
        "cannot "
        "give it, or where waiting for it would leave a child unprotected.",
        "SURREY-4.4 Myth 2",
    ),
    Myth(
        "no-disclosure-to-another-agency",
        "What my agency collected may not go to another",
        "It may, unless the new use cannot be squared with why it was collected. "
        "Where a "
        "child is in need or at risk it is hard to think of a case where it could not.",
        "SURREY-4.4 Myth 3",
    ),
    Myth(
        "confidence-and-human-rights",
        "Confidence and human rights forbid it",
        "They ask for a balance. Weigh what sharing does to the people concerned "
        "against "
        "what silence could do to them or to others, and write down how you weighed "
        "it.",
        "SURREY-4.4 Myth 4",
    ),
    Myth(
        "it-systems-are-a-barrier",
        "Computer systems only get in the way",
        "They help when somebody uses what they show to decide better about a child.",
        "SURREY-4.4 Myth 5",
    ),
)
