"""Which day's edition is read, and between which days it is compared."""

from datetime import date
from typing import Any

from django import forms

from sharewell.rulebooks.editions import edition_days
from sharewell.web.dates import day

HOW = "Year, month, day, such as 2024-04-19."
NOT_A_DAY = (
    "“%(value)s” is not a day we can read. Write year, month and day with hyphens, "
    "such as 2024-04-19."
)


class DayField(forms.DateField):
    """One day as it stands in an address: 2024-04-19; not before the first edition."""

    def __init__(self, label: str, **more: Any) -> None:
        """The same hint and messages wherever a day is asked for."""
        # Text, so that what was mistyped is still there to be put right.
        box = forms.TextInput(attrs={"class": "govuk-input--width-10"})
        super().__init__(
            label=label,
            help_text=HOW,
            input_formats=["%Y-%m-%d"],
            widget=box,
            error_messages={"required": "Write a day, such as 2024-04-19."},
            **more,
        )

    def to_python(self, value: Any) -> date | None:
        """The day, or an error that repeats what was typed."""
        try:
            return super().to_python(value)
        except forms.ValidationError:
            raise forms.ValidationError(
                NOT_A_DAY, params={"value": str(value)[:40]}
            ) from None

    def validate(self, value: date | None) -> None:
        """There is no edition before the first."""
        super().validate(value)
        first = edition_days()[0]
        if value is not None and value < first:
            raise forms.ValidationError(
                f"The rules kept here begin on {day(first)}. Write that day or a "
                "later one."
            )


class OnForm(forms.Form):
    """`?on=2024-04-19`."""

    on = DayField("Read the edition in force on")


class BetweenForm(forms.Form):
    """`?earlier=2018-07-01&later=2024-04-19`."""

    earlier = DayField("From the edition in force on")
    later = DayField("To the edition in force on")

    def clean(self) -> dict[str, Any]:
        """The order matters: what began in one direction ended in the other."""
        given: dict[str, Any] = super().clean() or {}
        earlier, later = given.get("earlier"), given.get("later")
        if earlier and later and later < earlier:
            self.add_error(
                "later", f"This day is before {day(earlier)}. Write a later one."
            )
        return given
