"""Where a hidden family is: to whom, what of it, and how the worker was verified."""

from typing import Any
from uuid import UUID

from django import forms

from sharewell.exchange.releasing import Releasable
from sharewell.web.door import KeyedForm
from sharewell.web.forms.telling import text_area


class ReleaseForm(KeyedForm):
    """What goes to the second person."""

    worker = forms.ChoiceField(
        label="Who must reach the child?",
        help_text="Somebody of the recipient who has opened the disclosure.",
        widget=forms.RadioSelect,
        error_messages={"required": "Choose the worker"},
    )
    details = forms.MultipleChoiceField(
        label="What does the worker need to reach the child?",
        help_text="As little as is enough.",
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": "Choose at least one"},
    )
    grounds = text_area(
        "How did you verify the worker?",
        hint="Ring back on the number of the directory, not on one you were given. "
        "Write the number, who answered and when.",
        required="Write how you verified the worker",
    )

    def __init__(self, *args: Any, found: Releasable, **more: Any) -> None:
        """What there is, and who has opened it."""
        super().__init__(*args, **more)
        self.fields["worker"].choices = [(str(i), name) for i, name in found.workers]
        self.fields["details"].choices = [
            (str(one.id), f"{one.kind.replace('_', ' ').capitalize()}: {one.text}")
            for one in found.details
        ]

    def given(self) -> dict[str, Any]:
        """What the act needs."""
        return {
            "worker": UUID(self.cleaned_data["worker"]),
            "details": tuple(UUID(one) for one in self.cleaned_data["details"]),
            "grounds": self.cleaned_data["grounds"],
        }
