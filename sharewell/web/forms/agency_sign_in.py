"""Which agency signs the person in."""

from typing import Any

from django import forms

from sharewell.accounts.providers import providers
from sharewell.web.forms.sign_in import shared_field


class AgencyForm(forms.Form):
    """One agency of those that check their own people."""

    agency = forms.ChoiceField(
        label="Which agency do you work for?",
        widget=forms.RadioSelect,
        error_messages={
            "required": "Choose the agency that you work for",
            "invalid_choice": "Choose an agency from the list",
        },
    )

    shared = shared_field()

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        """Those of the settings, by name."""
        super().__init__(*args, **kwargs)
        self.fields["agency"].choices = [(one.id, one.name) for one in providers()]
