"""What an officer found about somebody who asked about many children."""

from django import forms

from sharewell.assurance.asking import Found
from sharewell.web.door import KeyedForm

FOUND = {
    Found.IN_ORDER: "There was a reason for each",
    Found.TAKEN_UP: "I could not see a reason, and have taken it up",
}


class AskingForm(KeyedForm):
    """One answer."""

    found_as = forms.ChoiceField(
        label="What did you find?",
        choices=[(one.value, words) for one, words in FOUND.items()],
        widget=forms.RadioSelect,
        error_messages={"required": "Say what you found"},
    )

    def found(self) -> Found:
        """As the act takes it."""
        return Found(self.cleaned_data["found_as"])
