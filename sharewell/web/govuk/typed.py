"""Components into which a person types: one line, a secret, a text, a date."""

from typing import Any

from django import forms

from sharewell.web.govuk.asking import Asking, as_text, grouped, labelled, shown
from sharewell.web.govuk.components import components
from sharewell.web.govuk.date_field import PARTS
from sharewell.web.govuk.summary import parts_at_fault

DEFAULT_ROWS = 5
COUNTED_FROM_PERCENT = 75


def line(asking: Asking) -> str:
    """One line of text, an e-mail address or a number."""
    widget = asking.bound.field.widget
    options = labelled(asking) | {
        "inputmode": asking.attrs.get("inputmode"),
        "type": widget.input_type,
        "value": shown(asking.bound),
    }
    if isinstance(widget, forms.NumberInput):
        # A number box changes when scrolled and hides from us what it cannot read.
        decimal = isinstance(asking.bound.field, (forms.FloatField, forms.DecimalField))
        options |= {"type": "text", "inputmode": "decimal" if decimal else "numeric"}
    return components()["govukInput"](options)


def secret(asking: Asking) -> str:
    """A password, never sent back to the page."""
    options = labelled(asking)
    options["autocomplete"] = options["autocomplete"] or "current-password"
    return components()["govukPasswordInput"](options)


def text(asking: Asking) -> str:
    """Several lines; counted where the form limits them."""
    options = labelled(asking) | {
        "rows": asking.attrs.get("rows", DEFAULT_ROWS),
        "value": shown(asking.bound),
    }
    limit = getattr(asking.bound.field, "max_length", None)
    if limit is None:
        return components()["govukTextarea"](options)
    # Counting down from 20,000 helps nobody; it begins when the end is near.
    return components()["govukCharacterCount"](
        options | {"maxlength": limit, "threshold": COUNTED_FROM_PERCENT}
    )


def date_parts(asking: Asking) -> str:
    """Day, month and year; only the parts at fault are marked."""
    bound = asking.bound
    value = bound.value()
    if not isinstance(value, list):
        value = bound.field.widget.decompress(value)
    at_fault = parts_at_fault(bound)
    items = [
        _date_part(asking, part, as_text(typed), part in at_fault)
        for part, typed in zip(PARTS, value, strict=True)
    ]
    return components()["govukDateInput"](grouped(asking) | {"items": items})


def _date_part(asking: Asking, part: str, typed: str, at_fault: bool) -> dict[str, Any]:
    width = "govuk-input--width-4" if part == "year" else "govuk-input--width-2"
    item = {
        "classes": f"{width} govuk-input--error" if at_fault else width,
        "id": f"{asking.bound.auto_id}_{part}",
        "label": part.capitalize(),
        "name": f"{asking.bound.html_name}_{part}",
        "value": typed,
    }
    if part == "month":
        item["inputmode"] = "text"  # a month may be typed as a name
    if asking.attrs.get("autocomplete") == "bday":
        item["autocomplete"] = f"bday-{part}"
    return item
