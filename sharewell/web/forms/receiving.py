"""Forms of the receiving side."""

from django import forms

from sharewell.web.door import KeyedForm
from sharewell.web.forms.telling import text_area
from sharewell.web.presenters.words import RECEIVED_OUTCOME


class AcknowledgeForm(KeyedForm):
    """One button."""


class AddsForm(KeyedForm):
    """What it adds to what the own agency knows."""

    text = text_area(
        "What does this add to what is known?",
        hint="Look at your own record of the child and the family first. This stays "
        "with "
        "your agency; the sender sees only that it was done.",
        required="Write what this adds, or that it adds nothing",
    )


class OutcomeForm(KeyedForm):
    """What happens now, told back to the sender."""

    outcome = forms.ChoiceField(
        label="What happens now?",
        choices=list(RECEIVED_OUTCOME.items()),
        widget=forms.RadioSelect,
        error_messages={"required": "Choose what happens now"},
    )
    message = text_area(
        "What do you tell the sender?",
        hint="They read exactly this. Say what happens, why, and what they can do.",
        required="Write to the sender what happens now",
    )


class VoiceForm(KeyedForm):
    """Who answered the telephone."""

    answered_by = forms.CharField(
        label="Who answered? Name and role",
        max_length=200,
        error_messages={"required": "Write the name of the person who answered"},
    )
