"""A reference, to see who looked at what has it."""

from django import forms

from sharewell.web.door import KeyedForm


class LooksForm(KeyedForm):
    """The reference as it stands on the page, in an e-mail or on paper."""

    reference = forms.CharField(
        label="Reference of the concern or disclosure",
        help_text="As it stands on the page, in the e-mail or on the printed record.",
        max_length=20,
        error_messages={"required": "Write the reference"},
    )
