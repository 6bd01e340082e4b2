"""A decision record as the pages of a PDF, always the same for the same day."""

import re
from datetime import date

from django.template.loader import render_to_string

from sharewell.decisions.queries import DecisionView
from sharewell.web.paper.typeset import Attached, typeset
from sharewell.web.presenters.decision import decision_words

ATTACHMENT = "proof.json"
ABOUT = "What proves this record and these pages"
# In the place that the proof takes once it is there; no such copy is handed out.
NOT_YET = b"This copy carries no proof yet. Download it again in a few seconds.\n"


# Setting one word of thousands of letters takes minutes, so it may break after so many.
LONGEST_WORD = 60
_LONG_WORDS = re.compile(rf"\S{{1,{LONGEST_WORD}}}|\s+")


def decision_pages(
    decision: DecisionView, *, agency: str, address: str, made_on: date
) -> bytes:
    """The pages before they are sealed; raises CannotTypeset.

    `address` is where the current record is.
    """
    said = {
        "decision": decision,
        "words": decision_words(decision),
        "agency": agency,
        "address": address,
        "made_on": made_on,
        "own_view": breakable(decision.own_view),
        "reasons": breakable(decision.reasons),
        "lacks_letters": False,
    }
    place = Attached(ATTACHMENT, ABOUT, NOT_YET, decision.decided_at)
    pages = typeset(render_to_string("paper/decision.html", said), place)
    if pages.lacks_letters:
        said["lacks_letters"] = True
        pages = typeset(render_to_string("paper/decision.html", said), place)
    return pages.pdf


def breakable(text: str) -> list[str]:
    """The text in pieces, between which a line may break; joined they are the text."""
    pieces, piece = [], ""
    for part in _LONG_WORDS.findall(text):
        if piece and not piece[-1].isspace() and not part[0].isspace():
            pieces.append(piece)
            piece = ""
        piece += part
    return [*pieces, piece]
