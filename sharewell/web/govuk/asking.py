"""One field to be asked, and the options that every component shares."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from django.forms.boundfield import BoundField

# Attributes that are options of the macros, or that would hurt the person typing: a
# placeholder vanishes, and validation is the server's work.
NOT_PASSED_ON = frozenset(
    [
        "aria-describedby",
        "aria-invalid",
        "autocomplete",
        "class",
        "cols",
        "id",
        "inputmode",
        "maxlength",
        "minlength",
        "name",
        "pattern",
        "placeholder",
        "required",
        "rows",
        "spellcheck",
        "step",
        "type",
    ]
)


@dataclass(frozen=True)
class Asking:
    """A bound field, and how the page wants it shown."""

    bound: BoundField
    heading: bool = False
    classes: str = ""
    conditional: Mapping[str, str] = field(default_factory=dict)

    @property
    def attrs(self) -> dict[str, Any]:
        """The attributes that the form gave the widget."""
        return dict(self.bound.field.widget.attrs)


def labelled(asking: Asking) -> dict[str, Any]:
    """Options of a component that asks with one label."""
    bound, attrs = asking.bound, asking.attrs
    label: dict[str, Any] = {"text": str(bound.label), "classes": "govuk-label--s"}
    if asking.heading:
        label |= {"classes": "govuk-label--l", "isPageHeading": True}
    return _hint_and_error(bound) | {
        "attributes": passed_on(attrs),
        "autocomplete": attrs.get("autocomplete"),
        "classes": f"{attrs.get('class', '')} {asking.classes}".strip(),
        "id": bound.auto_id,
        "label": label,
        "name": bound.html_name,
        "spellcheck": _spellcheck(attrs),
    }


def grouped(asking: Asking) -> dict[str, Any]:
    """Options of a component that asks with a legend over several controls."""
    bound = asking.bound
    legend: dict[str, Any] = {"text": str(bound.label)}
    legend["classes"] = f"govuk-fieldset__legend--{'l' if asking.heading else 's'}"
    if asking.heading:
        legend["isPageHeading"] = True
    return _hint_and_error(bound) | {
        "classes": f"{asking.attrs.get('class', '')} {asking.classes}".strip(),
        "fieldset": {"legend": legend},
        "id": bound.auto_id,
        "idPrefix": bound.auto_id,
        "name": bound.html_name,
    }


def shown(bound: BoundField) -> str:
    """The field's present value as text, as the widget would format it."""
    return as_text(bound.field.widget.format_value(bound.value()))


def as_text(value: object) -> str:
    """An absent value is shown as nothing, not as the word None."""
    return "" if value is None else str(value)


def error_message(bound: BoundField) -> dict[str, Any]:
    """The first error only: the next shows when this one is put right."""
    return {"errorMessage": {"text": str(bound.errors[0])}} if bound.errors else {}


def passed_on(attrs: Mapping[str, Any]) -> dict[str, Any]:
    """The widget's other attributes, such as `data-*`, unchanged."""
    return {name: text for name, text in attrs.items() if name not in NOT_PASSED_ON}


def _hint_and_error(bound: BoundField) -> dict[str, Any]:
    hint = {"hint": {"text": str(bound.help_text)}} if bound.help_text else {}
    return hint | error_message(bound)


def _spellcheck(attrs: Mapping[str, Any]) -> bool | None:
    given = attrs.get("spellcheck")
    return None if given is None else str(given).lower() == "true"
