"""Who looked, in words."""

from typing import Any

from sharewell.assurance.looks import Look
from sharewell.core.policy.action import Action
from sharewell.web.presenters.words import say

DONE = {
    "concern.raised": "Raised it",
    "concern.opened": "Opened the concern",
    "concern.entry_written": "Wrote an entry",
    "concern.matched": "Said which child it is about",
    "children.searched": "Searched for the child",
    "draft.started": "Began an answer sheet",
    "draft.opened": "Opened the answer sheet",
    "draft.taken_over": "Took over the answer sheet",
    "draft.submitted": "Finished the answer sheet",
    "draft.discarded": "Threw the answer sheet away",
    "decision.recorded": "Recorded a decision",
    "decision.opened": "Opened a decision",
    "decision.printed": "Printed a decision",
    "decision.copied": "Downloaded a decision with its proof",
    "disclosure.prepared": "Chose what to send",
    "disclosure.previewed": "Looked at what would be sent",
    "disclosure.sent": "Sent it",
    "disclosure.opened": "Opened what was sent",
    "disclosure.voice": "Recorded who answered the telephone",
    "disclosure.acknowledged": "Acknowledged it",
    "disclosure.adds": "Recorded what it adds",
    "disclosure.outcome": "Recorded the outcome",
    "existence.considered": "Opened the page that asks other agencies",
    "existence.asked": "Asked which other agencies know the child",
    "looks.reviewed": "Looked at who looked",
    "looks.reviewed_by_command": "Looked at who looked, by a command",
    "locating.considered": "Looked at where the family is",
    "locating.released": "Released where the family is",
    "locating.read": "Read where the family is",
    "kept_out": "Kept somebody out of it",
    "sealed": "Sealed it for named people",
    "emergency.opened": "Opened it in an emergency",
    "emergency.reviewed": "Reviewed an opening in an emergency",
}
WHY = {
    "safeguard": "To safeguard a child",
    "oversee": "To oversee the agency's sharing",
    "run_the_service": "The service itself",
}
NOBODY = "The service"


def look_rows(looks: tuple[Look, ...]) -> list[dict[str, Any]]:
    """One row a look: when, who, of which agency, what, why."""
    return [
        {
            "at": look.at,
            "who": look.who or NOBODY,
            "agency": look.agency,
            "what": _what(look),
            "why": say(WHY, look.purpose),
            "was_refused": look.was_refused,
        }
        for look in looks
    ]


def _what(look: Look) -> str:
    if look.was_refused:
        return f"Tried to {Action(look.event).sentence}, and was refused"
    return DONE.get(look.event, look.event.replace(".", " ").replace("_", " "))
