"""A date typed as day, month and year, with errors that name what is wrong."""

from datetime import date
from enum import StrEnum
from typing import Any, NoReturn

from django import forms
from django.core.exceptions import ValidationError

from sharewell.core.errors import SharewellError
from sharewell.web.dates import MONTHS

PARTS = ("day", "month", "year")
YEAR_DIGITS = 4


class When(StrEnum):
    """Where a date may lie, seen from the day on which it is entered."""

    ANY = "any"
    PAST = "in the past"
    TODAY_OR_PAST = "today or in the past"
    TODAY_OR_FUTURE = "today or in the future"
    FUTURE = "in the future"


class NoToday(SharewellError):
    """A field that compares with today was not told which day that is."""


class DateInput(forms.MultiWidget):
    """Three text boxes, posted as `<name>_day`, `<name>_month`, `<name>_year`."""

    def __init__(self, attrs: dict[str, Any] | None = None) -> None:
        super().__init__(dict.fromkeys(PARTS, forms.TextInput), attrs)

    def decompress(self, value: date | None) -> list[int | None]:
        """Split a stored date for display."""
        return [value.day, value.month, value.year] if value else [None, None, None]


class GovDateField(forms.MultiValueField):
    """A date. `subject` begins its error messages; `today` is set by the form.

    Months may be typed as numbers or names. An error carries the parts at fault in
    `params["parts"]`, so that they alone are marked and linked.
    """

    widget = DateInput
    today: date | None = None

    def __init__(
        self, *, subject: str = "", when: When = When.ANY, **options: Any
    ) -> None:
        self.when = when
        self.subject = subject or str(options.get("label") or "Date")
        options.setdefault("error_messages", {}).setdefault(
            "required", f"Enter {self.subject[0].lower()}{self.subject[1:]}"
        )
        fields = [forms.CharField(required=False) for _ in PARTS]
        super().__init__(fields, require_all_fields=False, **options)

    def clean(self, value: Any) -> date | None:
        """Return the date, or None where an optional one was left empty."""
        typed = [str(part or "").strip() for part in value or ("", "", "")]
        if not any(typed):
            if self.required:
                self._fail(self.error_messages["required"], *PARTS)
            return None
        self._refuse_missing_parts(typed)
        chosen = self._real_date(typed)
        self._refuse_wrong_side_of_today(chosen)
        return chosen

    def has_changed(self, initial: date | None, data: Any) -> bool:
        """Compare what was typed with the stored date, part by part."""
        before = self.widget.decompress(initial)
        return [str(part or "") for part in before] != [str(p or "") for p in data]

    def _refuse_missing_parts(self, typed: list[str]) -> None:
        missing = [part for part, text in zip(PARTS, typed, strict=True) if not text]
        if missing:
            wanted = " and ".join(f"a {part}" for part in missing)
            self._fail(f"{self.subject} must include {wanted}", *missing)

    def _real_date(self, typed: list[str]) -> date:
        day, month, year = typed
        if year.isdecimal() and len(year) != YEAR_DIGITS:
            self._fail("Year must include 4 numbers", "year")
        try:
            return date(_whole(year), _month_number(month), _whole(day))
        except ValueError:
            self._fail(f"{self.subject} must be a real date", *PARTS)

    def _refuse_wrong_side_of_today(self, chosen: date) -> None:
        if self.when is When.ANY:
            return
        if self.today is None:
            raise NoToday(
                f"The date field '{self.subject}' must be {self.when}, but its "
                "today is not set. Set field.today when the form is made."
            )
        allowed = {
            When.PAST: chosen < self.today,
            When.TODAY_OR_PAST: chosen <= self.today,
            When.TODAY_OR_FUTURE: chosen >= self.today,
            When.FUTURE: chosen > self.today,
        }
        if not allowed[self.when]:
            self._fail(f"{self.subject} must be {self.when}", *PARTS)

    def _fail(self, message: str, *parts: str) -> NoReturn:
        raise ValidationError(message, code="invalid_date", params={"parts": parts})


def _whole(text: str) -> int:
    """Only plain digits: `int` would also take signs, spaces and underscores."""
    if not (text.isascii() and text.isdecimal()):
        raise ValueError(text)
    return int(text)


def _month_number(text: str) -> int:
    lowered = text.lower()
    for number, name in enumerate(MONTHS, start=1):
        if lowered in {name.lower(), name[:3].lower()}:
            return number
    return _whole(text)
